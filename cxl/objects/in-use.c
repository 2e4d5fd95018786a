// SPDX-License-Identifier: GPL-2.0-or-later
/* Who uses a memdev. */
#include <limits.h>

#include "cxl/objects/in-use.h"
#include "lib/tool/io/text.h"

static struct cxl_port *port_of(struct cxl_memdev *memdev)
{
	struct cxl_endpoint *endpoint = cxl_memdev_get_endpoint(memdev);

	return endpoint ? cxl_endpoint_get_port(endpoint) : NULL;
}

static bool is_programmed(struct cxl_decoder *decoder)
{
	unsigned long long size = cxl_decoder_get_size(decoder);

	return size != 0 && size != ULLONG_MAX;
}

int memdev_committed(struct cxl_memdev *memdev)
{
	struct cxl_port *port = port_of(memdev);
	struct cxl_decoder *decoder;
	int told, counted = 0;

	if (!port)
		return 0;
	/* Kernels before 6.7 do not tell the number. */
	told = cxl_port_decoders_committed(port);
	cxl_decoder_foreach(port, decoder)
		counted += is_programmed(decoder);
	return told > counted ? told : counted;
}

static void tell_region(struct cxl_region *region, struct cxl_decoder *decoder)
{
	char size[TEXT_SIZE_MAX];

	text_size(cxl_decoder_get_size(decoder), size);
	if (region)
		say_hint("%s serves %s: %s, %s, %s", cxl_decoder_get_devname(decoder),
			 cxl_region_get_devname(region),
			 cxl_decoder_mode_name(cxl_region_get_mode(region)), size,
			 cxl_region_is_enabled(region) ? "enabled" : "disabled");
	else
		say_hint("%s is committed: %s, of no region that is known",
			 cxl_decoder_get_devname(decoder), size);
}

static void remember(struct told_regions *told, struct cxl_region *region)
{
	for (size_t i = 0; i < told->nr; i++)
		if (told->regions[i] == region)
			return;
	if (told->nr < ARRAY_SIZE(told->regions))
		told->regions[told->nr++] = region;
}

void memdev_tell_regions(struct cxl_memdev *memdev, struct told_regions *told)
{
	struct cxl_port *port = port_of(memdev);
	struct cxl_decoder *decoder;
	struct cxl_region *region;

	if (!port)
		return;
	cxl_decoder_foreach(port, decoder) {
		if (!is_programmed(decoder))
			continue;
		region = cxl_decoder_get_region(decoder);
		tell_region(region, decoder);
		if (region)
			remember(told, region);
	}
}

void regions_advise(const struct told_regions *told)
{
	for (size_t i = 0; i < told->nr; i++) {
		const char *name = cxl_region_get_devname(told->regions[i]);

		if (cxl_region_is_enabled(told->regions[i]))
			say_hint("First: cxl disable-region %s && cxl destroy-region %s", name,
				 name);
		else
			say_hint("First: cxl destroy-region %s", name);
	}
}
