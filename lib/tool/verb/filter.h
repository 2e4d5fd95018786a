/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Filters: lists of names, numbers or serials, compiled once. Words are
 * separated by blanks or commas. A word matches as a whole or not at all.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

struct filter_word {
	const char *text;		/* in the filter's copy */
	unsigned long long number;	/* of a filter of numbers */
	bool matched;			/* something, so far */
};

struct filter {
	char *copy;
	struct filter_word *words;
	size_t nr;
};

/* Of names and ids. -EINVAL: there is no word in @text. -ENOMEM. */
int filter_names(struct filter *filter, const char *text) _must_check_ _nonnull_;

/*
 * Of 64-bit numbers in any C notation. -EINVAL, -ERANGE: @bad is the word, until
 * filter_free(), which is due in any case.
 */
int filter_numbers(struct filter *filter, const char *text, const char **bad)
	_must_check_ _nonnull_;

void filter_free(struct filter *filter) _nonnull_;

/* Does a word say "all", @id, @name or @other (which may be NULL)? */
bool filter_match_name(struct filter *filter, int id, const char *name, const char *other)
	__attribute__((nonnull(1, 3)));

/* Is @text one of the words? */
bool filter_match_word(struct filter *filter, const char *text) _nonnull_;

/* Is one of the words a path whose last component is @name? */
bool filter_match_path(struct filter *filter, const char *name) _nonnull_;

bool filter_match_number(struct filter *filter, unsigned long long number) _nonnull_;

/* The first word that matched nothing ("all" never counts); NULL when each did. */
const char *filter_unmatched(const struct filter *filter) _nonnull_;
