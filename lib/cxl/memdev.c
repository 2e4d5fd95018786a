// SPDX-License-Identifier: LGPL-2.1-or-later
/* Memory devices: enumeration, and what sysfs says about each. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/parse.h"
#include "lib/cxl/internal.h"

enum memdev_attr {
#define ATTR_RAW(kind, name, path)	MEMDEV_##name,
#include "lib/cxl/attrs/memdev.def"
};

static const struct attr_row memdev_rows[] = {
#define ATTR_RAW(kind, name, path)	{ path, KIND_##kind },
#include "lib/cxl/attrs/memdev.def"
};

/* The ABI has this one only with its historic spelling; see libcxl.h. */
#define cxl_memdev_get_firmware_version cxl_memdev_get_firmware_verison

#define ATTR_API(kind, name, path) \
	CXL_EXPORT TYPE_##kind cxl_memdev_get_##name(struct cxl_memdev *memdev) \
	{ \
		return attr_get_##kind(&memdev->dev, MEMDEV_##name); \
	}
#include "lib/cxl/attrs/memdev.def"

static struct cxl_memdev *to_memdev(struct dev *dev)
{
	return dev ? container_of(dev, struct cxl_memdev, dev) : NULL;
}

static void memdev_release(struct dev *dev)
{
	cxl_memdev_release_commands(to_memdev(dev));
	cxl_memdev_release_fwctl(to_memdev(dev));
	free(to_memdev(dev)->host);
}

static const struct dev_class memdev_class = {
	.bus = CXL_BUS,
	.prefix = "mem",
	.size = sizeof(struct cxl_memdev),
	.rows = memdev_rows,
	.nr_rows = ARRAY_SIZE(memdev_rows),
	.release = memdev_release,
};

/* The context's memdevs; when there are none, errno says whether one could look. */
static const struct dev_list *memdevs(struct cxl_ctx *ctx)
{
	struct dev_list *list = &ctx->memdevs;
	int rc = 0;

	if (!list->scanned) {
		rc = cxl_scan(ctx, list, &memdev_class);
		for (unsigned int i = 0; i < list->nr; i++)
			to_memdev(list->devs[i])->ctx = ctx;
	}
	if (!list->nr)
		errno = -rc;
	return list;
}

CXL_EXPORT struct cxl_memdev *cxl_memdev_get_first(struct cxl_ctx *ctx)
{
	return to_memdev(dev_list_at(memdevs(ctx), 0));
}

CXL_EXPORT struct cxl_memdev *cxl_memdev_get_next(struct cxl_memdev *memdev)
{
	return to_memdev(dev_list_at(&memdev->ctx->memdevs, memdev->dev.index + 1));
}

CXL_EXPORT struct cxl_memdev *cxl_memdev_get_by_id(struct cxl_ctx *ctx, int id)
{
	return to_memdev(dev_list_find(memdevs(ctx), id));
}

CXL_EXPORT struct cxl_memdev *cxl_memdev_get_by_name(struct cxl_ctx *ctx, const char *name)
{
	int id;

	if (!name || parse_id(name, memdev_class.prefix, &id))
		return NULL;
	return cxl_memdev_get_by_id(ctx, id);
}

CXL_EXPORT struct cxl_memdev *cxl_memdev_get_by_serial(struct cxl_ctx *ctx,
						       unsigned long long serial)
{
	struct cxl_memdev *memdev;

	cxl_memdev_foreach(ctx, memdev)
		if (serial != ABSENT_u64 && cxl_memdev_get_serial(memdev) == serial)
			return memdev;
	return NULL;
}

CXL_EXPORT struct cxl_ctx *cxl_memdev_get_ctx(struct cxl_memdev *memdev)
{
	return memdev->ctx;
}

CXL_EXPORT const char *cxl_memdev_get_devname(struct cxl_memdev *memdev)
{
	return memdev->dev.name;
}

CXL_EXPORT int cxl_memdev_get_id(struct cxl_memdev *memdev)
{
	return memdev->dev.id;
}

/* The last but one component of where the device's link leads to. */
CXL_EXPORT const char *cxl_memdev_get_host(struct cxl_memdev *memdev)
{
	const char *link = dev_link(&memdev->dev);
	const char *slash = link ? strrchr(link, '/') : NULL;
	_cleanup_free_ char *parent = NULL;

	if (memdev->host || !slash)
		return memdev->host;
	parent = strndup(link, slash - link);
	if (parent)
		memdev->host = strdup(path_name(parent));
	return memdev->host;
}

CXL_EXPORT int cxl_memdev_is_enabled(struct cxl_memdev *memdev)
{
	return dev_is_bound(&memdev->dev);
}

CXL_EXPORT bool cxl_memdev_is_present(struct cxl_memdev *memdev)
{
	return dev_is_present(&memdev->dev);
}

static void read_numbers(struct cxl_memdev *memdev)
{
	const char *text;

	if (memdev->nodes_known)
		return;
	memdev->nodes_known = true;
	text = attr_get_str(&memdev->dev, MEMDEV_dev);
	if (!text || parse_devno(text, &memdev->major, &memdev->minor))
		memdev->major = memdev->minor = -1;
}

CXL_EXPORT int cxl_memdev_get_major(struct cxl_memdev *memdev)
{
	read_numbers(memdev);
	return memdev->major;
}

CXL_EXPORT int cxl_memdev_get_minor(struct cxl_memdev *memdev)
{
	read_numbers(memdev);
	return memdev->minor;
}

size_t cxl_memdev_payload_max(struct cxl_memdev *memdev)
{
	size_t bytes = attr_get_len(&memdev->dev, MEMDEV_payload_max);

	return bytes == ABSENT_len ? 0 : bytes;
}

/* The nvdimm bridge of mem0 is its child pmem0, bound to a driver. */
CXL_EXPORT int cxl_memdev_nvdimm_bridge_active(struct cxl_memdev *memdev)
{
	char path[PATH_MAX];

	return !path_format(path, sizeof(path), "%s/pmem%d/driver", memdev->dev.path,
			    memdev->dev.id) &&
	       root_exists(memdev->dev.root, path);
}

CXL_EXPORT bool cxl_memdev_has_poison_support(struct cxl_memdev *memdev, bool inj)
{
	const char *debugfs = cxl_debugfs(memdev->ctx);
	char path[PATH_MAX];

	return debugfs &&
	       !path_format(path, sizeof(path), "%s/%s/%s", debugfs, memdev->dev.name,
			    inj ? "inject_poison" : "clear_poison") &&
	       root_exists(memdev->dev.root, path);
}

CXL_EXPORT bool cxl_memdev_has_poison_list(struct cxl_memdev *memdev)
{
	char path[PATH_MAX];

	return !path_format(path, sizeof(path), "%s/trigger_poison_list", memdev->dev.path) &&
	       root_exists(memdev->dev.root, path);
}
