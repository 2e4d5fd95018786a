/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A verb over objects: act on each, count, report, decide the exit status. */
#pragma once

#include <stddef.h>

#include "lib/base/cleanup.h"

/* What is done to each object; 0, or non-zero after complaining. */
typedef int (*each_fn)(void *object, void *data);

/*
 * Call @act for every object, whatever the others did, and say on stderr
 * "<done> N <noun>s". CLI_OK when all went well, else CLI_FAILED.
 */
int each_object(void *const *objects, size_t nr, each_fn act, void *data, const char *done,
		const char *noun) _must_check_ __attribute__((nonnull(3, 5, 6)));
