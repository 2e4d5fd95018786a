/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is shown of an object: rows of a key, a format, and a getter that asks
 * the library. Emitters (emit.h) turn rows and an object into output.
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
	SHOW_rows,	/* an object of its own, shown by rows; left out when it is empty */
	SHOW_texts,	/* array of strings */
	SHOW_list,	/* array of objects of the same rows */
	SHOW_state,	/* "disabled", or no such key; in the flat listing "enabled", true or false */
};

/* Where a value belongs, when a getter wants to tell. */
enum show_where {
	SHOW_EVERYWHERE,
	SHOW_NOT_NESTED,	/* the nested listing leaves such a value out */
	SHOW_NESTED_ONLY,	/* it stands for "none", which is null in the flat listing */
	SHOW_UNASKED,		/* with false: the key is there only when it is asked for */
};

struct show_rows;

struct value {
	union {
		unsigned long long u64;		/* SHOW_size, SHOW_hex */
		long long num;			/* SHOW_dec, SHOW_grain */
		const char *text;		/* SHOW_text; borrowed from the object */
		bool flag;			/* SHOW_flag */
		struct {			/* SHOW_rows */
			const struct show_rows *rows;
			void *object;
		};
		const char *const *texts;	/* SHOW_texts; up to a NULL */
		struct {			/* SHOW_list: @nr items of @size bytes */
			const struct show_rows *item_rows;
			void *items;
			size_t nr, size;
		};
	};
	enum show_where where;	/* 0 before the getter is called */
};

struct show_row {
	const char *key;
	enum show_format format;
	/* Fill @value; false: the object has no such thing, or it could not be read. */
	bool (*get)(void *object, struct value *value);
};

/* A key of an object within the object, and how that is shown. */
struct show_part {
	const char *key;
	const struct show_rows *rows;
};

/* What the rows are about, where objects of all types stand beside each other. */
struct show_type {
	const char *name;	/* "memdev" */
	/* Both borrowed. */
	const char *(*label)(void *object);
	/* The object above in the topology, shown or not; NULL: the node above. */
	const char *(*parent)(void *object);
	/* There, "type" is the name above: what a row with that key is called; or NULL. */
	const char *type_key;
	/* All that there is to tell, behind the row of the name. */
	const struct show_row *rows;
	size_t nr;
	const struct show_part *parts;	/* those of format SHOW_rows, up to one without a key */
};

struct show_rows {
	const struct show_row *rows;
	size_t nr;
	const struct show_type *type;	/* NULL for nested objects */
	/* False when the object went away meanwhile: then it is not shown at all. */
	bool (*present)(void *object);
	/* Of a nested object: it in a few words. True: there is something to look at. Or NULL. */
	bool (*brief)(void *object, char *buf, size_t len);
	/* Of a nested object that was made to be shown: free it. NULL: nothing to do. */
	void (*release)(void *object);
	/* Of the kernel's device: keys of groups and the order in them. May be NULL. */
	const char *(*name)(void *object);
	/* What stands behind the groups of the node; may be NULL. */
	const struct show_rows *last;
};

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
