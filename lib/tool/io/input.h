/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A JSON object that the user hands in, e.g. what a listing printed. */
#pragma once

#include <stddef.h>

#include "lib/base/cleanup.h"

struct json_object;

struct input {
	const char *path;		/* of the file; for messages */
	struct json_object *object;
};

/*
 * The object in a file ("-": standard input), or the only one of an array. 0, or a
 * negative errno after complaining. input_close() ends it.
 */
int input_open(struct input *input, const char *path) _must_check_ _nonnull_;
void input_close(struct input *input) _nonnull_;

/* What a key holds: 0, or -EINVAL after complaining that it is missing or something else. */
int input_size(const struct input *input, const char *key, unsigned long long *bytes)
	_must_check_ _nonnull_;	/* a number, or text as "4k" */
int input_text(const struct input *input, const char *key, const char **text)
	_must_check_ _nonnull_;	/* borrowed */
int input_count(const struct input *input, const char *key, size_t *nr)
	_must_check_ _nonnull_;	/* objects of an array */

/* The object at a place of that array, borrowed. */
struct input input_at(const struct input *input, const char *key, size_t place) _nonnull_;
