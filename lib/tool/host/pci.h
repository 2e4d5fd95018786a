/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PCI functions of class 0502h (CXL memory), and who drives them. */
#pragma once

#include <stddef.h>

#include "lib/base/cleanup.h"

struct host_pci {
	size_t bound;		/* functions that cxl_pci drives */
	size_t unbound;		/* others */
	size_t taken;		/* of these, those that another driver has */
};

/*
 * Counts the functions of the machine below @sysroot (NULL: of this one). @buf gets the names
 * of those that are not bound to cxl_pci, separated by blanks, as many as fit; behind those
 * that another driver has, its name: "0000:35:00.0(vfio-pci)". 0, or a negative errno; what
 * was found before counts.
 */
int host_find_pci(const char *sysroot, struct host_pci *found, char *buf, size_t len)
	__attribute__((nonnull(2, 3)));
