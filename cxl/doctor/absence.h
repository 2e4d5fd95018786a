/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What this machine lacks to have CXL devices: hardware, drivers, the kernel's options. */
#pragma once

#include "cxl/session.h"

/*
 * What is missing when there is no memdev, or no bus, and what to do about it. On a
 * copy of a machine (@sysroot, else NULL) there is nothing to do.
 */
void explain_no_memdev(struct cxl_ctx *ctx, const char *sysroot) __attribute__((nonnull(1)));
void explain_no_bus(struct cxl_ctx *ctx, const char *sysroot) __attribute__((nonnull(1)));

/* What to load so that disabled memdevs come up, and what else can be done. */
void suggest_drivers(struct cxl_ctx *ctx, const char *sysroot, const char *memdev)
	__attribute__((nonnull(1, 3)));

/* CXL memory that is in use although no region is: firmware gave it to the system. */
void tell_os_memory(struct cxl_ctx *ctx) _nonnull_;
