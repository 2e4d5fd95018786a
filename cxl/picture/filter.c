// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Filters in a picture. In lists, a filter that is not about a kind lets all of
 * that kind pass; a picture of everything around what was named would hide it.
 */
#include "cxl/picture/picture.h"

static bool given(const struct list_filters *filters, enum filter_kind kind)
{
	return filters->text[kind];
}

static bool region_is_chosen(struct list_filters *filters, struct cxl_region *region)
{
	return filters_pass_region(filters, region);
}

static bool has_member(struct cxl_region *region, struct cxl_memdev *memdev)
{
	struct cxl_memdev_mapping *mapping;

	cxl_mapping_foreach(region, mapping)
		if (cxl_decoder_get_memdev(cxl_mapping_get_decoder(mapping)) == memdev)
			return true;
	return false;
}

/* Is it a member of a region that is chosen? */
static bool memdev_serves_chosen(struct list_filters *filters, struct cxl_memdev *memdev)
{
	struct cxl_decoder *decoder;
	struct cxl_region *region;
	struct cxl_bus *bus;

	cxl_bus_foreach(cxl_memdev_get_ctx(memdev), bus)
		cxl_decoder_foreach(cxl_bus_get_port(bus), decoder)
			cxl_region_foreach(decoder, region)
				if (region_is_chosen(filters, region) && has_member(region, memdev))
					return true;
	return false;
}

static bool region_has_chosen(struct list_filters *filters, struct cxl_region *region)
{
	struct cxl_memdev_mapping *mapping;
	struct cxl_memdev *memdev;

	cxl_mapping_foreach(region, mapping) {
		memdev = cxl_decoder_get_memdev(cxl_mapping_get_decoder(mapping));
		if (memdev && filters_pass_memdev(filters, memdev))
			return true;
	}
	return false;
}

static bool decoder_leads_to_chosen(struct list_filters *filters, struct cxl_decoder *decoder)
{
	struct cxl_port *port = cxl_decoder_get_port(decoder);
	struct cxl_memdev *memdev;

	if (cxl_port_is_endpoint(port))
		return filters_pass_endpoint(filters, cxl_port_to_endpoint(port));
	cxl_memdev_foreach(cxl_decoder_get_ctx(decoder), memdev)
		if (cxl_decoder_get_target_by_memdev(decoder, memdev) &&
		    filters_pass_memdev(filters, memdev))
			return true;
	return false;
}

bool picture_is_relevant(struct list_filters *filters, enum picture_kind kind, void *object)
{
	bool by_place = given(filters, FILTER_decoder) || given(filters, FILTER_region);

	switch (kind) {
	case PICTURE_bus:
	case PICTURE_port:
		return !by_place && !given(filters, FILTER_endpoint);
	case PICTURE_endpoint:
		return !by_place;
	case PICTURE_memdev:
		return !given(filters, FILTER_region) || memdev_serves_chosen(filters, object);
	case PICTURE_decoder:
		return !given(filters, FILTER_endpoint) || decoder_leads_to_chosen(filters, object);
	case PICTURE_region:
		return (!filters_by_memdev(filters) && !given(filters, FILTER_endpoint)) ||
		       region_has_chosen(filters, object);
	default:
		return true;
	}
}
