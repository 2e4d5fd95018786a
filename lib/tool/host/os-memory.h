/* SPDX-License-Identifier: GPL-2.0-or-later */
/* CXL memory that the system uses without a region. */
#pragma once

#include <stddef.h>

#include "lib/base/cleanup.h"

/*
 * Firmware can give CXL memory to the operating system before any driver of CXL comes: as
 * "System RAM", or as "Soft Reserved" for a dax device. @buf gets what the kernel calls it
 * and where it is, of the first such range: "System RAM at 690000000-78fffffff"; without the
 * right to see addresses only "System RAM". 0, -ENOENT (there is none), -ENAMETOOLONG (it
 * does not fit), or the errno of opening /proc/iomem.
 */
int host_find_os_memory(const char *sysroot, char *buf, size_t len)
	_must_check_ __attribute__((nonnull(2)));
