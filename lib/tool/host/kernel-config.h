/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a kernel was configured. */
#pragma once

#include <stddef.h>

#include "lib/base/cleanup.h"

enum kernel_option {
	KERNEL_OPTION_UNKNOWN,	/* no configuration that can be read */
	KERNEL_OPTION_ABSENT,	/* the configuration does not mention it: a kernel without it, */
	KERNEL_OPTION_NOT_SET,	/* and with it, but not set */
	KERNEL_OPTION_MODULE,	/* =m */
	KERNEL_OPTION_BUILT_IN,	/* =y */
};

/*
 * What of @option ("CONFIG_CXL_BUS"), and the file that says so, to @where: of the kernel that
 * was recorded below @sysroot; NULL: of this one.
 */
enum kernel_option kernel_option(const char *sysroot, const char *option, char *where,
				 size_t len) _must_check_ __attribute__((nonnull(2, 3)));
