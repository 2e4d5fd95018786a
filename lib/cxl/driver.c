// SPDX-License-Identifier: LGPL-2.1-or-later
/* Drivers of memdevs, ports and buses: bound and unbound. */
#include <errno.h>
#include <limits.h>

#include "lib/base/dev-driver.h"
#include "lib/base/dev-write.h"
#include "lib/cxl/internal.h"

/* CXL_DEVICE_* of the kernel's drivers/cxl/cxl.h. */
static const struct dev_driver memdev_driver = { "cxl_mem", "cxl:t5" };
static const struct dev_driver port_driver = { "cxl_port", "cxl:t3" };

CXL_EXPORT int cxl_memdev_enable(struct cxl_memdev *memdev)
{
	int rc;

	if (cxl_memdev_is_enabled(memdev))
		return 0;
	rc = dev_bind(&memdev->dev, &memdev_driver);
	/* Also after a failure: a probe that got half way may have made ports. */
	cxl_topology_outdated(memdev->ctx);
	return rc;
}

CXL_EXPORT int cxl_memdev_disable_invalidate(struct cxl_memdev *memdev)
{
	int rc;

	if (!cxl_memdev_is_enabled(memdev))
		return 0;
	rc = dev_unbind(&memdev->dev);
	cxl_topology_outdated(memdev->ctx);
	return rc;
}

CXL_EXPORT int cxl_port_enable(struct cxl_port *port)
{
	int rc;

	if (port->type == CXL_PORT_ROOT)
		return -EINVAL;
	if (cxl_port_is_enabled(port))
		return 0;
	rc = dev_bind(&port->dev, &port_driver);
	cxl_topology_outdated(port->ctx);
	return rc;
}

CXL_EXPORT int cxl_port_disable_invalidate(struct cxl_port *port)
{
	int rc;

	if (port->type == CXL_PORT_ROOT) {
		log_err(&port->ctx->log, "%s: a root has no driver of its own; disable the bus",
			port->dev.name);
		return -EINVAL;
	}
	if (!cxl_port_is_enabled(port))
		return 0;
	rc = dev_unbind(&port->dev);
	cxl_topology_outdated(port->ctx);
	return rc;
}

/* A root is there as long as its host's driver is bound, which is no driver of ours. */
CXL_EXPORT int cxl_bus_disable_invalidate(struct cxl_bus *bus)
{
	struct dev *dev = &bus->port.dev;
	struct cxl_ctx *ctx = bus->port.ctx;
	char host[PATH_MAX], path[PATH_MAX], name[NAME_MAX + 2];
	int rc;

	/* So that there is something to compare with afterwards. */
	rc = cxl_topology(ctx);
	if (rc == 0)
		rc = dev_resolve(dev, "uport", host, sizeof(host));
	if (rc == 0)
		rc = path_format(path, sizeof(path), "%s/driver/unbind", host);
	if (rc == 0)
		rc = path_format(name, sizeof(name), "%s\n", path_name(host));
	if (rc)
		return rc;
	rc = dev_write_path(dev, path, name);
	cxl_topology_outdated(ctx);
	if (rc)
		return rc;
	/* At once: the loop over buses asks nobody. */
	rc = cxl_topology(ctx);
	return rc == 0 && dev_is_present(dev) ? -EBUSY : rc;
}
