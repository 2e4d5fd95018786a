// SPDX-License-Identifier: LGPL-2.1-or-later
/* Every answer across types: which memdev, endpoint, bus or region belongs to which object. */
#include <string.h>

#include "lib/cxl/internal.h"

CXL_EXPORT struct cxl_memdev *cxl_endpoint_get_memdev(struct cxl_endpoint *endpoint)
{
	const char *host;

	if (!cxl_endpoint_is_enabled(endpoint))
		return NULL;
	host = cxl_endpoint_get_host(endpoint);
	return host ? cxl_memdev_get_by_name(endpoint->port.ctx, host) : NULL;
}

/* For all memdevs at once: each of them would have to look at all endpoints. */
static void load_endpoints(struct cxl_ctx *ctx)
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
	load_endpoints(memdev->ctx);
	return memdev->endpoint;
}

/* Is @path below @folder, both canonical? */
static bool is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return !strncmp(path, folder, len) && path[len] == '/';
}

CXL_EXPORT bool cxl_dport_maps_memdev(struct cxl_dport *dport, struct cxl_memdev *memdev)
{
	const char *path = dev_target(&memdev->dev);

	return path && is_below(path, cxl_dport_physical_path(dport));
}

CXL_EXPORT struct cxl_dport *cxl_port_get_dport_by_memdev(struct cxl_port *port,
							  struct cxl_memdev *memdev)
{
	struct cxl_dport *dport;

	cxl_dport_foreach(port, dport)
		if (cxl_dport_maps_memdev(dport, memdev))
			return dport;
	return NULL;
}

CXL_EXPORT bool cxl_target_maps_memdev(struct cxl_target *target, struct cxl_memdev *memdev)
{
	return cxl_dport_maps_memdev(target->dport, memdev);
}

CXL_EXPORT struct cxl_target *cxl_decoder_get_target_by_memdev(struct cxl_decoder *decoder,
							       struct cxl_memdev *memdev)
{
	struct cxl_target *target;

	cxl_target_foreach(decoder, target)
		if (cxl_target_maps_memdev(target, memdev))
			return target;
	return NULL;
}

CXL_EXPORT bool cxl_bus_hosts_memdev(struct cxl_bus *bus, struct cxl_memdev *memdev)
{
	return cxl_port_get_dport_by_memdev(&bus->port, memdev);
}

CXL_EXPORT struct cxl_bus *cxl_memdev_get_bus(struct cxl_memdev *memdev)
{
	struct cxl_endpoint *endpoint = cxl_memdev_get_endpoint(memdev);
	struct cxl_bus *bus;

	if (endpoint && cxl_endpoint_is_enabled(endpoint))
		return cxl_endpoint_get_bus(endpoint);
	if (!cxl_memdev_is_enabled(memdev))
		return NULL;
	/* Without an endpoint: by the host bridge that it is below. */
	cxl_bus_foreach(memdev->ctx, bus)
		if (cxl_bus_hosts_memdev(bus, memdev))
			return bus;
	return NULL;
}

CXL_EXPORT bool cxl_port_hosts_memdev(struct cxl_port *port, struct cxl_memdev *memdev)
{
	struct cxl_endpoint *endpoint = cxl_memdev_get_endpoint(memdev);
	struct cxl_port *above = endpoint ? &endpoint->port : NULL;

	while (above && above != port)
		above = above->parent;
	return above;
}

/* Also without endpoints: newer kernels make ports only when a memdev is probed. */
CXL_EXPORT bool cxl_memdev_is_port_ancestor(struct cxl_memdev *memdev, struct cxl_port *port)
{
	const char *path = dev_target(&memdev->dev), *host = cxl_port_get_host(port);
	const char *end;
	size_t len;

	if (!path || !host || !host[0])
		return false;
	/* The last component is the memdev itself, which is no host of its own. */
	end = strrchr(path, '/');
	for (len = strlen(host); path < end; path++)
		if (path[0] == '/' && !strncmp(path + 1, host, len) && path[len + 1] == '/')
			return true;
	return false;
}

CXL_EXPORT struct cxl_memdev *cxl_decoder_get_memdev(struct cxl_decoder *decoder)
{
	struct cxl_endpoint *endpoint = cxl_port_to_endpoint(decoder->port);

	return endpoint ? cxl_endpoint_get_memdev(endpoint) : NULL;
}

CXL_EXPORT struct cxl_region *cxl_decoder_get_region(struct cxl_decoder *decoder)
{
	char name[64];
	ssize_t len;

	if (decoder->port->type == CXL_PORT_ROOT)
		return NULL;
	/* Not a row: it is read at each call, because it changes with every commit. */
	len = dev_read(&decoder->dev, "region", name, sizeof(name));
	if (len < 0)
		read_error_note(&decoder->dev.log->read_error, "region", len);
	if (len <= 0)
		return NULL;
	return cxl_region_by_name(decoder->port->ctx, name);
}

CXL_EXPORT bool cxl_region_qos_class_mismatch(struct cxl_region *region)
{
	int wanted = cxl_root_decoder_get_qos_class(region->decoder);
	enum cxl_decoder_mode mode = cxl_region_get_mode(region);
	struct cxl_memdev_mapping *mapping;

	if (mode == CXL_DECODER_MODE_NONE)
		return false;
	cxl_mapping_foreach(region, mapping) {
		struct cxl_memdev *memdev = cxl_decoder_get_memdev(mapping->decoder);

		if (memdev && wanted != (mode == CXL_DECODER_MODE_PMEM ?
						 cxl_memdev_get_pmem_qos_class(memdev) :
						 cxl_memdev_get_ram_qos_class(memdev)))
			return true;
	}
	return false;
}
