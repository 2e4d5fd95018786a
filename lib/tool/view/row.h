/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is shown of an object: its type has a row for each key, with a format and a
 * way to the value. Emitters (emit.h) turn a type and an object into output.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/attr.h"

/* How a value is written. The names stand in the .def files. */
enum show_format {
	SHOW_size,	/* bytes: integer; for humans with units */
	SHOW_hex,	/* identifier, address: integer; for humans "0x..." */
	SHOW_dec,	/* count, number: integer */
	SHOW_grain,	/* bytes that today's tools print as a bare number; in tables with units */
	SHOW_text,	/* string */
	SHOW_flag,	/* true or false */
	SHOW_rows,	/* an object of the row's inner type; left out when it is empty */
	SHOW_texts,	/* array of strings */
	SHOW_list,	/* array of objects of the row's inner type */
	SHOW_state,	/* "disabled", or no such key; flat: "enabled", true or false */
};

/* Where a value belongs, when a getter wants to tell. */
enum show_where {
	SHOW_EVERYWHERE,
	SHOW_NOT_NESTED,	/* the nested listing leaves such a value out */
	SHOW_NESTED_ONLY,	/* it stands for "none", which is null in the flat listing */
	SHOW_UNASKED,		/* with false: the key is there only when it is asked for */
};

struct value {
	union {
		unsigned long long u64;		/* SHOW_size, SHOW_hex */
		long long num;			/* SHOW_dec, SHOW_grain */
		const char *text;		/* SHOW_text; borrowed from the object */
		bool flag;			/* SHOW_flag */
		void *object;			/* SHOW_rows */
		const char *const *texts;	/* SHOW_texts; up to a NULL */
		struct {			/* SHOW_list: @nr items of @size bytes */
			void *items;
			size_t nr, size;
		};
	};
	enum show_where where;	/* 0 before the getter is called */
};

/* The listings that have the key of a row. */
enum show_in {
	SHOW_IN_BOTH,
	SHOW_IN_NESTED,		/* not the flat one: there, "name" says it */
	SHOW_IN_FLAT,		/* not the nested one */
	SHOW_IN_LAST,		/* both; in the nested one behind the groups of the node */
	SHOW_IN_FULL,		/* both; in the nested one only of a node that is full */
	SHOW_IN_FULL_NESTED,	/* the nested one, of a node that is full */
};

/* Whether and where a key is a column of tables when none are chosen. */
struct show_column {
	unsigned char place;	/* from the left; 0: it is none. Of the same place: as the rows */
	const char *title;	/* NULL: the key in capitals */
	bool spare;		/* does without it where the terminal is too narrow */
};

#define COLUMN(place_, title_)	.column = { .place = place_, .title = title_ }
#define SPARE(place_, title_)	.column = { .place = place_, .title = title_, .spare = true }

struct show_row {
	const char *key;
	enum show_format format;
	/*
	 * Fill @value; false: the object has no such thing, or it could not be read. NULL: @ask
	 * does it, else the value is the member of the object at @offset.
	 */
	bool (*get)(void *object, struct value *value);
	struct show_column column;
	/* The same, for what depends on more than the object: @env is that of the emitter. */
	bool (*ask)(void *object, void *env, struct value *value);
	enum show_in in;
	enum attr_kind kind;		/* of a member; KIND_str: an array of characters */
	size_t offset;
	const struct show_type *inner;	/* SHOW_rows, SHOW_list */
};

/* The row of a member of a plain struct; @type: a pointer to the member must be of it. */
#define SHOW_AT(key_, format_, struct_, member, kind_, type) \
	{ .key = key_, .format = SHOW_##format_, .kind = KIND_##kind_, \
	  .offset = offsetof(struct_, member) + 0 * sizeof((type)0 == &((struct_ *)0)->member) }

/* Of a number, by its kind (attr.h); of an array of characters. */
#define SHOW_MEMBER(key, format, struct_, member, kind) \
	SHOW_AT(key, format, struct_, member, kind, TYPE_##kind *)
#define SHOW_CHARS(key, struct_, member)	SHOW_AT(key, text, struct_, member, str, char (*)[])

struct show_type {
	const char *name;		/* "memdev" */
	const struct show_row *rows;	/* in the order of both listings */
	size_t nr;
	/* Both borrowed. NULL for objects that are only shown in others. */
	const char *(*label)(void *object);
	/* The object above in the topology, shown or not; NULL: the node above. */
	const char *(*parent)(void *object);
	/* False when the object went away meanwhile: then it is not shown at all. May be NULL. */
	bool (*present)(void *object);
	bool sorted;			/* by labels; else objects stay as they were added */
	/* The flat listing has the name as "type": there, what a row with that key is called. */
	const char *type_key;
	struct show_column name_column, parent_column;
	/* Of a nested object: it in a few words. True: there is something to look at. Or NULL. */
	bool (*brief)(void *object, char *buf, size_t len);
	/* Of a nested object that was made to be shown: free it. NULL: nothing to do. */
	void (*release)(void *object);
};

/* Read what the row is about; returns as its getter. @value is set to 0 before. */
bool row_get(const struct show_row *row, void *object, void *env, struct value *value)
	__attribute__((nonnull(1, 2, 4)));

/* Does the flat listing have the key? (As "enabled", that of the state, too.) */
static inline bool row_is_flat(const struct show_row *row)
{
	return row->in != SHOW_IN_NESTED && row->in != SHOW_IN_FULL_NESTED;
}

/* The same of the nested one, in front of the groups of the node, of one that is @full or not. */
static inline bool row_is_nested(const struct show_row *row, bool full)
{
	return row->in == SHOW_IN_BOTH || row->in == SHOW_IN_NESTED ||
	       (full && (row->in == SHOW_IN_FULL || row->in == SHOW_IN_FULL_NESTED));
}

/* From the result of an accessor of each kind (attr.h) to a value. */
static inline bool value_size(struct value *value, unsigned long long bytes)
{
	/* 0 is a size too: the key is always there. */
	value->u64 = bytes;
	return true;
}

static inline bool value_u64(struct value *value, unsigned long long number)
{
	value->u64 = number;
	return number != ABSENT_u64;
}

static inline bool value_num(struct value *value, int number)
{
	value->num = number;
	return number != ABSENT_num;
}

static inline bool value_uint(struct value *value, unsigned int number)
{
	value->num = number;
	return number != ABSENT_uint;
}

static inline bool value_str(struct value *value, const char *text)
{
	value->text = text;
	return text != ABSENT_str;
}
