// SPDX-License-Identifier: LGPL-2.1-or-later
/* Regions come and go, and their driver. */
#include <errno.h>

#include "lib/base/dev-driver.h"
#include "lib/base/dev-write.h"
#include "lib/cxl/internal.h"

static const struct dev_driver region_driver = { "cxl_region", "cxl:t6" };

/* How often another process may take the name that we were offered. */
#define CREATE_TRIES 16

/* The kernel offers the next name, and takes that one only: 0, or a negative errno. */
static int create(struct cxl_decoder *decoder, const char *file, char *name, size_t room)
{
	struct cxl_ctx *ctx = decoder->port->ctx;
	int rc = -EBUSY;
	ssize_t len;

	for (int i = 0; rc == -EBUSY && i < CREATE_TRIES; i++) {
		len = dev_read(&decoder->dev, file, name, room);
		if (len == -ENOENT) {
			log_err(&ctx->log, "%s: has no %s: the window or this kernel is not for such "
				"regions", decoder->dev.name, file);
			return -EOPNOTSUPP;
		}
		if (len <= 0) {
			log_err(&ctx->log, "%s: cannot read %s: %s", decoder->dev.name, file,
				len ? strerror(-len) : "it is empty");
			return len ? len : -ENODATA;
		}
		rc = dev_write_text(&decoder->dev, file, "%s", name);
	}
	return rc;
}

static struct cxl_region *create_region(struct cxl_decoder *decoder, const char *file)
{
	struct cxl_ctx *ctx = decoder->port->ctx;
	struct cxl_region *region;
	char name[64];
	int rc;

	/* Before the kernel is asked: the new one must find its place among the others. */
	rc = cxl_topology_regions(ctx);
	if (rc == 0 && decoder->port->type != CXL_PORT_ROOT)
		rc = -EINVAL;
	if (rc == 0)
		rc = create(decoder, file, name, sizeof(name));
	if (rc) {
		errno = -rc;
		return NULL;
	}
	region = cxl_region_by_name(ctx, name);
	if (region)
		cxl_region_unlink(region);
	region = to_region(dev_list_add(&ctx->regions, &cxl_region_class, name, &decoder->dev,
					&ctx->removed));
	if (!region) {
		rc = errno;
		log_err(&ctx->log, "%s: made %s, and cannot use it: %s", decoder->dev.name, name,
			strerror(rc));
		if (dev_write_text(&decoder->dev, "delete_region", "%s", name))
			log_err(&ctx->log, "%s: %s stays", decoder->dev.name, name);
		errno = rc;
		return NULL;
	}
	region->decoder = decoder;
	cxl_region_link(region);
	return region;
}

CXL_EXPORT struct cxl_region *cxl_decoder_create_pmem_region(struct cxl_decoder *decoder)
{
	return create_region(decoder, "create_pmem_region");
}

CXL_EXPORT struct cxl_region *cxl_decoder_create_ram_region(struct cxl_decoder *decoder)
{
	return create_region(decoder, "create_ram_region");
}

CXL_EXPORT int cxl_region_delete(struct cxl_region *region)
{
	struct cxl_ctx *ctx = cxl_region_get_ctx(region);
	int rc = cxl_region_check_disabled(region, "delete it");

	if (rc)
		return rc;
	cxl_region_forget_paths(region);
	rc = dev_write_text(&region->decoder->dev, "delete_region", "%s", region->dev.name);
	if (rc)
		return rc;
	cxl_region_unlink(region);
	dev_list_remove(&ctx->regions, &region->dev, &ctx->removed);
	return 0;
}

CXL_EXPORT int cxl_region_enable(struct cxl_region *region)
{
	int rc = dev_bind(&region->dev, &region_driver);

	/* What is below it is probed now. */
	if (rc == 0)
		cxl_settle(cxl_region_get_ctx(region));
	cxl_region_changed(region);
	return rc;
}

CXL_EXPORT int cxl_region_disable(struct cxl_region *region)
{
	int rc;

	cxl_region_await_nvdimm(region);
	rc = dev_unbind(&region->dev);
	cxl_region_changed(region);
	return rc;
}
