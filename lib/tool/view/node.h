/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a listing consists of: a tree of objects. A node is one object and how it
 * is shown; below it, and at the top, nodes stand in groups that have a key.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/tool/view/row.h"

struct node;

struct group {
	const char *key;	/* of the array in JSON; must outlive the group */
	bool of_owner;		/* behind the key: colon, name of the node above */
	bool single;		/* no array, but its only object */
	struct node *nodes;
	size_t nr;
};

struct node {
	const struct show_type *type;
	void *object;
	bool full;		/* the nested listing has its keys of SHOW_IN_FULL, too */
	struct group *groups;	/* what hangs below, in the order of output */
	size_t nr_groups;
};

/* Append a node; NULL: out of memory. The pointer holds until the next one. */
struct node *group_add(struct group *group, const struct show_type *type, void *object)
	__attribute__((nonnull(1, 2)));

/*
 * Into natural order of labels (mem2 before mem10), with all that is below; objects of
 * types that are not sorted stay where they are.
 */
void groups_sort(struct group *groups, size_t nr);

/* Frees the nodes, and all below them. */
void group_free(struct group *group) _nonnull_;

/* The same for an array of groups; groups with something in them. */
void groups_free(struct group *groups, size_t nr);
size_t groups_in_use(const struct group *groups, size_t nr) _nonnull_;
