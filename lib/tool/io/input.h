/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A JSON object that the user provides, for example the output of a list command. */
#pragma once

#include <stddef.h>

#include "lib/base/cleanup.h"

struct json_object;

struct input {
	const char *path;		/* of the file; for messages */
	struct json_object *object;
};

/*
 * Reads the object in a file ("-": standard input), or the only object of an array. Returns
 * 0, or a negative errno after an error message. input_close() frees it.
 */
int input_open(struct input *input, const char *path) _must_check_ _nonnull_;
void input_close(struct input *input) _nonnull_;

/* Read the value of a key: 0, or -EINVAL after an error message if it is missing or wrong. */
int input_size(const struct input *input, const char *key, unsigned long long *bytes)
	_must_check_ _nonnull_;	/* a number, or text such as "4k" */
int input_text(const struct input *input, const char *key, const char **text)
	_must_check_ _nonnull_;	/* borrowed */
int input_count(const struct input *input, const char *key, size_t *nr)
	_must_check_ _nonnull_;	/* of the objects of an array */

/* Returns the object at an index of that array, borrowed. */
struct input input_at(const struct input *input, const char *key, size_t place) _nonnull_;
