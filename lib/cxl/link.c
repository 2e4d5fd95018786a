// SPDX-License-Identifier: LGPL-2.1-or-later
/* Who is below whom: ports, decoders and regions linked below their parents. */
#include <errno.h>
#include <string.h>

#include "lib/cxl/internal.h"

/* Is @dev the device whose folder holds that of @child? */
static bool is_parent(struct dev *dev, struct dev *child)
{
	const char *folder = dev_target(dev), *path = dev_target(child);
	size_t len;

	if (!folder || !path)
		return false;
	len = strlen(folder);
	return !strncmp(path, folder, len) && path[len] == '/' && !strchr(path + len + 1, '/');
}

/* The name of the folder that a device lies in; false when it cannot be told. */
static bool parent_name(struct dev *dev, char *buf, size_t len)
{
	const char *path = dev_target(dev), *end, *start;

	if (!path)
		return false;
	end = strrchr(path, '/');
	if (!end || end == path)
		return false;
	for (start = end; start > path && start[-1] != '/';)
		start--;
	return !path_format(buf, len, "%.*s", (int)(end - start), start);
}

static struct cxl_port *find_parent(struct cxl_ctx *ctx, struct cxl_port *port)
{
	struct dev *parent;
	char name[64];

	if (!parent_name(&port->dev, name, sizeof(name)))
		return NULL;
	parent = dev_list_find_name(&ctx->ports, name);
	if (!parent)
		parent = dev_list_find_name(&ctx->buses, name);
	return parent && is_parent(parent, &port->dev) ? to_port(parent) : NULL;
}

/* Folders before what is in them. */
static int compare_lengths(const void *a, const void *b)
{
	size_t first = strlen(dev_target(*(struct dev *const *)a));
	size_t second = strlen(dev_target(*(struct dev *const *)b));

	return (first > second) - (first < second);
}

static void find_parents(struct cxl_ctx *ctx, struct dev **devs, unsigned int nr)
{
	for (unsigned int i = 0; i < nr; i++) {
		struct cxl_port *port = to_port(devs[i]), *parent;

		/* A device that was there before never moves. */
		if (port->parent)
			continue;
		parent = find_parent(ctx, port);
		if (!parent || parent->depth < 0 || parent->depth >= CXL_DEPTH_MAX) {
			log_info(&ctx->log, "%s: %s", port->dev.name,
				 parent && parent->depth > 0 ? "more than 64 ports above it" :
							       "no port above it");
			continue;
		}
		port->parent = parent;
		port->depth = parent->depth + 1;
	}
}

static int link_switches(struct cxl_ctx *ctx)
{
	_cleanup_free_ struct dev **sorted = calloc(ctx->ports.nr + 1, sizeof(*sorted));
	unsigned int nr = 0;

	if (!sorted)
		return -ENOMEM;
	for (unsigned int i = 0; i < ctx->ports.nr; i++)
		if (dev_target(ctx->ports.devs[i]))
			sorted[nr++] = ctx->ports.devs[i];
	qsort(sorted, nr, sizeof(*sorted), compare_lengths);
	find_parents(ctx, sorted, nr);
	return 0;
}

/* In the order of ids, so that the children of each port are in it, too. */
static void link_ports(struct dev_list *list)
{
	for (unsigned int i = 0; i < list->nr; i++) {
		struct cxl_port *port = to_port(list->devs[i]), *parent = port->parent;
		struct cxl_port **first, **last;

		if (!parent)
			continue;
		first = &parent->ports;
		last = &parent->last_port;
		if (port->type == CXL_PORT_ENDPOINT) {
			first = &parent->endpoints;
			last = &parent->last_endpoint;
		}
		if (*last)
			(*last)->next = port;
		else
			*first = port;
		*last = port;
	}
}

/* decoder3.0 is of the port with the id 3; ids are unique among all ports. */
static struct cxl_port *find_port(struct cxl_ctx *ctx, struct dev *decoder)
{
	const struct dev_list *const lists[] = { &ctx->endpoints, &ctx->ports, &ctx->buses };
	struct cxl_port *found = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(lists); i++) {
		struct cxl_port *port = to_port(dev_list_find(lists[i], decoder->owner));

		if (!port || port->depth < 0)
			continue;
		if (!found)
			found = port;
		/* Unless the tree is no kernel's: then it counts where they lie. */
		else if (is_parent(&port->dev, decoder))
			found = port;
	}
	return found;
}

static void link_decoders(struct cxl_ctx *ctx)
{
	for (unsigned int i = 0; i < ctx->decoders.nr; i++) {
		struct cxl_decoder *decoder = to_decoder(ctx->decoders.devs[i]);
		struct cxl_port *port = decoder->port;

		if (!port)
			port = find_port(ctx, &decoder->dev);
		if (!port) {
			log_info(&ctx->log, "%s: no port above it", decoder->dev.name);
			continue;
		}
		decoder->port = port;
		decoder->prev = port->last_decoder;
		if (port->last_decoder)
			port->last_decoder->next = decoder;
		else
			port->decoders = decoder;
		port->last_decoder = decoder;
	}
}

