/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kinds of objects, made of kinds.def. */
#pragma once

#include "lib/tool/verb/choose.h"
#include "lib/tool/view/row.h"

enum object_kind {
#define KIND(name, plural, filter, show, words, several)	OBJECT_##name,
#include "cxl/objects/kinds.def"
	NR_OBJECT_KINDS
};

struct object_kind_info {
	const char *name, *plural;	/* "memdev", "memdevs" */
	struct choice choice;		/* which words of a command mean one */
	const char *filter_form;	/* the form of the choice, with words that mean several */
	const struct show_type *type;
};

extern const struct object_kind_info object_kinds[NR_OBJECT_KINDS];

/* The filters of "cxl list". */
enum filter_kind {
#define KIND(name, plural, filter, show, words, several)	FILTER_##name,
#define ALIAS(name, kind, plural, filter)			FILTER_##name,
#include "cxl/objects/kinds.def"
	NR_FILTERS
};

/* Letters of its options. */
enum object_letter {
#define KIND(name, plural, filter, show, words, several) \
	LETTER_FILTER_##name = filter, LETTER_SHOW_##name = show,
#define ALIAS(name, kind, plural, filter)	LETTER_FILTER_##name = filter,
#include "cxl/objects/kinds.def"
};

struct filter_info {
	char letter;
	enum object_kind kind;
};

extern const struct filter_info filter_infos[NR_FILTERS];
