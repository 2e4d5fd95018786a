// SPDX-License-Identifier: GPL-2.0-or-later
/* From the topology to a tree of nodes: what is shown is linked below the nearest node shown. */
#include <errno.h>

#include <daxctl/libdaxctl.h>

#include "cxl/list/walk.h"
#include "cxl/show/show.h"
#include "lib/base/array.h"
#include "lib/tool/dax/show.h"

/* What may be below a node, in the order of output. */
enum slot {
	SLOT_DPORTS,
	SLOT_TARGETS,
	SLOT_MAPPINGS,
	SLOT_DAX_REGION,
	SLOT_DAX_DEVICES,
	SLOT_MEMDEV,	/* the one of an endpoint */
	SLOT_PORTS,
	SLOT_ENDPOINTS,
	SLOT_DECODERS,
	SLOT_REGIONS,
	SLOT_MEMDEVS,
	NR_SLOTS,
};

static const struct group slots[NR_SLOTS] = {
	[SLOT_DPORTS] = { .key = "dports" },
	[SLOT_TARGETS] = { .key = "targets" },
	[SLOT_MAPPINGS] = { .key = "mappings" },
	[SLOT_DAX_REGION] = { .key = "daxregion", .single = true },
	[SLOT_DAX_DEVICES] = { .key = "devices" },
	[SLOT_MEMDEV] = { .key = "memdev", .single = true },
	[SLOT_PORTS] = { .key = "ports", .of_owner = true },
	[SLOT_ENDPOINTS] = { .key = "endpoints", .of_owner = true },
	[SLOT_DECODERS] = { .key = "decoders", .of_owner = true },
	[SLOT_REGIONS] = { .key = "regions", .of_owner = true },
	[SLOT_MEMDEVS] = { .key = "memdevs", .of_owner = true },
};

/* The nearest nodes above, as far as they are shown; a copy for each level down. */
struct place {
	struct node *bus, *port, *endpoint;
};

struct walker {
	struct walk *walk;
	struct cxl_memdev **placed;	/* memdevs that were met below endpoints */
	size_t nr_placed;
	int rc;				/* the first failure; then nothing is added */
};

static struct node *add(struct walker *walker, struct group *group, const struct show_type *type,
			void *object)
{
	struct node *node = walker->rc ? NULL : group_add(group, type, object);

	if (!node)
		walker->rc = -ENOMEM;
	return node;
}

/* Below @above if that is shown, else at the top. NULL: out of memory. */
static struct node *link_below(struct walker *walker, struct node *above, enum slot slot,
			       enum walk_group top, const struct show_type *type, void *object)
{
	if (!above)
		return add(walker, &walker->walk->groups[top], type, object);
	if (!above->groups) {
		above->groups = calloc(NR_SLOTS, sizeof(*above->groups));
		if (!above->groups) {
			walker->rc = -ENOMEM;
			return NULL;
		}
		for (size_t i = 0; i < NR_SLOTS; i++)
			above->groups[i] = slots[i];
		above->nr_groups = NR_SLOTS;
	}
	return add(walker, &above->groups[slot], type, object);
}

static struct node *nearest_port(const struct place *place)
{
	return place->port ? place->port : place->bus;
}

/* Shown now? If not only for being disabled, it counts as hidden. */
static bool is_shown(struct walker *walker, bool enabled, enum walk_group group)
{
	if (enabled || walker->walk->wants.idle)
		return true;
	walker->walk->hidden[group]++;
	return false;
}

static void add_dports(struct walker *walker, struct node *node, struct cxl_port *port)
{
	struct cxl_dport *dport;

	if (!node || !walker->walk->wants.targets)
		return;
	node->full = true;
	cxl_dport_foreach(port, dport)
		if (filters_dport_leads(&walker->walk->filters, dport))
			link_below(walker, node, SLOT_DPORTS, 0, &dport_type, dport);
}

static void add_targets(struct walker *walker, struct node *node, struct cxl_decoder *decoder)
{
	struct cxl_target *target;

	if (!node || !walker->walk->wants.targets)
		return;
	cxl_target_foreach(decoder, target)
		if (filters_target_leads(&walker->walk->filters, target))
			link_below(walker, node, SLOT_TARGETS, 0, &target_type, target);
}

