/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Made-up objects of two types, for the formats that show every fact of an object. */
#pragma once

#include "lib/tool/view/fact.h"
#include "lib/tool/view/node.h"

struct thing {
	const char *name, *parent;	/* parent: what it says itself; NULL: the node above */
	bool disabled, gone;
	unsigned long long size;
	unsigned long long serial;	/* ABSENT_u64: it has none */
	int node;
	const char *text;
	const char *unread;		/* why its size cannot be read; NULL: it can */
	bool asked;			/* for its inner object */
	bool ill;			/* the inner object is not well */
};

extern const struct show_type thing_type, part_type;
extern const struct reasons thing_reasons;

/* How many inner objects were made and not given back. */
extern int things_held;
