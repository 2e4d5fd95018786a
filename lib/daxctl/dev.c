// SPDX-License-Identifier: LGPL-2.1-or-later
/* Devices (daxX.Y): enumeration, what sysfs says about each, size and alignment. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/dev-write.h"
#include "lib/base/parse.h"
#include "lib/daxctl/internal.h"

static const struct attr_row dev_rows[NR_DEV_ATTRS] = {
#define ATTR_RAW(kind, name, path)	{ path, KIND_##kind },
#include "lib/daxctl/attrs/dev.def"
};

#define ATTR_API(kind, name, path) \
	DAXCTL_EXPORT TYPE_##kind daxctl_dev_get_##name(struct daxctl_dev *dev) \
	{ \
		return attr_get_##kind(&dev->dev, DEV_##name); \
	}
#include "lib/daxctl/attrs/dev.def"

void daxctl_dev_forget_memory(struct daxctl_dev *dev)
{
	if (dev->memory)
		free(dev->memory->node_path);
	free(dev->memory);
	dev->memory = NULL;
}

void daxctl_dev_forget_mappings(struct daxctl_dev *dev)
{
	free(dev->mappings);
	dev->mappings = NULL;
	dev->nr_mappings = 0;
	dev->mappings_known = false;
}

static void dev_release(struct dev *dev)
{
	daxctl_dev_forget_memory(to_dax_dev(dev));
	daxctl_dev_forget_mappings(to_dax_dev(dev));
}

static const struct dev_class dev_class = {
	.bus = DAX_BUS,
	.prefix = "dax",
	.owned = true,
	.size = sizeof(struct daxctl_dev),
	.rows = dev_rows,
	.nr_rows = NR_DEV_ATTRS,
	.release = dev_release,
};

void daxctl_dev_free(struct daxctl_dev *dev)
{
	dev_free(&dev->dev);
}

void daxctl_dev_forget(struct daxctl_dev *dev, enum daxctl_dev_attr attr)
{
	attr_forget(&dev_rows[attr], &dev->dev.values[attr], 1);
}

struct scan {
	struct daxctl_region *region;
	bool in_class;
};

/* The place in the list for a device with that id; it may be there. */
static struct daxctl_dev **find_place(struct daxctl_region *region, int id)
{
	struct daxctl_dev **place = &region->devs;

	while (*place && (*place)->dev.id < id)
		place = &(*place)->next;
	return place;
}

static int scan_name(const char *name, void *data)
{
	const struct scan *scan = data;
	struct daxctl_region *region = scan->region;
	struct daxctl_dev **place, *dev;
	char path[PATH_MAX];
	int owner, id;

	if (parse_id_pair(name, dev_class.prefix, &owner, &id) || owner != region->dev.id ||
	    path_format(path, sizeof(path), scan->in_class ? ROOT_CLASS "/%s" :
							     ROOT_BUS_DEVICES "/%s",
			DAX_BUS, name))
		return 0;
	place = find_place(region, id);
	if (*place && (*place)->dev.id == id)
		return 0;
	dev = to_dax_dev(dev_new_at(&dev_class, path, region->ctx->root, &region->ctx->log));
	if (!dev)
		return -ENOMEM;
	dev->dev.owner = owner;
	dev->dev.id = id;
	dev->region = region;
	dev->in_class = scan->in_class;
	/* Half torn down or half made. */
	(void)attr_get_size(&dev->dev, DEV_size);
	if (dev->dev.values[DEV_size].state < 0) {
		daxctl_dev_free(dev);
		return 0;
	}
	dev->next = *place;
	*place = dev;
	return 0;
}

