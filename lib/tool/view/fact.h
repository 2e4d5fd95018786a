/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Facts of objects for the formats where every object has every key of its type:
 * a fact is there, does not exist, or could not be read for a reason.
 */
#pragma once

#include "lib/tool/view/row.h"

/* Why getters had no value: as the library that they ask can tell. */
struct reasons {
	void (*begin)(void *env);	/* before a getter */
	const char *(*why)(void *env);	/* behind it; NULL: there was nothing it could not read */
	void *env;			/* of the getters, too */
};

enum fact_state {
	FACT_THERE,
	FACT_NONE,	/* the device or the kernel has no such thing */
	FACT_UNKNOWN,	/* it could not be read */
	FACT_UNASKED,	/* there is no such key without an option */
};

struct fact {
	enum fact_state state;
	enum show_format format;
	const struct show_row *row;	/* NULL: of no row */
	struct value value;	/* FACT_THERE */
	const char *why;	/* FACT_UNKNOWN; of an object also when it lacks something */
};

/* Read what a row is about. Borrowed until the next one; then fact_done(). */
void fact_read(struct fact *fact, const struct show_row *row, void *object,
	       const struct reasons *reasons) _nonnull_;

/* Is the object enabled? FACT_NONE: objects of the type are neither. */
void fact_enabled(struct fact *fact, const struct show_type *type, void *object,
		  const struct reasons *reasons) _nonnull_;

void fact_done(struct fact *fact) _nonnull_;

/* The object above, shown or not; NULL: there is none. @above: label of the node above or NULL. */
const char *fact_parent(const struct show_type *type, void *object, const char *above)
	__attribute__((nonnull(1, 2)));

/* The key of a row in these formats. */
const char *fact_key(const struct show_type *type, const struct show_row *row) _nonnull_;
