/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the topology to a tree of nodes to show, filtered. */
#pragma once

#include "cxl/list/filter.h"
#include "lib/tool/view/node.h"

/* The groups at the top, in the order of output. */
enum walk_group {
	WALK_ANON_MEMDEVS,	/* not bound to a driver */
	WALK_BUSES,
	WALK_PORTS,
	WALK_ENDPOINTS,
	WALK_MEMDEVS,
	WALK_ROOT_DECODERS,
	WALK_PORT_DECODERS,
	WALK_ENDPOINT_DECODERS,
	WALK_REGIONS,
	WALK_NR_GROUPS,
};

/* What is to be shown. */
struct walk_wants {
#define KIND(name, plural, filter, show, words, several)	bool plural;
#include "cxl/objects/kinds.def"
	bool targets;			/* dports, targets, mappings */
	bool dax;			/* dax regions of regions, with their devices */
	bool idle;			/* what is disabled or of size 0, too */
};

struct walk {
	struct walk_wants wants;
	struct list_filters filters;	/* compiled */
	const char *columns;		/* of tables: names; NULL: the usual ones */
	bool whole;			/* all kinds, as none was chosen */
	bool human;			/* sizes with units, where the format has both */
	size_t hidden[WALK_NR_GROUPS];	/* out: matched, but left out as disabled */
	struct group groups[WALK_NR_GROUPS];	/* out; free with groups_free() */
};

/* 0 or -ENOMEM. */
int walk(struct session *session, struct walk *walk) _must_check_ _nonnull_;
