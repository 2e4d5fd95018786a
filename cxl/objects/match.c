// SPDX-License-Identifier: GPL-2.0-or-later
/* Which words mean an object. All words are tried, so that each knows it matched. */
#include <stdio.h>

#include "cxl/objects/match.h"

bool match_memdev(struct filter *filter, struct cxl_memdev *memdev)
{
	return filter_match_name(filter, cxl_memdev_get_id(memdev),
				 cxl_memdev_get_devname(memdev), cxl_memdev_get_host(memdev));
}

bool match_bus(struct filter *filter, struct cxl_bus *bus)
{
	return filter_match_name(filter, cxl_bus_get_id(bus), cxl_bus_get_devname(bus),
				 cxl_bus_get_provider(bus));
}

static const char *type_of(struct cxl_port *port)
{
	if (cxl_port_is_root(port))
		return "root";
	return cxl_port_is_endpoint(port) ? "endpoint" : "switch";
}

bool match_port(struct filter *filter, struct cxl_port *port)
{
	bool matched;
	char name[32];

	/* Roots and endpoints are ports, too, and are found under that name. */
	snprintf(name, sizeof(name), "port%d", cxl_port_get_id(port));
	matched = filter_match_name(filter, cxl_port_get_id(port), cxl_port_get_devname(port),
				    cxl_port_get_host(port));
	matched |= filter_match_word(filter, type_of(port));
	matched |= filter_match_word(filter, name);
	return matched;
}

bool match_endpoint(struct filter *filter, struct cxl_endpoint *endpoint)
{
	return filter_match_name(filter, cxl_endpoint_get_id(endpoint),
				 cxl_endpoint_get_devname(endpoint),
				 cxl_endpoint_get_host(endpoint));
}

bool match_decoder(struct filter *filter, struct cxl_decoder *decoder)
{
	struct cxl_port *port = cxl_decoder_get_port(decoder);
	bool matched;
	char id[32];

	/* One number alone is no decoder. */
	snprintf(id, sizeof(id), "%d.%d", cxl_port_get_id(port), cxl_decoder_get_id(decoder));
	matched = filter_match_name(filter, -1, cxl_decoder_get_devname(decoder), id);
	matched |= filter_match_word(filter, type_of(port));
	return matched;
}

bool match_region(struct filter *filter, struct cxl_region *region)
{
	return filter_match_name(filter, cxl_region_get_id(region),
				 cxl_region_get_devname(region), NULL);
}
