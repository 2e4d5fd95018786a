// SPDX-License-Identifier: LGPL-2.1-or-later
/* Mappings: which endpoint decoder serves which position of a region. */
#include <errno.h>
#include <limits.h>

#include "lib/base/array.h"
#include "lib/cxl/internal.h"

/* The name in targetN: its length, 0 for none, or a negative errno. */
static ssize_t read_target(struct cxl_region *region, unsigned int position, char *buf, size_t len)
{
	char file[32];
	int rc = path_format(file, sizeof(file), "target%u", position);

	return rc ? rc : dev_read(&region->dev, file, buf, len);
}

CXL_EXPORT struct cxl_decoder *cxl_region_get_target_decoder(struct cxl_region *region,
							     int position)
{
	struct cxl_ctx *ctx = cxl_region_get_ctx(region);
	struct cxl_decoder *decoder;
	char name[64];
	ssize_t len;

	if (position < 0)
		return NULL;
	len = read_target(region, position, name, sizeof(name));
	if (len <= 0) {
		errno = len ? -len : ENODATA;
		return NULL;
	}
	decoder = cxl_decoder_get_by_name(ctx, name);
	if (!decoder) {
		log_info(&ctx->log, "%s: target%d is %s, which is no decoder", region->dev.name,
			 position, name);
		errno = ENXIO;
	}
	return decoder;
}

/* Read the list, once; with the first file that does not exist it ends. */
static void load_mappings(struct cxl_region *region)
{
	unsigned int ways = cxl_region_get_interleave_ways(region);
	struct cxl_decoder *decoder;

	if (region->mappings_known && !region->mappings_stale)
		return;
	free(region->mappings);
	region->mappings = NULL;
	region->nr_mappings = 0;
	region->mappings_stale = false;
	region->mappings_known = true;
	for (unsigned int i = 0; ways != UINT_MAX && i < ways && i < CXL_WAYS_MAX; i++) {
		decoder = cxl_region_get_target_decoder(region, i);
		if (!decoder && errno == ENOENT)
			return;
		if (!decoder)
			continue;
		if (array_grow(&region->mappings, region->nr_mappings))
			return;
		region->mappings[region->nr_mappings++] = (struct cxl_memdev_mapping){
			.region = region, .decoder = decoder, .position = i,
		};
	}
}

static struct cxl_memdev_mapping *mapping_at(struct cxl_region *region, size_t index)
{
	return index < region->nr_mappings ? &region->mappings[index] : NULL;
}

CXL_EXPORT struct cxl_memdev_mapping *cxl_mapping_get_first(struct cxl_region *region)
{
	/* Only here, so that a loop goes on with the list that it began with. */
	load_mappings(region);
	return mapping_at(region, 0);
}

CXL_EXPORT struct cxl_memdev_mapping *cxl_mapping_get_next(struct cxl_memdev_mapping *mapping)
{
	return mapping_at(mapping->region, mapping - mapping->region->mappings + 1);
}

CXL_EXPORT struct cxl_decoder *cxl_mapping_get_decoder(struct cxl_memdev_mapping *mapping)
{
	return mapping->decoder;
}

CXL_EXPORT unsigned int cxl_mapping_get_position(struct cxl_memdev_mapping *mapping)
{
	return mapping->position;
}
