/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Output to standard output or to a file. The content of a file is kept in memory until
 * it is closed; then the file appears completely or not at all, with the mode and the owner
 * of the file that it replaces. Devices, FIFOs and standard output are written immediately;
 * links and files with several names are written in place. All functions return 0, or a
 * negative errno after an error message.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

struct output {
	const char *path;	/* as given by the user; NULL: standard output */
	int fd;			/* written immediately; -1: kept in memory */
	char *bytes;
	size_t used, room;
	bool open;
};

/* @path NULL or "-": standard output. */
int output_open(struct output *output, const char *path) _must_check_
	__attribute__((nonnull(1)));
int output_write(struct output *output, const void *data, size_t length) _must_check_ _nonnull_;
int output_close(struct output *output) _must_check_ _nonnull_;

/* Leaves the file unchanged. */
void output_discard(struct output *output) _nonnull_;

/* Is standard output a terminal with colors, and are they wanted (NO_COLOR)? */
bool output_has_colours(void);
