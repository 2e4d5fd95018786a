// SPDX-License-Identifier: LGPL-2.1-or-later
/* CXL roots (rootN), and which memdevs hang below each. */
#include <string.h>

#include "lib/cxl/internal.h"

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