static void init_ports(struct cxl_ctx *ctx, struct dev_list *list, enum cxl_port_type type)
{
	for (unsigned int i = 0; i < list->nr; i++) {
		struct cxl_port *port = to_port(list->devs[i]);

		port->ctx = ctx;
		port->type = type;
		if (!port->parent)
			port->depth = -1;
	}
}

int cxl_topology_link(struct cxl_ctx *ctx)
{
	int rc;

	init_ports(ctx, &ctx->ports, CXL_PORT_SWITCH);
	init_ports(ctx, &ctx->endpoints, CXL_PORT_ENDPOINT);
	rc = link_switches(ctx);
	if (rc)
		return rc;
	find_parents(ctx, ctx->endpoints.devs, ctx->endpoints.nr);
	link_ports(&ctx->ports);
	link_ports(&ctx->endpoints);
	link_decoders(ctx);
	return 0;
}

static void unlink_ports(struct dev_list *list)
{
	for (unsigned int i = 0; i < list->nr; i++) {
		struct cxl_port *port = to_port(list->devs[i]);

		port->next = port->ports = port->last_port = NULL;
		port->endpoints = port->last_endpoint = NULL;
		port->decoders = port->last_decoder = NULL;
		port->parent_dport_known = false;
		port->parent_dport = NULL;
		port->dports_stale = true;
	}
}

void cxl_topology_unlink(struct cxl_ctx *ctx)
{
	unlink_ports(&ctx->buses);
	unlink_ports(&ctx->ports);
	unlink_ports(&ctx->endpoints);
	for (unsigned int i = 0; i < ctx->decoders.nr; i++) {
		struct cxl_decoder *decoder = to_decoder(ctx->decoders.devs[i]);

		decoder->next = decoder->prev = NULL;
		decoder->regions = NULL;
		decoder->targets_stale = true;
	}
	for (unsigned int i = 0; i < ctx->regions.nr; i++) {
		struct cxl_region *region = to_region(ctx->regions.devs[i]);

		region->next = NULL;
		region->mappings_stale = true;
	}
	ctx->regions_linked = false;
}

/* By root decoder, address, id: so that each list can be made in one pass. */
static int compare_regions(const void *a, const void *b)
{
	struct cxl_region *first = *(struct cxl_region *const *)a;
	struct cxl_region *second = *(struct cxl_region *const *)b;
	unsigned long long left, right;

	if (first->decoder != second->decoder)
		return first->decoder->dev.index > second->decoder->dev.index ? 1 : -1;
	left = cxl_region_address(first);
	right = cxl_region_address(second);
	if (left != right)
		return left > right ? 1 : -1;
	return first->dev.id > second->dev.id ? 1 : -1;
}

static struct cxl_decoder *find_root_decoder(struct cxl_ctx *ctx, struct dev *region)
{
	struct cxl_decoder *decoder;
	char name[64];

	if (!parent_name(region, name, sizeof(name)))
		return NULL;
	decoder = to_decoder(dev_list_find_name(&ctx->decoders, name));
	return decoder && decoder->port && decoder->port->type == CXL_PORT_ROOT &&
	       is_parent(&decoder->dev, region) ? decoder : NULL;
}

int cxl_regions_link(struct cxl_ctx *ctx)
{
	_cleanup_free_ struct cxl_region **sorted = calloc(ctx->regions.nr + 1, sizeof(*sorted));
	unsigned int nr = 0;

	if (!sorted)
		return -ENOMEM;
	for (unsigned int i = 0; i < ctx->regions.nr; i++) {
		struct cxl_region *region = to_region(ctx->regions.devs[i]);

		if (!region->decoder)
			region->decoder = find_root_decoder(ctx, &region->dev);
		if (region->decoder)
			sorted[nr++] = region;
		else
			log_info(&ctx->log, "%s: no root decoder above it", region->dev.name);
	}
	qsort(sorted, nr, sizeof(*sorted), compare_regions);
	while (nr-- > 0) {
		sorted[nr]->next = sorted[nr]->decoder->regions;
		sorted[nr]->decoder->regions = sorted[nr];
	}
	ctx->regions_linked = true;
	return 0;
}

void cxl_region_unlink(struct cxl_region *region)
{
	struct cxl_region **at = &region->decoder->regions;

	while (*at && *at != region)
		at = &(*at)->next;
	if (*at)
		*at = region->next;
}

void cxl_region_link(struct cxl_region *region)
{
	struct cxl_region **at = &region->decoder->regions;
	struct cxl_ctx *ctx = region->decoder->port->ctx;

	/* Not one that was deleted; and not before all of them are sorted. */
	if (!ctx->regions_linked || dev_list_at(&ctx->regions, region->dev.index) != &region->dev)
		return;
	while (*at && compare_regions(at, &region) < 0)
		at = &(*at)->next;
	region->next = *at;
	*at = region;
}
