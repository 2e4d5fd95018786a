/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Listings as tables: one for each type of objects, a line an object. Columns are
 * the keys of the flat listing; those of an object within the object have its key
 * and a dot before their own.
 */
#pragma once

#include <stdio.h>

#include "lib/tool/view/fact.h"
#include "lib/tool/view/node.h"

struct tables {
	const struct show_type *const *types;	/* in the order of output */
	size_t nr;
	const char *chosen;	/* names of columns, separated by commas or blanks; NULL: none */
};

/* Columns that no row is about. */
enum column_head {
	HEAD_NONE,
	HEAD_NAME,
	HEAD_PARENT,
	HEAD_ENABLED,	/* what the row of the state is about, or nothing */
};

/* A column of a type, found by name. */
struct column {
	char title[64];
	enum column_head head;		/* HEAD_NONE: @row */
	const struct show_row *row;
	const struct show_row *inner;	/* of the object that the row shows; NULL: itself */
	const struct show_column *usual;	/* as what it is shown when none are chosen */
	bool spare;
};

/*
 * The columns of a table of that type, to be freed: 0 to *nr. Names that the type does not have are
 * left out. -ENOMEM.
 */
int table_columns(const struct tables *tables, const struct show_type *type,
		  struct column **columns, size_t *nr) _must_check_ _nonnull_;

/* Is every chosen name a column of some type? False after complaining. */
bool tables_check(const struct tables *tables) _must_check_ _nonnull_;

/*
 * What --columns of a listing means: *done when it is "help", which is printed. An exit
 * status, after complaining: about names as tables_check(), or that it is no table (@is_table).
 */
int tables_choose(const struct tables *tables, bool is_table, bool *done) _must_check_ _nonnull_;

/* Does a chosen name begin with @key? */
bool tables_mention(const struct tables *tables, const char *key) _nonnull_;

/* Every column there is, a type a paragraph. */
void tables_print_columns(const struct tables *tables, FILE *out) _nonnull_;

/* Call @emit with every column, once, and the first type that has it. */
void tables_complete(const struct tables *tables, void (*emit)(const char *name, const char *what))
	_nonnull_;

/* Write the tables to stdout; nothing for an empty listing. 0 or -ENOMEM after complaining. */
int emit_tables(const struct group *groups, size_t nr, const struct tables *tables,
		const struct reasons *reasons) _must_check_ _nonnull_;
