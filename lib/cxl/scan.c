// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the kernel has: scanned and linked once, and again when that may have changed. */
#include <errno.h>

#include "lib/base/platform.h"
#include "lib/cxl/internal.h"

void cxl_settle(struct cxl_ctx *ctx)
{
	if (!ctx->no_wait)
		kernel_settle(ctx->root, CXL_BUS);
}

static int scan(struct cxl_ctx *ctx, struct dev_list *list, const struct dev_class *class)
{
	if (!ctx->settled && !ctx->no_wait) {
		cxl_settle(ctx);
		ctx->settled = true;
	}
	return dev_list_scan(list, class, ctx->root, &ctx->log);
}

/* The context's memdevs; when there are none, errno says whether one could look. */
const struct dev_list *cxl_memdevs(struct cxl_ctx *ctx)
{
	struct dev_list *list = &ctx->memdevs;
	int rc = 0;

	if (!list->scanned) {
		rc = scan(ctx, list, &cxl_memdev_class);
		for (unsigned int i = 0; i < list->nr; i++)
			to_memdev(list->devs[i])->ctx = ctx;
	}
	if (!list->nr)
		errno = -rc;
	return list;
}

const struct dev_list *cxl_buses(struct cxl_ctx *ctx)
{
	struct dev_list *list = &ctx->buses;
	int rc = 0;

	if (!list->scanned) {
		rc = scan(ctx, list, &cxl_bus_class);
		for (unsigned int i = 0; i < list->nr; i++)
			to_port(list->devs[i])->ctx = ctx;
	}
	if (!list->nr)
		errno = -rc;
	return list;
}

void cxl_topology_free(struct cxl_ctx *ctx)
{
	dev_list_free(&ctx->regions);
	dev_list_free(&ctx->decoders);
	dev_list_free(&ctx->endpoints);
	dev_list_free(&ctx->ports);
	ctx->regions_linked = false;
	ctx->endpoints_known = false;
}

static int scan_topology(struct cxl_ctx *ctx)
{
	const struct dev_scan scans[] = {
		{ &ctx->ports, &cxl_switch_class },
		{ &ctx->endpoints, &cxl_endpoint_class },
		{ &ctx->decoders, &cxl_decoder_class },
		{ &ctx->regions, &cxl_region_class },
	};
	int rc;

	/* Buses first: their look waits for probes, and they are the ground. */
	cxl_buses(ctx);
	if (!ctx->buses.scanned)
		return -errno;
	rc = dev_lists_scan(scans, ARRAY_SIZE(scans), ctx->root, &ctx->log);
	if (rc)
		return rc;
	rc = cxl_topology_link(ctx);
	if (rc)
		cxl_topology_free(ctx);
	return rc;
}

static int refresh(struct cxl_ctx *ctx)
{
	struct dev_list *const lists[] = {
		&ctx->buses, &ctx->ports, &ctx->endpoints, &ctx->decoders, &ctx->regions,
	};
	struct dev_list fresh[ARRAY_SIZE(lists)] = { 0 };
	const struct dev_scan scans[] = {
		{ &fresh[0], &cxl_bus_class },
		{ &fresh[1], &cxl_switch_class },
		{ &fresh[2], &cxl_endpoint_class },
		{ &fresh[3], &cxl_decoder_class },
		{ &fresh[4], &cxl_region_class },
	};
	int rc;

	cxl_settle(ctx);
	rc = dev_lists_scan(scans, ARRAY_SIZE(scans), ctx->root, &ctx->log);
	if (rc)
		return rc;
	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		dev_list_replace(lists[i], &fresh[i], &ctx->removed);
	for (unsigned int i = 0; i < ctx->buses.nr; i++)
		to_port(ctx->buses.devs[i])->ctx = ctx;
	cxl_topology_unlink(ctx);
	rc = cxl_topology_link(ctx);
	ctx->outdated = rc != 0;
	return rc;
}

int cxl_topology(struct cxl_ctx *ctx)
{
	int rc = 0;

	if (!ctx->decoders.scanned)
		rc = scan_topology(ctx);
	else if (ctx->outdated)
		rc = refresh(ctx);

	errno = -rc;
	return rc;
}

int cxl_topology_regions(struct cxl_ctx *ctx)
{
	int rc = cxl_topology(ctx);

	if (rc == 0 && !ctx->regions_linked)
		rc = cxl_regions_link(ctx);
	errno = -rc;
	return rc;
}

CXL_EXPORT struct cxl_decoder *cxl_decoder_get_by_name(struct cxl_ctx *ctx, const char *ident)
{
	struct cxl_decoder *decoder;

	if (!ident || cxl_topology(ctx))
		return NULL;
	decoder = to_decoder(dev_list_find_name(&ctx->decoders, ident));
	return decoder && decoder->port ? decoder : NULL;
}

struct cxl_region *cxl_region_by_name(struct cxl_ctx *ctx, const char *name)
{
	struct cxl_region *region;

	if (cxl_topology_regions(ctx))
		return NULL;
	region = to_region(dev_list_find_name(&ctx->regions, name));
	return region && region->decoder ? region : NULL;
}
