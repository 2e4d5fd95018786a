// SPDX-License-Identifier: GPL-2.0-or-later
/* What rules can ask of a device, from libdaxctl and libcxl. */
#include <stdio.h>
#include <string.h>

#include "daxctl/config/match.h"

static bool holds(struct cxl_region *region, struct daxctl_dev *dev)
{
	struct daxctl_region *dax = cxl_region_get_daxctl_region(region);
	unsigned long long start = cxl_region_get_resource(region);
	unsigned long long address;

	/* Volatile memory: its dax region lies below it. */
	if (dax)
		return !strcmp(daxctl_region_get_path(dax),
			       daxctl_region_get_path(daxctl_dev_get_region(dev)));
	/* Persistent memory lies below an nvdimm bus: the address tells. */
	address = daxctl_dev_get_resource(dev);
	return address && address >= start && address - start < cxl_region_get_size(region);
}

static struct cxl_region *region_of(struct daxctl_dev *dev, struct cxl_ctx *cxl)
{
	struct cxl_decoder *decoder;
	struct cxl_region *region;
	struct cxl_bus *bus;

	cxl_bus_foreach(cxl, bus)
		cxl_decoder_foreach(cxl_bus_get_port(bus), decoder)
			cxl_region_foreach(decoder, region)
				if (holds(region, dev))
					return region;
	return NULL;
}

/* All of them, or none. */
static void add_serials(struct config_subject *subject, struct cxl_region *region)
{
	struct cxl_memdev_mapping *mapping;
	size_t nr = 0;

	cxl_mapping_foreach(region, mapping) {
		struct cxl_decoder *decoder = cxl_mapping_get_decoder(mapping);
		struct cxl_memdev *memdev = decoder ? cxl_decoder_get_memdev(decoder) : NULL;

		if (!memdev || nr == CONFIG_SERIALS_MAX)
			return;
		subject->serials[nr++] = cxl_memdev_get_serial(memdev);
	}
	if (nr == cxl_region_get_interleave_ways(region))
		subject->nr_serials = nr;
}

void config_subject_of(struct config_subject *subject, struct daxctl_dev *dev, struct cxl_ctx *cxl)
{
	struct daxctl_region *dax = daxctl_dev_get_region(dev);
	struct cxl_region *region = region_of(dev, cxl);

	*subject = (struct config_subject){
		.name = daxctl_dev_get_devname(dev), .node = daxctl_dev_get_target_node(dev),
	};
	if (!daxctl_region_get_nvdimm_uuid(dax, subject->nvdimm_uuids[subject->nr_nvdimm_uuids]))
		subject->nr_nvdimm_uuids++;
	if (!daxctl_region_get_namespace_uuid(dax, subject->nvdimm_uuids[subject->nr_nvdimm_uuids]))
		subject->nr_nvdimm_uuids++;
	if (!region)
		return;
	subject->in_region = true;
	subject->region = cxl_region_get_id(region);
	cxl_region_get_uuid(region, subject->region_uuid);
	add_serials(subject, region);
}

static void add_uuid(FILE *out, const char *key, const unsigned char *uuid)
{
	static const unsigned char none[16];

	if (!memcmp(uuid, none, sizeof(none)))
		return;
	fprintf(out, ", %s ", key);
	for (int i = 0; i < 16; i++)
		fprintf(out, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", uuid[i]);
}

const char *config_subject_text(const struct config_subject *subject, char *buf)
{
	FILE *out = fmemopen(buf, CONFIG_SUBJECT_MAX, "w");

	buf[0] = '\0';
	if (!out)
		return buf;
	if (subject->in_region) {
		fprintf(out, ", region.name region%d", subject->region);
		add_uuid(out, "region.uuid", subject->region_uuid);
	}
	for (size_t i = 0; i < subject->nr_serials; i++)
		fprintf(out, "%s 0x%llx", i ? "" : ", memdev.serial", subject->serials[i]);
	for (size_t i = 0; i < subject->nr_nvdimm_uuids; i++)
		add_uuid(out, "nvdimm.uuid", subject->nvdimm_uuids[i]);
	if (subject->node >= 0)
		fprintf(out, ", numa.node %d", subject->node);
	fclose(out);
	return buf[0] ? buf + strlen(", ") : "nothing is known of it";
}
