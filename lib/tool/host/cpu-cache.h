/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Can the kernel flush the caches of the CPU, as it must to commit a CXL region? */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

/*
 * Returns true if the kernel (of the machine below @sysroot; NULL: this one) is known to refuse
 * to commit any region. Since Linux 6.2 a commit flushes the caches, and x86 kernels do not do
 * that in a virtual machine unless CONFIG_CXL_REGION_INVALIDATION_TEST is set. @where is then
 * the configuration file in which it is not set.
 */
bool cpu_cache_prevents_commit(const char *sysroot, char *where, size_t len)
	_must_check_ __attribute__((nonnull(2)));
