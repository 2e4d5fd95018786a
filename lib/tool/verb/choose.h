/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From words to objects of one sort: all of them, before anything is touched. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/tool/io/say.h"
#include "lib/tool/verb/filter.h"

/* How words mean objects of a sort. */
struct choice {
	const char *noun;	/* "memdev" */
	const char *form;	/* of a word: "mem0, 0, ..., or all" */
	bool numbers;		/* words are serial numbers */
	const char *of, *of_what;	/* an option restricts them: "bus", its words; or NULL */
	bool (*match)(struct filter *filter, void *object);
};

/* The objects there are to choose from. */
struct candidate {
	void *object;
	bool taken;
};

struct candidates {
	struct candidate *all;
	size_t nr, room;
	char there[96];		/* what there is, for messages */
};

/* The objects to act on, in the order of the words, none twice. */
struct selection {
	void **objects;
	size_t nr;
};

/* 0 or -ENOMEM after complaining. */
int candidates_add(struct candidates *candidates, void *object) _must_check_ _nonnull_;

/* "there are 4, mem0 to mem3", "there is no memdev at all". */
void candidates_tell(struct candidates *candidates, const char *noun, const char *first,
		     const char *last) __attribute__((nonnull(1, 2)));

/* A status, after complaining: no words; nothing found because of what the library says. */
int choose_check_words(int nr_words, const char *noun) _must_check_ _nonnull_;
int candidates_check(const struct candidates *candidates, const char *detail)
	_must_check_ _nonnull_;

/*
 * The objects that @words mean; each word may be a list. CLI_OK, or an exit status
 * after complaining: a word that matches nothing is an error, but "all" may be nothing.
 * The candidates are freed in any case; the selection ends with selection_free().
 */
int choose(const struct choice *choice, struct candidates *candidates, int nr_words, char **words,
	   struct selection *selection) _must_check_ _nonnull_;
/* All of them, in their order: as choose(). The candidates are not freed. */
int choose_all(const struct candidates *candidates, struct selection *selection)
	_must_check_ _nonnull_;
void selection_free(struct selection *selection) _nonnull_;
