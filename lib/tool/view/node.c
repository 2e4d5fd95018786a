// SPDX-License-Identifier: GPL-2.0-or-later
/* The tree of objects that a listing consists of. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/array.h"
#include "lib/tool/view/node.h"

struct node *group_add(struct group *group, const struct show_type *type, void *object)
{
	if (array_grow(&group->nodes, group->nr))
		return NULL;
	group->nodes[group->nr] = (struct node){ .type = type, .object = object };
	return &group->nodes[group->nr++];
}

static int compare_nodes(const void *a, const void *b)
{
	const struct node *first = a, *second = b;

	return strverscmp(first->type->label(first->object), second->type->label(second->object));
}

void groups_sort(struct group *groups, size_t nr)
{
	for (size_t i = 0; i < nr; i++) {
		struct group *group = &groups[i];

		for (size_t j = 0; j < group->nr; j++)
			groups_sort(group->nodes[j].groups, group->nodes[j].nr_groups);
		if (group->nr > 1 && group->nodes[0].type->sorted)
			qsort(group->nodes, group->nr, sizeof(*group->nodes), compare_nodes);
	}
}

void group_free(struct group *group)
{
	for (size_t i = 0; i < group->nr; i++) {
		groups_free(group->nodes[i].groups, group->nodes[i].nr_groups);
		free(group->nodes[i].groups);
	}
	free(group->nodes);
	group->nodes = NULL;
	group->nr = 0;
}

void groups_free(struct group *groups, size_t nr)
{
	for (size_t i = 0; i < nr; i++)
		group_free(&groups[i]);
}

size_t groups_in_use(const struct group *groups, size_t nr)
{
	size_t used = 0;

	for (size_t i = 0; i < nr; i++)
		used += groups[i].nr > 0;
	return used;
}
