/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Physical addresses and what lies there: the lines of /proc/iomem. */
#pragma once

#include "lib/base/root.h"

/* A line is below the last one before it that has a lower level. */
struct iomem_line {
	int level;
	const char *range;	/* as it stands there: "690000000-78fffffff" */
	unsigned long long start, end;	/* both 0 for everybody but root */
	const char *name;
};

/*
 * Calls @each for every line, in their order, until it returns another value than 0, which
 * is returned; or a negative errno. What @line has is gone after the call.
 */
int iomem_for_each_line(const struct root *root,
			int (*each)(const struct iomem_line *line, void *data), void *data)
	_must_check_ __attribute__((nonnull(1, 2)));
