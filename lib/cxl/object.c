// SPDX-License-Identifier: LGPL-2.1-or-later
/* The objects of the library: their attributes, and what is freed with them. */
#include <stdlib.h>

#include "lib/cxl/object.h"
#include "lib/daxctl/libdaxctl.h"

static const struct attr_row memdev_rows[] = {
#define ATTR_RAW(kind, name, path)	{ path, KIND_##kind },
#include "lib/cxl/attrs/memdev.def"
};

static void memdev_release(struct dev *dev)
{
	struct cxl_memdev *memdev = to_memdev(dev);

	free(memdev->commands);
	free(memdev->fwctl);
	free(memdev->host);
}

const struct dev_class cxl_memdev_class = {
	.bus = CXL_BUS,
	.prefix = "mem",
	.size = sizeof(struct cxl_memdev),
	.rows = memdev_rows,
	.nr_rows = ARRAY_SIZE(memdev_rows),
	.release = memdev_release,
};

static const struct attr_row port_rows[] = {
#define ATTR_RAW(kind, name, path)	{ path, KIND_##kind },
#include "lib/cxl/attrs/port.def"
};

void cxl_port_release_dports(struct cxl_port *port)
{
	for (unsigned int i = 0; i < port->nr_dports; i++) {
		free(port->dports[i].path);
		free(port->dports[i].physical_node);
		free(port->dports[i].firmware_node);
	}
	free(port->dports);
	free(port->dports_by_path);
	port->dports = NULL;
	port->dports_by_path = NULL;
	port->nr_dports = 0;
	port->dports_known = port->dports_stale = false;
}

static void port_release(struct dev *dev)
{
	struct cxl_port *port = to_port(dev);

	cxl_port_release_dports(port);
	free(port->host);
}

const struct dev_class cxl_switch_class = {
	.bus = CXL_BUS,
	.prefix = "port",
	.size = sizeof(struct cxl_port),
	.rows = port_rows,
	.nr_rows = ARRAY_SIZE(port_rows),
	.release = port_release,
};

const struct dev_class cxl_endpoint_class = {
	.bus = CXL_BUS,
	.prefix = "endpoint",
	.size = sizeof(struct cxl_endpoint),
	.rows = port_rows,
	.nr_rows = ARRAY_SIZE(port_rows),
	.release = port_release,
};

static void bus_release(struct dev *dev)
{
	free(to_bus(to_port(dev))->provider);
	port_release(dev);
}

const struct dev_class cxl_bus_class = {
	.bus = CXL_BUS,
	.prefix = "root",
	.size = sizeof(struct cxl_bus),
	.rows = port_rows,
	.nr_rows = ARRAY_SIZE(port_rows),
	.release = bus_release,
};

static const struct attr_row decoder_rows[] = {
#define ATTR_RAW(kind, name, path)	{ path, KIND_##kind },
#include "lib/cxl/attrs/decoder.def"
};

static void decoder_release(struct dev *dev)
{
	free(to_decoder(dev)->targets);
}

const struct dev_class cxl_decoder_class = {
	.bus = CXL_BUS,
	.prefix = "decoder",
	.owned = true,
	.size = sizeof(struct cxl_decoder),
	.rows = decoder_rows,
	.nr_rows = ARRAY_SIZE(decoder_rows),
	.release = decoder_release,
};

static const struct attr_row region_rows[] = {
#define ATTR_RAW(kind, name, path)	{ path, KIND_##kind },
#include "lib/cxl/attrs/region.def"
};

void cxl_region_release_dax(struct cxl_region *region)
{
	daxctl_region_unref(region->dax);
	region->dax = NULL;
}

static void region_release(struct dev *dev)
{
	free(to_region(dev)->mappings);
	cxl_region_release_dax(to_region(dev));
}

const struct dev_class cxl_region_class = {
	.bus = CXL_BUS,
	.prefix = "region",
	.size = sizeof(struct cxl_region),
	.rows = region_rows,
	.nr_rows = ARRAY_SIZE(region_rows),
	.release = region_release,
};