static void add_dax(struct walker *walker, struct node *node, struct cxl_region *region)
{
	struct daxctl_region *dax = cxl_region_get_daxctl_region(region);
	struct node *below;
	struct daxctl_dev *dev;

	below = dax ? link_below(walker, node, SLOT_DAX_REGION, 0, &dax_region_type, dax) : NULL;
	if (!below)
		return;
	daxctl_dev_foreach(dax, dev)
		if (walker->walk->wants.idle || daxctl_dev_get_size(dev))
			link_below(walker, below, SLOT_DAX_DEVICES, 0, &dax_dev_type, dev);
}

static void walk_region(struct walker *walker, struct node *above, struct cxl_region *region)
{
	struct cxl_memdev_mapping *mapping;
	struct node *node;

	if (!filters_pass_region(&walker->walk->filters, region) ||
	    !is_shown(walker, cxl_region_is_enabled(region), WALK_REGIONS))
		return;
	node = link_below(walker, above, SLOT_REGIONS, WALK_REGIONS, &region_type, region);
	if (!node)
		return;
	if (walker->walk->wants.targets)
		cxl_mapping_foreach(region, mapping)
			link_below(walker, node, SLOT_MAPPINGS, 0, &mapping_type, mapping);
	if (walker->walk->wants.dax)
		add_dax(walker, node, region);
}

static void walk_decoders(struct walker *walker, const struct place *place,
			  struct cxl_port *port, enum walk_group top)
{
	struct node *above = place->endpoint ? place->endpoint : nearest_port(place), *node;
	const struct walk_wants *wants = &walker->walk->wants;
	struct cxl_decoder *decoder;
	struct cxl_region *region;
	bool passes;

	if (!wants->decoders && !(wants->regions && cxl_port_is_root(port)))
		return;
	cxl_decoder_foreach(port, decoder) {
		passes = wants->decoders && filters_pass_decoder(&walker->walk->filters, decoder);
		if (cxl_decoder_get_size(decoder) == 0 && !wants->idle) {
			walker->walk->hidden[top] += passes;
			continue;
		}
		node = passes ? link_below(walker, above, SLOT_DECODERS, top, &decoder_type,
					   decoder) : NULL;
		add_targets(walker, node, decoder);
		if (!wants->regions)
			continue;
		cxl_region_foreach(decoder, region)
			walk_region(walker, node ? node : place->bus, region);
	}
}

static void remember(struct walker *walker, struct cxl_memdev *memdev)
{
	if (array_grow(&walker->placed, walker->nr_placed))
		walker->rc = -ENOMEM;
	else
		walker->placed[walker->nr_placed++] = memdev;
}

/* False: what is below the endpoint is not shown either. */
static bool walk_memdev(struct walker *walker, const struct place *place,
			struct cxl_endpoint *endpoint)
{
	struct cxl_memdev *memdev = cxl_endpoint_get_memdev(endpoint);
	struct node *above = nearest_port(place);

	if (!walker->walk->wants.memdevs || !memdev || cxl_memdev_get_endpoint(memdev) != endpoint)
		return true;
	if (!filters_pass_memdev(&walker->walk->filters, memdev))
		return walker->walk->whole;
	remember(walker, memdev);
	if (place->endpoint)
		link_below(walker, place->endpoint, SLOT_MEMDEV, 0, &memdev_type, memdev);
	else
		link_below(walker, above, SLOT_MEMDEVS, WALK_MEMDEVS, &memdev_type, memdev);
	return true;
}

static void walk_endpoint(struct walker *walker, struct place place,
			  struct cxl_endpoint *endpoint)
{
	struct cxl_port *port = cxl_endpoint_get_port(endpoint);
	const struct walk_wants *wants = &walker->walk->wants;
	bool enabled = cxl_endpoint_is_enabled(endpoint);

	if (!filters_pass_endpoint(&walker->walk->filters, endpoint))
		return;
	if (!enabled && !wants->idle) {
		walker->walk->hidden[WALK_ENDPOINTS] += wants->endpoints;
		return;
	}
	if (wants->endpoints)
		place.endpoint = link_below(walker, nearest_port(&place), SLOT_ENDPOINTS,
					    WALK_ENDPOINTS, &endpoint_type, port);
	if (walk_memdev(walker, &place, endpoint))
		walk_decoders(walker, &place, port, WALK_ENDPOINT_DECODERS);
}

/* As deep as ports are: the library knows a limit. */
static void walk_below(struct walker *walker, const struct place *place, struct cxl_port *parent);

