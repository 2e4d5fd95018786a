// SPDX-License-Identifier: LGPL-2.1-or-later
/* The topology after a change: what is still there, what is to be read again. */
#include <errno.h>

#include "lib/cxl/topology.h"

void cxl_topology_outdated(struct cxl_ctx *ctx)
{
	ctx->outdated = true;
	ctx->endpoints_known = false;
}

/* Nothing hangs below anything; who is above whom stays, for devices do not move. */
static void unhang_ports(struct dev_list *list)
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

static void unhang(struct cxl_ctx *ctx)
{
	unhang_ports(&ctx->buses);
	unhang_ports(&ctx->ports);
	unhang_ports(&ctx->endpoints);
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

int cxl_topology_refresh(struct cxl_ctx *ctx)
{
	struct dev_list *const lists[] = {
		&ctx->buses, &ctx->ports, &ctx->endpoints, &ctx->decoders, &ctx->regions,
	};
	struct dev_list fresh[ARRAY_SIZE(lists)] = { 0 };
	const struct dev_scan scans[] = {
		{ &fresh[0], &cxl_bus_class },
		{ &fresh[1], &cxl_switch_class },
		{ &fresh[2], &cxl_endpoint_class },
		{ &fresh[3], &cxl_decoder_class },
		{ &fresh[4], &cxl_region_class },
	};
	int rc;

	cxl_settle(ctx);
	rc = dev_lists_scan(scans, ARRAY_SIZE(scans), ctx->root, &ctx->log);
	if (rc)
		return rc;
	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		dev_list_replace(lists[i], &fresh[i], &ctx->removed);
	for (unsigned int i = 0; i < ctx->buses.nr; i++)
		to_port(ctx->buses.devs[i])->ctx = ctx;
	unhang(ctx);
	rc = cxl_topology_link(ctx);
	ctx->outdated = rc != 0;
	return rc;
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
	struct cxl_ctx *ctx = cxl_region_get_ctx(region);

	/* Not one that was deleted; and not before all of them are sorted. */
	if (!ctx->regions_linked || dev_list_at(&ctx->regions, region->dev.index) != &region->dev)
		return;
	while (*at && cxl_region_compare(at, &region) < 0)
		at = &(*at)->next;
	region->next = *at;
	*at = region;
}

void cxl_decoder_forget_path(struct cxl_decoder *decoder)
{
	for (struct cxl_port *port = decoder->port; port; port = port->parent) {
		dev_forget(&port->dev);
		for (decoder = port->decoders; decoder; decoder = decoder->next) {
			dev_forget(&decoder->dev);
			decoder->targets_stale = true;
		}
	}
}

void cxl_region_forget_paths(struct cxl_region *region)
{
	unsigned int ways = cxl_region_get_interleave_ways(region);
	struct cxl_decoder *decoder;

	/* Not through the list of mappings: a caller may be in a loop over it. */
	for (unsigned int i = 0; ways <= CXL_WAYS_MAX && i < ways; i++) {
		decoder = cxl_region_get_target_decoder(region, i);
		if (decoder)
			cxl_decoder_forget_path(decoder);
	}
	region->mappings_stale = true;
}
