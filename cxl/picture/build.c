// SPDX-License-Identifier: GPL-2.0-or-later
/* The picture of the topology: what was walked, and what is above that. */
#include <daxctl/libdaxctl.h>
#include <errno.h>
#include <search.h>
#include <string.h>

#include "cxl/list/explain.h"
#include "cxl/picture/dax.h"
#include "cxl/show/show.h"

static bool is_wanted(const struct walk_wants *wants, enum picture_kind kind)
{
	const bool kinds[PICTURE_NR_KINDS] = {
#define KIND(name, plural, filter, show, words, several)	[PICTURE_##name] = wants->plural,
#include "cxl/objects/kinds.def"
	};

	return kinds[kind];
}

/* What is above a port; roots stand as buses. */
static void *above_port(struct cxl_port *port, enum picture_kind *kind)
{
	struct cxl_port *parent = cxl_port_get_parent(port);

	if (!parent)
		return NULL;
	*kind = cxl_port_is_root(parent) ? PICTURE_bus : PICTURE_port;
	return *kind == PICTURE_bus ? (void *)cxl_port_to_bus(parent) : parent;
}

static void *above_decoder(struct cxl_decoder *decoder, enum picture_kind *kind)
{
	struct cxl_port *port = cxl_decoder_get_port(decoder);

	*kind = PICTURE_port;
	if (cxl_port_is_endpoint(port))
		*kind = PICTURE_endpoint;
	if (!cxl_port_is_root(port))
		return port;
	*kind = PICTURE_bus;
	return cxl_port_to_bus(port);
}

/* The object above, and its @kind; NULL: there is none. */
static void *above(void *object, enum picture_kind *kind)
{
	struct cxl_endpoint *endpoint;

	switch (*kind) {
	case PICTURE_decoder:
		return above_decoder(object, kind);
	case PICTURE_region:
		*kind = PICTURE_decoder;
		return cxl_region_get_decoder(object);
	case PICTURE_port:
	case PICTURE_endpoint:
		return above_port(object, kind);
	case PICTURE_memdev:
		endpoint = cxl_memdev_get_endpoint(object);
		*kind = PICTURE_endpoint;
		return endpoint ? cxl_endpoint_get_port(endpoint) : NULL;
	default:
		return NULL;
	}
}

static int compare_objects(const void *a, const void *b)
{
	const char *first = ((const struct picture_node *)a)->object;
	const char *second = ((const struct picture_node *)b)->object;

	return (first > second) - (first < second);
}

/* The members of a region always stand below it: in the order of positions. */
static int add_members(struct picture_node *node)
{
	struct cxl_memdev_mapping *mapping;

	cxl_mapping_foreach(node->object, mapping)
		if (!picture_add_below(node, PICTURE_MEMBER, mapping))
			return -ENOMEM;
	return 0;
}

/* The node of an object; as deep as the topology, which has a limit. NULL: no memory. */
static struct picture_node *place(struct picture *picture, enum picture_kind kind, void *object)
{
	struct picture_node key = { .object = object }, **found, *node;
	enum picture_kind kind_above = kind;
	void *parent = object;

	found = tfind(&key, &picture->index, compare_objects);
	if (found)
		return *found;
	do
		parent = above(parent, &kind_above);
	while (parent && !is_wanted(&picture->walk->wants, kind_above));
	node = parent ? place(picture, kind_above, parent) : &picture->top;
	if (node)
		node = picture_add_below(node, kind, object);
	if (!node || !tsearch(node, &picture->index, compare_objects))
		return NULL;
	if (kind == PICTURE_region && (add_members(node) || picture_add_dax(picture, node)))
		return NULL;
	return node;
}

static enum picture_kind kind_of(const struct show_type *type)
{
	static const struct show_type *const types[PICTURE_NR_KINDS] = {
#define KIND(name, plural, filter, show, words, several)	[PICTURE_##name] = &name##_type,
#include "cxl/objects/kinds.def"
	};
	enum picture_kind kind = 0;

	while (kind < PICTURE_NR_KINDS && types[kind] != type)
		kind++;
	return kind;
}

/* Unless they were asked for, the decoders that carry out what windows say are left out. */
static bool is_essential(const struct walk *walk, enum picture_kind kind, void *object)
{
	return kind != PICTURE_decoder || !walk->whole || walk->filters.text[FILTER_decoder] ||
	       cxl_port_is_root(cxl_decoder_get_port(object));
}

static int place_node(struct picture *picture, const struct node *node)
{
	enum picture_kind kind = kind_of(node->type);
	struct list_filters filters = picture->walk->filters;

	if (kind == PICTURE_NR_KINDS || !node->type->present(node->object) ||
	    !is_essential(picture->walk, kind, node->object) ||
	    !picture_is_relevant(&filters, kind, node->object))
		return 0;
	return place(picture, kind, node->object) ? 0 : -ENOMEM;
}

static int place_groups(struct picture *picture, const struct group *groups, size_t nr)
{
	int rc = 0;

	for (size_t i = 0; i < nr; i++)
		for (size_t j = 0; j < groups[i].nr && rc == 0; j++) {
			rc = place_node(picture, &groups[i].nodes[j]);
			if (rc == 0)
				rc = place_groups(picture, groups[i].nodes[j].groups,
						  groups[i].nodes[j].nr_groups);
		}
	return rc;
}

static int compare_nodes(const void *a, const void *b)
{
	const struct picture_node *first = *(const struct picture_node *const *)a;
	const struct picture_node *second = *(const struct picture_node *const *)b;

	if (first->kind != second->kind)
		return first->kind > second->kind ? 1 : -1;
	if (first->kind == PICTURE_MEMBER)
		return cxl_mapping_get_position(first->object) >
			       cxl_mapping_get_position(second->object) ? 1 : -1;
	return strverscmp(picture_name(first), picture_name(second));
}

static void sort(struct picture_node *node)
{
	if (node->nr)
		qsort(node->below, node->nr, sizeof(*node->below), compare_nodes);
	for (size_t i = 0; i < node->nr; i++)
		sort(node->below[i]);
}

/* Everything named is there, but in the picture of one thing there is none of the other. */
static void explain_emptiness(const struct walk *walk)
{
	for (enum filter_kind kind = 0; kind < NR_FILTERS; kind++)
		if (walk->filters.text[kind] && filter_unmatched(&walk->filters.filter[kind]))
			return;
	if (groups_in_use(walk->groups, WALK_NR_GROUPS))
		say_error("nothing to show: nothing has to do with all that the filters name");
}

int picture_make(struct picture *picture, struct session *session, const struct walk *walk)
{
	int rc;

	*picture = (struct picture){ .walk = walk, .dax = picture_open_dax(session->sysroot) };
	if (session->parts)
		say_error("what -H, -I, -F and -A ask for is not in pictures: try -o json");
	rc = place_groups(picture, walk->groups, WALK_NR_GROUPS);
	sort(&picture->top);
	if (rc)
		say_error("out of memory");
	else if (!picture->top.nr)
		explain_emptiness(walk);
	else if (walk->whole && !filters_given(&walk->filters))
		explain_left_out(walk);
	return rc;
}

static void keep(void *node)
{
	/* It is freed with the tree. */
	(void)node;
}

static void free_below(struct picture_node *node)
{
	for (size_t i = 0; i < node->nr; i++) {
		free_below(node->below[i]);
		free(node->below[i]);
	}
	free(node->below);
}

void picture_free(struct picture *picture)
{
	tdestroy(picture->index, keep);
	daxctl_unref(picture->dax);
	free_below(&picture->top);
}