void daxctl_region_scan_devs(struct daxctl_region *region)
{
	struct scan scan = { .region = region, .in_class = true };
	char path[PATH_MAX];
	int rc;

	rc = dev_path(&region->dev, "dax", path, sizeof(path));
	if (rc == 0)
		rc = root_list(region->ctx->root, path, scan_name, &scan);
	if (rc == 0 || rc == -ENOENT) {
		scan.in_class = false;
		rc = root_list(region->ctx->root, region->dev.path, scan_name, &scan);
	}
	if (rc && rc != -ENOENT)
		log_err(&region->ctx->log, "cannot list the devices of %s: %s", region->dev.path,
			strerror(-rc));
	region->scanned = true;
	errno = rc == -ENOENT ? 0 : -rc;
}

DAXCTL_EXPORT struct daxctl_dev *daxctl_dev_get_first(struct daxctl_region *region)
{
	if (!region->scanned)
		daxctl_region_scan_devs(region);
	return region->devs;
}

DAXCTL_EXPORT struct daxctl_dev *daxctl_dev_get_next(struct daxctl_dev *dev)
{
	return dev->next;
}

DAXCTL_EXPORT struct daxctl_region *daxctl_dev_get_region(struct daxctl_dev *dev)
{
	return dev->region;
}

DAXCTL_EXPORT struct daxctl_ctx *daxctl_dev_get_ctx(struct daxctl_dev *dev)
{
	return dev->region->ctx;
}

DAXCTL_EXPORT const char *daxctl_dev_get_devname(struct daxctl_dev *dev)
{
	return dev->dev.name;
}

DAXCTL_EXPORT int daxctl_dev_get_id(struct daxctl_dev *dev)
{
	return dev->dev.id;
}

static void read_numbers(struct daxctl_dev *dev)
{
	const char *text;

	if (dev->numbers_known)
		return;
	dev->numbers_known = true;
	text = attr_get_str(&dev->dev, DEV_dev);
	if (!text || parse_devno(text, &dev->major, &dev->minor))
		dev->major = dev->minor = -1;
}

DAXCTL_EXPORT int daxctl_dev_get_major(struct daxctl_dev *dev)
{
	read_numbers(dev);
	return dev->major;
}

DAXCTL_EXPORT int daxctl_dev_get_minor(struct daxctl_dev *dev)
{
	read_numbers(dev);
	return dev->minor;
}

DAXCTL_EXPORT unsigned long long daxctl_dev_get_resource(struct daxctl_dev *dev)
{
	if (!dev->resource_known) {
		dev->resource_known = true;
		dev->resource = attr_get_size(&dev->dev, DEV_resource);
		if (!dev->resource)
			dev->resource = daxctl_iomem_start(dev->region->ctx, dev->dev.name);
	}
	return dev->resource;
}

DAXCTL_EXPORT unsigned long daxctl_dev_get_align(struct daxctl_dev *dev)
{
	return attr_get_size(&dev->dev, DEV_align);
}

DAXCTL_EXPORT bool daxctl_dev_is_present(struct daxctl_dev *dev)
{
	return dev_is_present(&dev->dev);
}

/* What the size or the ranges change with it. */
static void forget_extent(struct daxctl_dev *dev)
{
	daxctl_dev_forget(dev, DEV_size);
	daxctl_dev_forget(dev, DEV_resource);
	dev->resource_known = false;
	daxctl_dev_forget_mappings(dev);
}

DAXCTL_EXPORT int daxctl_dev_set_size(struct daxctl_dev *dev, unsigned long long size)
{
	int rc = dev_write_text(&dev->dev, "size", "%#llx", size);

	forget_extent(dev);
	return rc;
}

DAXCTL_EXPORT int daxctl_dev_set_align(struct daxctl_dev *dev, unsigned long align)
{
	int rc = dev_write_text(&dev->dev, "align", "%#lx", align);

	daxctl_dev_forget(dev, DEV_align);
	return rc;
}

DAXCTL_EXPORT int daxctl_dev_set_mapping(struct daxctl_dev *dev, unsigned long long start,
					 unsigned long long end)
{
	int rc = dev_write_text(&dev->dev, "mapping", "%#llx-%#llx", start, end);

	forget_extent(dev);
	return rc;
}
