// SPDX-License-Identifier: LGPL-2.1-or-later
/* Endpoints: the ports that memdevs are, and the memdevs that they are. */
#include <errno.h>
#include <string.h>

#include "lib/cxl/topology.h"

const struct dev_class cxl_endpoint_class = {
	.bus = CXL_BUS,
	.prefix = "endpoint",
	.size = sizeof(struct cxl_endpoint),
	.rows = cxl_port_rows,
	.nr_rows = NR_PORT_ATTRS,
	.release = cxl_port_release,
};

CXL_EXPORT struct cxl_endpoint *cxl_endpoint_get_first(struct cxl_port *parent)
{
	return cxl_topology(parent->ctx) ? NULL : to_endpoint(parent->endpoints);
}

CXL_EXPORT struct cxl_endpoint *cxl_endpoint_get_next(struct cxl_endpoint *endpoint)
{
	return to_endpoint(endpoint->port.next);
}

CXL_EXPORT struct cxl_ctx *cxl_endpoint_get_ctx(struct cxl_endpoint *endpoint)
{
	return endpoint->port.ctx;
}

CXL_EXPORT const char *cxl_endpoint_get_devname(struct cxl_endpoint *endpoint)
{
	return endpoint->port.dev.name;
}

CXL_EXPORT int cxl_endpoint_get_id(struct cxl_endpoint *endpoint)
{
	return endpoint->port.dev.id;
}

CXL_EXPORT struct cxl_port *cxl_endpoint_get_port(struct cxl_endpoint *endpoint)
{
	return &endpoint->port;
}

CXL_EXPORT struct cxl_port *cxl_endpoint_get_parent(struct cxl_endpoint *endpoint)
{
	return endpoint->port.parent;
}

CXL_EXPORT const char *cxl_endpoint_get_host(struct cxl_endpoint *endpoint)
{
	return cxl_port_get_host(&endpoint->port);
}

CXL_EXPORT int cxl_endpoint_is_enabled(struct cxl_endpoint *endpoint)
{
	return cxl_port_is_enabled(&endpoint->port);
}

CXL_EXPORT struct cxl_bus *cxl_endpoint_get_bus(struct cxl_endpoint *endpoint)
{
	return cxl_port_get_bus(&endpoint->port);
}

CXL_EXPORT struct cxl_memdev *cxl_endpoint_get_memdev(struct cxl_endpoint *endpoint)
{
	const char *host;

	if (!cxl_endpoint_is_enabled(endpoint))
		return NULL;
	host = cxl_endpoint_get_host(endpoint);
	return host ? cxl_memdev_get_by_name(endpoint->port.ctx, host) : NULL;
}

/* For all memdevs at once: each of them would have to look at all endpoints. */
static void learn_endpoints(struct cxl_ctx *ctx)
{
	struct cxl_endpoint *endpoint;
	struct cxl_memdev *memdev;
	const char *host;

	if (ctx->endpoints_known || cxl_topology(ctx))
		return;
	ctx->endpoints_known = true;
	cxl_memdev_foreach(ctx, memdev)
		memdev->endpoint = NULL;
	for (unsigned int i = 0; i < ctx->endpoints.nr; i++) {
		endpoint = to_endpoint(to_port(ctx->endpoints.devs[i]));
		host = endpoint->port.parent ? cxl_endpoint_get_host(endpoint) : NULL;
		memdev = host ? cxl_memdev_get_by_name(ctx, host) : NULL;
		if (memdev && !memdev->endpoint)
			memdev->endpoint = endpoint;
	}
}

CXL_EXPORT struct cxl_endpoint *cxl_memdev_get_endpoint(struct cxl_memdev *memdev)
{
	if (!cxl_memdev_is_enabled(memdev))
		return NULL;
	learn_endpoints(memdev->ctx);
	return memdev->endpoint;
}
