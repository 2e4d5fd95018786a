// SPDX-License-Identifier: LGPL-2.1-or-later
/* From a region to its dax region, in a context of libdaxctl that is like ours. */
#include <errno.h>
#include <limits.h>

#include "lib/cxl/internal.h"
#include "lib/daxctl/libdaxctl.h"

static _printf_(6, 0) void log_as_ours(struct daxctl_ctx *dax, int priority, const char *file,
				       int line, const char *fn, const char *format, va_list args)
{
	struct cxl_ctx *ctx = daxctl_get_userdata(dax);

	ctx->log.fn(&ctx->log, priority, file, line, fn, format, args);
}

static struct daxctl_ctx *dax_ctx(struct cxl_ctx *ctx)
{
	struct daxctl_ctx *dax;
	int rc;

	if (!ctx->dax) {
		rc = daxctl_new(&dax);
		if (rc == 0) {
			daxctl_set_userdata(dax, ctx);
			daxctl_set_log_fn(dax, log_as_ours);
			rc = daxctl_set_root(dax, root_prefix(ctx->root));
			if (rc)
				daxctl_unref(dax);
		}
		if (rc) {
			errno = -rc;
			return NULL;
		}
		ctx->dax = dax;
	}
	daxctl_set_log_priority(ctx->dax, ctx->log.priority);
	return ctx->dax;
}

/* What libdaxctl knows at the place of the region is of one that had its name before. */
static void forget_predecessors(struct cxl_region *region)
{
	for (struct dev *dev = cxl_region_get_ctx(region)->removed; dev; dev = dev->next_removed)
		if (dev->class == &cxl_region_class && dev->id == region->dev.id)
			cxl_region_release_dax(to_region(dev));
}

void cxl_release_dax(struct cxl_ctx *ctx)
{
	daxctl_unref(ctx->dax);
}

CXL_EXPORT struct daxctl_region *cxl_region_get_daxctl_region(struct cxl_region *region)
{
	struct cxl_ctx *ctx = cxl_region_get_ctx(region);
	const char *folder = dev_target(&region->dev);
	struct daxctl_ctx *dax;
	char path[PATH_MAX];
	uuid_t uuid;

	errno = 0;
	if (!folder)
		return NULL;
	/* Not until the region is enabled, and not for persistent memory. */
	if (path_format(path, sizeof(path), "%s/dax_region%d", folder, region->dev.id) ||
	    !root_exists(ctx->root, path)) {
		errno = 0;
		return NULL;
	}
	if (region->dax)
		return region->dax;
	dax = dax_ctx(ctx);
	if (!dax)
		return NULL;
	forget_predecessors(region);
	cxl_region_get_uuid(region, uuid);
	region->dax = daxctl_new_region(dax, region->dev.id, uuid, path);
	return region->dax;
}
