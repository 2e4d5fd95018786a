/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The configuration of the kernel. */
#pragma once

#include <stddef.h>

#include "lib/base/cleanup.h"

enum kernel_option {
	KERNEL_OPTION_UNKNOWN,	/* no readable configuration */
	KERNEL_OPTION_ABSENT,	/* not mentioned: the kernel does not have the option */
	KERNEL_OPTION_NOT_SET,	/* mentioned as not set */
	KERNEL_OPTION_MODULE,	/* =m */
	KERNEL_OPTION_BUILT_IN,	/* =y */
};

/*
 * Returns the state of @option ("CONFIG_CXL_BUS"), and in @where the file that has it, for the
 * kernel recorded below @sysroot; NULL: this one.
 */
enum kernel_option kernel_option(const char *sysroot, const char *option, char *where,
				 size_t len) _must_check_ __attribute__((nonnull(2, 3)));
