// SPDX-License-Identifier: LGPL-2.1-or-later
/* Ports: roots, switches and endpoints as what they have in common. */
#include <limits.h>
#include <string.h>

#include "lib/cxl/internal.h"

CXL_EXPORT struct cxl_port *cxl_port_get_first(struct cxl_port *parent)
{
	return cxl_topology(parent->ctx) ? NULL : parent->ports;
}

CXL_EXPORT struct cxl_port *cxl_port_get_next(struct cxl_port *port)
{
	/* Endpoints are chained too, but are no ports to this loop. */
	return port->type == CXL_PORT_SWITCH ? port->next : NULL;
}

CXL_EXPORT struct cxl_port *cxl_port_get_next_all(struct cxl_port *port,
						  const struct cxl_port *top)
{
	struct cxl_port *next = cxl_port_get_first(port);

	if (next)
		return next;
	while (port && port != top) {
		next = cxl_port_get_next(port);
		if (next)
			return next;
		port = port->parent;
	}
	return NULL;
}

CXL_EXPORT struct cxl_ctx *cxl_port_get_ctx(struct cxl_port *port)
{
	return port->ctx;
}

CXL_EXPORT const char *cxl_port_get_devname(struct cxl_port *port)
{
	return port->dev.name;
}

CXL_EXPORT int cxl_port_get_id(struct cxl_port *port)
{
	return port->dev.id;
}

CXL_EXPORT struct cxl_port *cxl_port_get_parent(struct cxl_port *port)
{
	return port->parent;
}

CXL_EXPORT int cxl_port_get_depth(struct cxl_port *port)
{
	return port->depth;
}

CXL_EXPORT bool cxl_port_is_root(struct cxl_port *port)
{
	return port->type == CXL_PORT_ROOT;
}

CXL_EXPORT bool cxl_port_is_switch(struct cxl_port *port)
{
	return port->type == CXL_PORT_SWITCH;
}

CXL_EXPORT bool cxl_port_is_endpoint(struct cxl_port *port)
{
	return port->type == CXL_PORT_ENDPOINT;
}

CXL_EXPORT struct cxl_bus *cxl_port_to_bus(struct cxl_port *port)
{
	return port->type == CXL_PORT_ROOT ? to_bus(port) : NULL;
}

CXL_EXPORT struct cxl_endpoint *cxl_port_to_endpoint(struct cxl_port *port)
{
	return port->type == CXL_PORT_ENDPOINT ? to_endpoint(port) : NULL;
}

CXL_EXPORT const char *cxl_port_get_host(struct cxl_port *port)
{
	char path[PATH_MAX];

	if (!port->host_known) {
		port->host_known = true;
		if (dev_resolve(&port->dev, "uport", path, sizeof(path)) == 0)
			port->host = strdup(path_name(path));
	}
	return port->host;
}

CXL_EXPORT int cxl_port_is_enabled(struct cxl_port *port)
{
	return dev_is_bound(&port->dev);
}

CXL_EXPORT bool cxl_port_is_present(struct cxl_port *port)
{
	return dev_is_present(&port->dev);
}

CXL_EXPORT struct cxl_bus *cxl_port_get_bus(struct cxl_port *port)
{
	/* A root has no driver of this kind. */
	if (port->type != CXL_PORT_ROOT && !cxl_port_is_enabled(port))
		return NULL;
	while (port->parent)
		port = port->parent;
	return cxl_port_to_bus(port);
}

CXL_EXPORT int cxl_port_decoders_committed(struct cxl_port *port)
{
	return attr_get_count(&port->dev, PORT_committed);
}

CXL_EXPORT struct cxl_dport *cxl_port_get_parent_dport(struct cxl_port *port)
{
	char path[PATH_MAX];

	/* What is directly below a root is a host bridge: it leads to itself. */
	if (port->depth <= 1)
		return NULL;
	if (!port->parent_dport_known) {
		port->parent_dport_known = true;
		if (dev_resolve(&port->dev, "parent_dport", path, sizeof(path)) == 0)
			port->parent_dport = cxl_port_dport_by_path(port->parent, path);
	}
	return port->parent_dport;
}
