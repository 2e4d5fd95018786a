// SPDX-License-Identifier: LGPL-2.1-or-later
/* CXL roots (rootN), and which memdevs hang below each. */
#include <errno.h>
#include <string.h>

#include "lib/cxl/topology.h"

static void bus_release(struct dev *dev)
{
	free(to_bus(to_port(dev))->provider);
	cxl_port_release(dev);
}

const struct dev_class cxl_bus_class = {
	.bus = CXL_BUS,
	.prefix = "root",
	.size = sizeof(struct cxl_bus),
	.rows = cxl_port_rows,
	.nr_rows = NR_PORT_ATTRS,
	.release = bus_release,
};

const struct dev_list *cxl_buses(struct cxl_ctx *ctx)
{
	struct dev_list *list = &ctx->buses;
	int rc = 0;

	if (!list->scanned) {
		rc = cxl_scan(ctx, list, &cxl_bus_class);
		for (unsigned int i = 0; i < list->nr; i++)
			to_port(list->devs[i])->ctx = ctx;
	}
	if (!list->nr)
		errno = -rc;
	return list;
}

CXL_EXPORT struct cxl_bus *cxl_bus_get_first(struct cxl_ctx *ctx)
{
	return to_bus(to_port(dev_list_at(cxl_buses(ctx), 0)));
}

CXL_EXPORT struct cxl_bus *cxl_bus_get_next(struct cxl_bus *bus)
{
	struct cxl_port *port = &bus->port;

	return to_bus(to_port(dev_list_after(&port->ctx->buses, &port->dev)));
}

CXL_EXPORT struct cxl_port *cxl_bus_get_port(struct cxl_bus *bus)
{
	return &bus->port;
}

CXL_EXPORT struct cxl_ctx *cxl_bus_get_ctx(struct cxl_bus *bus)
{
	return bus->port.ctx;
}

CXL_EXPORT const char *cxl_bus_get_devname(struct cxl_bus *bus)
{
	return bus->port.dev.name;
}

CXL_EXPORT int cxl_bus_get_id(struct cxl_bus *bus)
{
	return bus->port.dev.id;
}

CXL_EXPORT const char *cxl_bus_get_provider(struct cxl_bus *bus)
{
	const char *name;

	if (bus->provider)
		return bus->provider;
	name = cxl_port_get_host(&bus->port);
	if (!name)
		return bus->port.dev.name;
	if (!strcmp(name, "ACPI0017:00"))
		name = "ACPI.CXL";
	else if (!strcmp(name, "cxl_acpi.0"))
		name = "cxl_test";
	bus->provider = strdup(name);
	return bus->provider ? bus->provider : bus->port.dev.name;
}

CXL_EXPORT struct cxl_bus *cxl_bus_get_by_provider(struct cxl_ctx *ctx, const char *provider)
{
	struct cxl_bus *bus;

	if (!provider)
		return NULL;
	cxl_bus_foreach(ctx, bus)
		if (!strcmp(cxl_bus_get_provider(bus), provider))
			return bus;
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
