/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Bytes to standard output or to a file. A file is kept in memory until it is
 * closed, and then appears whole or not at all: with the rights and the owner of
 * the one it replaces. A device, a FIFO and standard output are written at once;
 * a link, and a file with several names, are written in place. All functions
 * return 0, or a negative errno after complaining.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

struct output {
	const char *path;	/* what the user said; NULL: standard output */
	int fd;			/* written at once; -1: kept in memory */
	char *bytes;
	size_t used, room;
	bool open;
};

/* @path NULL or "-": standard output. */
int output_open(struct output *output, const char *path) _must_check_
	__attribute__((nonnull(1)));
int output_write(struct output *output, const void *data, size_t length) _must_check_ _nonnull_;
int output_close(struct output *output) _must_check_ _nonnull_;

/* Leave the file as it was before. */
void output_discard(struct output *output) _nonnull_;

/* Is standard output a terminal that shows colours, and are they wanted (NO_COLOR)? */
bool output_has_colours(void);
