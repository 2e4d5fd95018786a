/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether the kernel can empty the caches of the CPU, as it must to commit a CXL region. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

/*
 * True if it is known that the kernel (of the machine below @sysroot; NULL: this one) refuses
 * to commit any region: since Linux 6.2 that needs emptying the caches, which x86 kernels do
 * not do in a virtual machine unless CONFIG_CXL_REGION_INVALIDATION_TEST is set. @where is
 * then the file that says that it is not.
 */
bool cpu_cache_prevents_commit(const char *sysroot, char *where, size_t len)
	_must_check_ __attribute__((nonnull(2)));
