// SPDX-License-Identifier: LGPL-2.1-or-later
/* The topology as a whole: one scan, who is below whom, lookups across types. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/cxl/topology.h"

bool cxl_path_is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return !strncmp(path, folder, len) && path[len] == '/';
}

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
static void hang_ports(struct dev_list *list)
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

static void hang_decoders(struct cxl_ctx *ctx)
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
	hang_ports(&ctx->ports);
	hang_ports(&ctx->endpoints);
	hang_decoders(ctx);
	return 0;
}

static int topology(struct cxl_ctx *ctx)
{
	const struct dev_scan scans[] = {
		{ &ctx->ports, &cxl_switch_class },
		{ &ctx->endpoints, &cxl_endpoint_class },
		{ &ctx->decoders, &cxl_decoder_class },
		{ &ctx->regions, &cxl_region_class },
	};
	int rc;

	/* Buses first: their look waits for probes, and they are the ground. */
	cxl_buses(ctx);
	if (!ctx->buses.scanned)
		return -errno;
	rc = dev_lists_scan(scans, ARRAY_SIZE(scans), ctx->root, &ctx->log);
	if (rc)
		return rc;
	rc = cxl_topology_link(ctx);
	if (rc)
		cxl_topology_free(ctx);
	return rc;
}

int cxl_topology(struct cxl_ctx *ctx)
{
	int rc = 0;

	if (!ctx->decoders.scanned)
		rc = topology(ctx);
	else if (ctx->outdated)
		rc = cxl_topology_refresh(ctx);

	errno = -rc;
	return rc;
}

/* By root decoder, address, id: so that each list can be made in one pass. */
int cxl_region_compare(const void *a, const void *b)
{
	struct cxl_region *first = *(struct cxl_region *const *)a;
	struct cxl_region *second = *(struct cxl_region *const *)b;
	unsigned long long left, right;

	if (first->decoder != second->decoder)
		return first->decoder->dev.index > second->decoder->dev.index ? 1 : -1;
	left = cxl_region_get_resource(first);
	right = cxl_region_get_resource(second);
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

int cxl_topology_regions(struct cxl_ctx *ctx)
{
	_cleanup_free_ struct cxl_region **sorted = NULL;
	unsigned int nr = 0;
	int rc;

	rc = cxl_topology(ctx);
	if (rc || ctx->regions_linked)
		return rc;
	sorted = calloc(ctx->regions.nr + 1, sizeof(*sorted));
	if (!sorted) {
		errno = ENOMEM;
		return -ENOMEM;
	}
	for (unsigned int i = 0; i < ctx->regions.nr; i++) {
		struct cxl_region *region = to_region(ctx->regions.devs[i]);

		if (!region->decoder)
			region->decoder = find_root_decoder(ctx, &region->dev);
		if (region->decoder)
			sorted[nr++] = region;
		else
			log_info(&ctx->log, "%s: no root decoder above it", region->dev.name);
	}
	qsort(sorted, nr, sizeof(*sorted), cxl_region_compare);
	while (nr-- > 0) {
		sorted[nr]->next = sorted[nr]->decoder->regions;
		sorted[nr]->decoder->regions = sorted[nr];
	}
	ctx->regions_linked = true;
	errno = 0;
	return 0;
}

void cxl_topology_free(struct cxl_ctx *ctx)
{
	dev_list_free(&ctx->regions);
	dev_list_free(&ctx->decoders);
	dev_list_free(&ctx->endpoints);
	dev_list_free(&ctx->ports);
	ctx->regions_linked = false;
	ctx->endpoints_known = false;
}

CXL_EXPORT struct cxl_decoder *cxl_decoder_get_by_name(struct cxl_ctx *ctx, const char *ident)
{
	struct cxl_decoder *decoder;

	if (!ident || cxl_topology(ctx))
		return NULL;
	decoder = to_decoder(dev_list_find_name(&ctx->decoders, ident));
	return decoder && decoder->port ? decoder : NULL;
}

struct cxl_region *cxl_region_by_name(struct cxl_ctx *ctx, const char *name)
{
	struct cxl_region *region;

	if (cxl_topology_regions(ctx))
		return NULL;
	region = to_region(dev_list_find_name(&ctx->regions, name));
	return region && region->decoder ? region : NULL;
}
