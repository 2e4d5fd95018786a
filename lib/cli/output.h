/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Bytes to standard output or to a file that appears whole or not at all: it is
 * written without a name, or under another one beside its place, then renamed. All functions
 * return 0, or a negative errno after complaining.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "../util/cleanup.h"

struct output {
	const char *path;	/* what the user said; NULL: standard output */
	char *temporary;	/* its name until it is renamed; NULL: none */
	bool unnamed;		/* it gets a name only when it is complete */
	int fd;
	int state;		/* 0 not open */
};

/* @path NULL or "-": standard output; a device or a FIFO is written directly. */
int output_open(struct output *output, const char *path) _must_check_
	__attribute__((nonnull(1)));
int output_write(struct output *output, const void *data, size_t length) _must_check_ _nonnull_;
int output_close(struct output *output) _must_check_ _nonnull_;

/* Leave the file as it was before. */
void output_discard(struct output *output) _nonnull_;
