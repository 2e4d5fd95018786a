// SPDX-License-Identifier: LGPL-2.1-or-later
/* Regions: the devices that dax devices are children of, found by their children. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/dev-write.h"
#include "lib/base/parse.h"
#include "lib/daxctl/internal.h"

enum region_attr {
#define ATTR_RAW(kind, name, path)	REGION_##name,
#include "lib/daxctl/attrs/region.def"
};

static const struct attr_row region_rows[] = {
#define ATTR_RAW(kind, name, path)	{ path, KIND_##kind },
#include "lib/daxctl/attrs/region.def"
};

#define ATTR(kind, name, path, key, format, ...) \
	DAXCTL_EXPORT TYPE_##kind daxctl_region_get_##name(struct daxctl_region *region) \
	{ \
		return attr_get_##kind(&region->dev, REGION_##name); \
	}
#include "lib/daxctl/attrs/region.def"

static void region_release(struct dev *dev)
{
	struct daxctl_region *region = to_dax_region(dev);
	struct daxctl_dev *next;

	for (struct daxctl_dev *child = region->devs; child; child = next) {
		next = child->next;
		daxctl_dev_free(child);
	}
}

static const struct dev_class region_class = {
	.bus = DAX_BUS,
	.size = sizeof(struct daxctl_region),
	.rows = region_rows,
	.nr_rows = ARRAY_SIZE(region_rows),
	.release = region_release,
};

static struct daxctl_region *region_new(struct daxctl_ctx *ctx, int id, const char *path)
{
	struct dev *dev = dev_new_at(&region_class, path, ctx->root, &ctx->log);
	struct daxctl_region *region = to_dax_region(dev);

	if (!dev)
		return NULL;
	dev->id = id;
	dev->folder = strdup(path);
	if (!dev->folder) {
		dev_free(dev);
		return NULL;
	}
	region->ctx = ctx;
	region->refcount = 1;
	return region;
}

/* The region at that path, added to the context if it was not known; NULL: no memory. */
static struct daxctl_region *find_or_add(struct daxctl_ctx *ctx, int id, const char *path)
{
	struct daxctl_region *region, **place = &ctx->regions;

	for (region = ctx->regions; region; region = region->next)
		if (!strcmp(region->dev.path, path))
			return region;
	while (*place && ((*place)->dev.id < id ||
			  ((*place)->dev.id == id && strcmp((*place)->dev.path, path) < 0)))
		place = &(*place)->next;
	region = region_new(ctx, id, path);
	if (region) {
		region->next = *place;
		*place = region;
	}
	return region;
}

DAXCTL_EXPORT struct daxctl_region *daxctl_new_region(struct daxctl_ctx *ctx, int id,
						      uuid_t uuid, const char *path)
{
	struct daxctl_region *region;

	if (!path) {
		errno = EINVAL;
		return NULL;
	}
	region = find_or_add(ctx, id, path);
	if (region && uuid)
		memcpy(region->uuid, uuid, sizeof(region->uuid));
	return region;
}

/* Where to look for devices, and how far above them their region is. */
struct scan {
	struct daxctl_ctx *ctx;
	const char *folder;
	int levels;
};

static int scan_name(const char *name, void *data)
{
	const struct scan *scan = data;
	char path[PATH_MAX], target[PATH_MAX];
	char *slash = NULL;
	int id, nr;

	if (parse_id_pair(name, "dax", &id, &nr) ||
	    path_format(path, sizeof(path), "%s/%s", scan->folder, name))
		return 0;
	/* It may have gone meanwhile. */
	if (root_resolve(scan->ctx->root, path, target, sizeof(target)))
		return 0;
	for (int i = 0; i < scan->levels; i++) {
		slash = strrchr(target, '/');
		if (!slash || slash == target)
			return 0;
		*slash = '\0';
	}
	return find_or_add(scan->ctx, id, target) ? 0 : -ENOMEM;
}

/* The device of a class has a folder "dax" between itself and its parent. */
static int scan_folder(struct daxctl_ctx *ctx, bool in_class)
{
	struct scan scan = { .ctx = ctx, .levels = in_class ? 2 : 1 };
	char folder[64];
	int rc;

	rc = path_format(folder, sizeof(folder), in_class ? ROOT_CLASS : ROOT_BUS_DEVICES,
			 DAX_BUS);
	if (rc)
		return rc;
	scan.folder = folder;
	rc = root_list(ctx->root, folder, scan_name, &scan);
	if (rc && rc != -ENOENT)
		log_err(&ctx->log, "cannot list %s: %s", folder, strerror(-rc));
	return rc == -ENOENT ? 0 : rc;
}

