// SPDX-License-Identifier: LGPL-2.1-or-later
/* After a change: what was read before and may be wrong now. */
#include "lib/cxl/internal.h"

void cxl_topology_outdated(struct cxl_ctx *ctx)
{
	ctx->outdated = true;
	ctx->endpoints_known = false;
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

void cxl_region_changed(struct cxl_region *region)
{
	cxl_region_unlink(region);
	dev_forget(&region->dev);
	region->mappings_stale = true;
	cxl_region_link(region);
}
