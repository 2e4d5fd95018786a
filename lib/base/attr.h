/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * sysfs attributes as rows. A *kind* fixes the C type in the API, the parser,
 * and the value that stands for "absent" (missing, unreadable or not of the
 * kind), so that a library and its tools cannot disagree about them.
 */
#pragma once

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/cleanup.h"

/*	kind		C type in the API		absent		*/
#define TYPE_size	unsigned long long
#define ABSENT_size	0ULL		/* bytes */
#define TYPE_u64	unsigned long long
#define ABSENT_u64	ULLONG_MAX	/* identifier */
#define TYPE_len	size_t
#define ABSENT_len	SIZE_MAX	/* bytes, 0 has a meaning of its own */
#define TYPE_uint	unsigned int
#define ABSENT_uint	UINT_MAX	/* 32 bits; as for identifiers */
#define TYPE_count	int
#define ABSENT_count	0		/* how many there are */
#define TYPE_flag	bool
#define ABSENT_flag	false
#define TYPE_num	int
#define ABSENT_num	(-1)
#define TYPE_str	const char *
#define ABSENT_str	NULL		/* borrowed from the object */

enum attr_kind {
	KIND_size, KIND_u64, KIND_len, KIND_uint, KIND_count, KIND_flag, KIND_num, KIND_str
};

/* One row of an attrs/\*.def file, as the loader sees it. */
struct attr_row {
	const char *path;	/* below the device's folder */
	enum attr_kind kind;
};

/* What was read: once, when first asked for. */
struct attr_value {
	int state;		/* 0 not read yet, 1 there, negative errno: absent */
	union {
		unsigned long long u64;
		int num;
		bool flag;
		char *str;
	};
};

/* The value that @text is, which is not empty (but for KIND_str): 0 or a negative errno. */
int attr_parse(enum attr_kind kind, const char *text, struct attr_value *value)
	_must_check_ _nonnull_;

/*
 * The value of a word: tables end in a row without a text, whose value stands for
 * every other word. @text NULL: absent.
 */
struct attr_word {
	const char *text;
	int value;
};

int attr_word(const struct attr_word *words, const char *text, int absent)
	__attribute__((nonnull(1)));

/* Forget what was read, so that the next question asks the kernel again. */
void attr_forget(const struct attr_row *rows, struct attr_value *values, unsigned int nr);
