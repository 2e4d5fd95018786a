/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One line of a configuration file. */
#pragma once

#include <stddef.h>
#include <string.h>

#include "lib/base/cleanup.h"

#define CONFIG_LINE_MAX 4096

struct config_line {
	enum {
		CONFIG_NOTHING,		/* empty, or a comment */
		CONFIG_SECTION,		/* [word rest] */
		CONFIG_PAIR,		/* word = rest */
		CONFIG_WRONG,
	} kind;
	char *word, *rest;		/* in @text; not NULL for sections and pairs */
	char why[80];			/* CONFIG_WRONG: what it is and should not be */
	const char *instead;		/* CONFIG_WRONG: what to do */
	char text[CONFIG_LINE_MAX + 1];
};

/* The length of the line at @bytes, without its newline. */
static inline size_t config_line_length(const char *bytes, const char *end)
{
	const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));

	return (size_t)((newline ? newline : end) - bytes);
}

/* @bytes: a line without its newline. */
void config_line_read(struct config_line *line, const char *bytes, size_t len) _nonnull_;
