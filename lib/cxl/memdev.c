// SPDX-License-Identifier: LGPL-2.1-or-later
/* Memory devices: enumeration, and what sysfs says about each. */
#include <limits.h>
#include <string.h>

#include "lib/base/parse.h"
#include "lib/cxl/internal.h"

/* The ABI has this one only with its historic spelling; see libcxl.h. */
#define cxl_memdev_get_firmware_version cxl_memdev_get_firmware_verison

#define ATTR_API(kind, name, path) \
	CXL_EXPORT TYPE_##kind cxl_memdev_get_##name(struct cxl_memdev *memdev) \
	{ \
		return attr_get_##kind(&memdev->dev, MEMDEV_##name); \
	}
#include "lib/cxl/attrs/memdev.def"

CXL_EXPORT struct cxl_memdev *cxl_memdev_get_first(struct cxl_ctx *ctx)
{
	return to_memdev(dev_list_at(cxl_memdevs(ctx), 0));
}

CXL_EXPORT struct cxl_memdev *cxl_memdev_get_next(struct cxl_memdev *memdev)
{
	return to_memdev(dev_list_at(&memdev->ctx->memdevs, memdev->dev.index + 1));
}

CXL_EXPORT struct cxl_memdev *cxl_memdev_get_by_id(struct cxl_ctx *ctx, int id)
{
	return to_memdev(dev_list_find(cxl_memdevs(ctx), id));
}

CXL_EXPORT struct cxl_memdev *cxl_memdev_get_by_name(struct cxl_ctx *ctx, const char *name)
{
	int id;

	if (!name || parse_id(name, "mem", &id))
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