static void walk_port(struct walker *walker, struct place place, struct cxl_port *port)
{
	const struct walk_wants *wants = &walker->walk->wants;
	bool passes;

	if (!filters_port_leads(&walker->walk->filters, port))
		return;
	passes = wants->ports && filters_pass_port(&walker->walk->filters, port);
	if (!cxl_port_is_enabled(port) && !wants->idle) {
		walker->walk->hidden[WALK_PORTS] += passes;
		return;
	}
	if (passes) {
		place.port = link_below(walker, nearest_port(&place), SLOT_PORTS, WALK_PORTS,
					&port_type, port);
		add_dports(walker, place.port, port);
	}
	walk_decoders(walker, &place, port, WALK_PORT_DECODERS);
	walk_below(walker, &place, port);
}

static void walk_below(struct walker *walker, const struct place *place, struct cxl_port *parent)
{
	const struct walk_wants *wants = &walker->walk->wants;
	struct cxl_endpoint *endpoint;
	struct cxl_port *port;

	/* Regions are found at the root; memdevs come later if nothing is above them. */
	if (!wants->ports && !wants->endpoints && !wants->decoders &&
	    !(wants->memdevs && wants->buses))
		return;
	cxl_endpoint_foreach(parent, endpoint)
		walk_endpoint(walker, *place, endpoint);
	cxl_port_foreach(parent, port)
		walk_port(walker, *place, port);
}

static void walk_bus(struct walker *walker, struct cxl_bus *bus)
{
	const struct walk_wants *wants = &walker->walk->wants;
	struct cxl_port *root = cxl_bus_get_port(bus);
	struct place place = { 0 };

	if (!filters_bus_leads(&walker->walk->filters, bus))
		return;
	if (wants->buses && filters_pass_bus(&walker->walk->filters, bus)) {
		place.bus = add(walker, &walker->walk->groups[WALK_BUSES], &bus_type, bus);
		add_dports(walker, place.bus, root);
	}
	walk_decoders(walker, &place, root, WALK_ROOT_DECODERS);
	walk_below(walker, &place, root);
}

static int compare_pointers(const void *a, const void *b)
{
	const char *first = *(const char *const *)a, *second = *(const char *const *)b;

	return (first > second) - (first < second);
}

/* The memdevs with no shown node above them. */
static void walk_memdevs(struct walker *walker, struct cxl_ctx *ctx)
{
	struct cxl_memdev *memdev;
	enum walk_group group;

	if (walker->nr_placed)
		qsort(walker->placed, walker->nr_placed, sizeof(*walker->placed),
		      compare_pointers);
	cxl_memdev_foreach(ctx, memdev) {
		if ((walker->nr_placed &&
		     bsearch(&memdev, walker->placed, walker->nr_placed, sizeof(memdev),
			     compare_pointers)) ||
		    !filters_pass_memdev(&walker->walk->filters, memdev))
			continue;
		group = WALK_MEMDEVS;
		if (!cxl_memdev_is_enabled(memdev)) {
			/* Not disabled, but gone since the list was read. */
			if (!cxl_memdev_is_present(memdev))
				continue;
			group = WALK_ANON_MEMDEVS;
			if (!is_shown(walker, false, group))
				continue;
		}
		add(walker, &walker->walk->groups[group], &memdev_type, memdev);
	}
}

int walk(struct session *session, struct walk *walk)
{
	static const char *const keys[WALK_NR_GROUPS] = {
		"anon memdevs", "buses", "ports", "endpoints", "memdevs", "root decoders",
		"port decoders", "endpoint decoders", "regions",
	};
	const struct walk_wants *wants = &walk->wants;
	struct walker walker = { .walk = walk };
	struct cxl_bus *bus;

	for (size_t i = 0; i < WALK_NR_GROUPS; i++)
		walk->groups[i].key = keys[i];
	walker.rc = filters_prepare(&walk->filters, session->ctx);
	/* Memdevs alone need no look at the topology. */
	if (wants->buses || wants->ports || wants->endpoints || wants->decoders || wants->regions)
		cxl_bus_foreach(session->ctx, bus)
			walk_bus(&walker, bus);
	if (wants->memdevs)
		walk_memdevs(&walker, session->ctx);
	free(walker.placed);
	groups_sort(walk->groups, WALK_NR_GROUPS);
	return walker.rc;
}
