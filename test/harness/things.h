/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Test objects of two types, for the formats that show every fact of an object. */
#pragma once

#include "lib/tool/view/fact.h"
#include "lib/tool/view/node.h"

struct thing {
	const char *name, *parent;	/* parent: the object's answer; NULL: that above */
	bool disabled, gone;
	unsigned long long size;
	unsigned long long serial;	/* ABSENT_u64: none */
	int node;
	const char *text;
	const char *unread;		/* why the size is unreadable; NULL: it is readable */
	bool asked;			/* for its inner object */
	bool ill;			/* the inner object is in a bad state */
};

extern const struct show_type thing_type, part_type;
extern const struct reasons thing_reasons;

/* The number of inner objects that were made and not released. */
extern int things_held;
