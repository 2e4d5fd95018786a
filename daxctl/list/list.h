/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of "daxctl list": what is shown, and why there is nothing to show. */
#pragma once

#include "daxctl/select.h"
#include "lib/tool/view/columns.h"
#include "lib/tool/view/node.h"

struct listing {
	bool regions, devs;		/* both: devices below their regions */
	bool mappings, idle, human;
	const char *region_words, *dev_words;	/* NULL: all */
	const char *columns;		/* of tables: names; NULL: the usual ones */
	struct filter region_filter, dev_filter;
	size_t hidden;			/* out: devices of size 0 that were left out */
	struct group group;		/* out; free with group_free() */
};

/* The filters from their words; CLI_OK, or an exit status after complaining. */
int list_compile(struct listing *listing) _must_check_ _nonnull_;

/* What there is to show: 0 or -ENOMEM. */
int list_walk(struct session *session, struct listing *listing) _must_check_ _nonnull_;

void list_free(struct listing *listing) _nonnull_;

/* Why the listing is empty: an exit status. @copy: what the user called it, or NULL. */
int list_explain_empty(struct session *session, const struct listing *listing,
		       const char *copy) _must_check_ __attribute__((nonnull(1, 2)));

/* Words of filters that matched nothing where others did. */
void list_explain_unmatched(struct session *session, const struct listing *listing) _nonnull_;

/* The tables of all types, with the columns of these names; NULL: the usual ones. */
struct tables list_tables(const char *chosen);
