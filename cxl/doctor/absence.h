/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What this machine lacks to have CXL devices: hardware, drivers, the kernel's options. */
#pragma once

#include "lib/base/cleanup.h"

/*
 * What is missing when there is no memdev, or no bus, and what to do about it. On a
 * recorded machine there is nothing to do: it is below @sysroot, and the user calls it @name.
 * Both NULL: this machine.
 */
void explain_no_memdev(const char *sysroot, const char *name);
void explain_no_bus(const char *sysroot, const char *name);

/* What to load so that disabled memdevs come up, and what else can be done. */
void suggest_drivers(const char *sysroot, const char *memdev) __attribute__((nonnull(2)));

/* CXL memory that is in use although no region is: firmware gave it to the system. */
void report_os_memory(const char *sysroot);
