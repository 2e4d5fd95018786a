// SPDX-License-Identifier: GPL-2.0-or-later
/* The decoders of host bridges and switches: which one is next. */
#include <limits.h>

#include "cxl/region/plan.h"

void plan_port_remember(struct plan_port *port, struct cxl_region *region)
{
	unsigned long long start = cxl_region_get_resource(region);

	if (port->last && start <= port->last_start)
		return;
	port->last = region;
	port->last_start = start;
}

/* Has an endpoint below the same addresses? */
static bool is_served(struct cxl_port *port, struct cxl_decoder *decoder)
{
	unsigned long long start = cxl_decoder_get_resource(decoder);
	unsigned long long size = cxl_decoder_get_size(decoder);
	struct cxl_endpoint *endpoint;
	struct cxl_decoder *below;
	struct cxl_port *child;

	cxl_endpoint_foreach(port, endpoint)
		cxl_decoder_foreach(cxl_endpoint_get_port(endpoint), below)
			if (cxl_decoder_get_resource(below) == start &&
			    cxl_decoder_get_size(below) == size)
				return true;
	cxl_port_foreach(port, child)
		if (cxl_port_is_switch(child) && is_served(child, decoder))
			return true;
	return false;
}

/*
 * One in front of the last that is committed. Firmware's need not be of a region; one that
 * was given back keeps its addresses, but no endpoint has them.
 */
static bool is_committed(struct cxl_port *port, struct cxl_decoder *decoder,
			 struct cxl_region *region)
{
	unsigned long long size = cxl_decoder_get_size(decoder);

	if (region)
		return cxl_region_decode_is_committed(region);
	return size && size != ULLONG_MAX && is_served(port, decoder);
}

/* The id behind the last decoder that is committed. */
static int next_decoder(struct plan_port *port)
{
	int committed = cxl_port_decoders_committed(port->port), next = 0;
	struct cxl_decoder *decoder;

	/* Before Linux 6.7, and when there are none. */
	cxl_decoder_foreach(port->port, decoder) {
		struct cxl_region *region = cxl_decoder_get_region(decoder);

		if (region && cxl_region_decode_is_committed(region))
			next = cxl_decoder_get_id(decoder) + 1;
	}
	return committed ? committed : next;
}

/*
 * The decoder that the kernel would take for the next region: the one behind the last
 * that is committed, if nobody has it and all in front are committed.
 */
void plan_port_scan(struct plan_port *port)
{
	int next = next_decoder(port);
	struct cxl_decoder *decoder;

	cxl_decoder_foreach(port->port, decoder) {
		struct cxl_region *region = cxl_decoder_get_region(decoder);
		int id = cxl_decoder_get_id(decoder);

		port->nr_decoders++;
		if (region)
			plan_port_remember(port, region);
		if (id > next || port->blocker)
			continue;
		if (id == next && !region)
			port->decoder = decoder;
		else if (id == next || !is_committed(port->port, decoder, region))
			port->blocker = decoder;
	}
	if (port->blocker)
		port->decoder = NULL;
}
