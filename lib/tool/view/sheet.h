/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Between the two halves of tables: cells that are read, and their way to stdout. */
#pragma once

#include "lib/tool/view/columns.h"

#define NONE	"-"	/* the device or the kernel has no such thing */

struct cell {
	char *text;	/* NULL: there is no such key unless it is asked for */
	const char *colour;	/* on a terminal; NULL: none */
};

/* What becomes a table. */
struct sheet {
	const struct show_type *type;
	struct column *columns;
	size_t nr_columns;
	struct cell *cells;	/* line by line */
	size_t nr_lines;
};

/* On stdout, behind an empty line unless it is the first. 0 or -ENOMEM. */
int sheet_print(const struct sheet *sheet, bool first) _must_check_ _nonnull_;
