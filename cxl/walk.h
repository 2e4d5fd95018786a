/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the topology to a tree of nodes to show, filtered. */
#pragma once

#include "../lib/cli/filter.h"
#include "../lib/cli/node.h"
#include "session.h"

/* The groups at the top, in the order of output. */
enum walk_group {
	WALK_ANON_MEMDEVS,	/* not bound to a driver */
	WALK_MEMDEVS,
	WALK_NR_GROUPS,
};

struct walk {
	struct filter *memdevs;		/* NULL: all */
	struct filter *serials;		/* NULL: all */
	bool idle;			/* disabled objects too */
	size_t hidden;			/* out: matched, but left out as disabled */
	struct group groups[WALK_NR_GROUPS];	/* out; free with groups_free() */
};

/* 0 or -ENOMEM. */
int walk(struct session *session, struct walk *walk) _must_check_ _nonnull_;
