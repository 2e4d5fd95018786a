// SPDX-License-Identifier: LGPL-2.1-or-later
/* Regions: what each says of itself. */
#include <string.h>
#include <uuid/uuid.h>

#include "lib/cxl/internal.h"

#define ATTR_API(kind, name, path) \
	CXL_EXPORT TYPE_##kind cxl_region_get_##name(struct cxl_region *region) \
	{ \
		return attr_get_##kind(&region->dev, REGION_##name); \
	}
#include "lib/cxl/attrs/region.def"

CXL_EXPORT struct cxl_region *cxl_region_get_first(struct cxl_decoder *decoder)
{
	return cxl_topology_regions(decoder->port->ctx) ? NULL : decoder->regions;
}

CXL_EXPORT struct cxl_region *cxl_region_get_next(struct cxl_region *region)
{
	return region->next;
}

CXL_EXPORT struct cxl_ctx *cxl_region_get_ctx(struct cxl_region *region)
{
	return region->decoder->port->ctx;
}

CXL_EXPORT struct cxl_decoder *cxl_region_get_decoder(struct cxl_region *region)
{
	return region->decoder;
}

CXL_EXPORT const char *cxl_region_get_devname(struct cxl_region *region)
{
	return region->dev.name;
}

CXL_EXPORT int cxl_region_get_id(struct cxl_region *region)
{
	return region->dev.id;
}

CXL_EXPORT int cxl_region_is_enabled(struct cxl_region *region)
{
	return dev_is_bound(&region->dev);
}

CXL_EXPORT bool cxl_region_is_present(struct cxl_region *region)
{
	return dev_is_present(&region->dev);
}

CXL_EXPORT unsigned long long cxl_region_get_resource(struct cxl_region *region)
{
	return cxl_region_address(region);
}

CXL_EXPORT enum cxl_decoder_mode cxl_region_get_mode(struct cxl_region *region)
{
	static const struct attr_word modes[] = {
		{ "pmem", CXL_DECODER_MODE_PMEM },
		{ "ram", CXL_DECODER_MODE_RAM },
		{ NULL, CXL_DECODER_MODE_NONE },
	};

	return attr_word(modes, attr_get_str(&region->dev, REGION_mode), CXL_DECODER_MODE_NONE);
}

CXL_EXPORT int cxl_region_decode_is_committed(struct cxl_region *region)
{
	return attr_get_flag(&region->dev, REGION_commit);
}

CXL_EXPORT enum cxl_region_locked_state cxl_region_locked_state(struct cxl_region *region)
{
	switch (attr_get_num(&region->dev, REGION_locked)) {
	case 0:
		return CXL_REGION_UNLOCKED;
	case 1:
		return CXL_REGION_LOCKED;
	default:
		return CXL_REGION_LOCKED_UNKNOWN;
	}
}

CXL_EXPORT void cxl_region_get_uuid(struct cxl_region *region, uuid_t uu)
{
	const char *text = attr_get_str(&region->dev, REGION_uuid);

	if (!text || uuid_parse(text, uu))
		memset(uu, 0, sizeof(uuid_t));
}