DAXCTL_EXPORT struct daxctl_region *daxctl_region_get_first(struct daxctl_ctx *ctx)
{
	int rc = 0;

	if (!ctx->scanned) {
		rc = scan_folder(ctx, true);
		if (rc == 0)
			rc = scan_folder(ctx, false);
		ctx->scanned = rc == 0;
	}
	errno = -rc;
	return rc ? NULL : ctx->regions;
}

DAXCTL_EXPORT struct daxctl_region *daxctl_region_get_next(struct daxctl_region *region)
{
	return region->next;
}

DAXCTL_EXPORT void daxctl_region_ref(struct daxctl_region *region)
{
	if (region)
		region->refcount++;
}

DAXCTL_EXPORT void daxctl_region_unref(struct daxctl_region *region)
{
	struct daxctl_region **place;

	if (!region || --region->refcount > 0)
		return;
	for (place = &region->ctx->regions; *place && *place != region;)
		place = &(*place)->next;
	if (*place)
		*place = region->next;
	dev_free(&region->dev);
}

DAXCTL_EXPORT struct daxctl_ctx *daxctl_region_get_ctx(struct daxctl_region *region)
{
	return region->ctx;
}

DAXCTL_EXPORT int daxctl_region_get_id(struct daxctl_region *region)
{
	return region->dev.id;
}

DAXCTL_EXPORT const char *daxctl_region_get_devname(struct daxctl_region *region)
{
	return region->dev.name;
}

DAXCTL_EXPORT const char *daxctl_region_get_path(struct daxctl_region *region)
{
	return region->dev.path;
}

DAXCTL_EXPORT void daxctl_region_get_uuid(struct daxctl_region *region, uuid_t uu)
{
	memcpy(uu, region->uuid, sizeof(region->uuid));
}

DAXCTL_EXPORT unsigned long daxctl_region_get_align(struct daxctl_region *region)
{
	return attr_get_len(&region->dev, REGION_align);
}

DAXCTL_EXPORT unsigned long long daxctl_region_get_available_size(struct daxctl_region *region)
{
	unsigned long long bytes;
	char text[32];

	if (dev_read(&region->dev, "dax_region/available_size", text, sizeof(text)) < 0 ||
	    parse_u64(text, &bytes))
		return 0;
	return bytes;
}

DAXCTL_EXPORT bool daxctl_region_is_present(struct daxctl_region *region)
{
	return root_exists(region->ctx->root, region->dev.path);
}

DAXCTL_EXPORT struct daxctl_dev *daxctl_region_get_dev_seed(struct daxctl_region *region)
{
	struct daxctl_dev *dev;
	char name[64];

	if (dev_read(&region->dev, "dax_region/seed", name, sizeof(name)) <= 0)
		return NULL;
	/* A device that was created after the list was read is new to it. */
	daxctl_region_scan_devs(region);
	daxctl_dev_foreach(region, dev)
		if (!strcmp(dev->dev.name, name))
			return dev;
	return NULL;
}

DAXCTL_EXPORT struct daxctl_dev *daxctl_dev_get_by_name(struct daxctl_ctx *ctx, const char *name)
{
	struct daxctl_region *region;
	struct daxctl_dev *dev;
	int owner, id;

	if (!name || parse_id_pair(name, "dax", &owner, &id))
		return NULL;
	daxctl_region_foreach(ctx, region) {
		if (region->dev.id != owner)
			continue;
		daxctl_dev_foreach(region, dev)
			if (dev->dev.id == id)
				return dev;
	}
	return NULL;
}

DAXCTL_EXPORT int daxctl_region_create_dev(struct daxctl_region *region)
{
	return dev_write_text(&region->dev, "dax_region/create", "1");
}

DAXCTL_EXPORT int daxctl_region_destroy_dev(struct daxctl_region *region, struct daxctl_dev *dev)
{
	return dev_write_text(&region->dev, "dax_region/delete", "%s", dev->dev.name);
}
