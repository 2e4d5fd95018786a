// SPDX-License-Identifier: LGPL-2.1-or-later
/* CXL roots (rootN), and which memdevs hang below each. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "../util/parse.h"
#include "internal.h"

struct cxl_bus {
	struct dev dev;
	struct cxl_ctx *ctx;
	char *provider;
};

static struct cxl_bus *to_bus(struct dev *dev)
{
	return dev ? container_of(dev, struct cxl_bus, dev) : NULL;
}

static void bus_release(struct dev *dev)
{
	free(to_bus(dev)->provider);
}

static const struct dev_class bus_class = {
	.bus = CXL_BUS,
	.prefix = "root",
	.size = sizeof(struct cxl_bus),
	.release = bus_release,
};

CXL_EXPORT struct cxl_bus *cxl_bus_get_first(struct cxl_ctx *ctx)
{
	struct dev_list *list = &ctx->buses;
	int rc = 0;

	if (!list->scanned) {
		rc = cxl_scan(ctx, list, &bus_class);
		for (unsigned int i = 0; i < list->nr; i++)
			to_bus(list->devs[i])->ctx = ctx;
	}
	if (!list->nr)
		errno = -rc;
	return to_bus(dev_list_at(list, 0));
}

CXL_EXPORT struct cxl_bus *cxl_bus_get_next(struct cxl_bus *bus)
{
	return to_bus(dev_list_at(&bus->ctx->buses, bus->dev.index + 1));
}

CXL_EXPORT struct cxl_ctx *cxl_bus_get_ctx(struct cxl_bus *bus)
{
	return bus->ctx;
}

CXL_EXPORT const char *cxl_bus_get_devname(struct cxl_bus *bus)
{
	return bus->dev.name;
}

CXL_EXPORT int cxl_bus_get_id(struct cxl_bus *bus)
{
	return bus->dev.id;
}

CXL_EXPORT const char *cxl_bus_get_provider(struct cxl_bus *bus)
{
	char path[PATH_MAX], host[PATH_MAX];
	const char *name;

	if (bus->provider)
		return bus->provider;
	if (dev_path(&bus->dev, "uport", path, sizeof(path)) ||
	    root_resolve(bus->dev.root, path, host, sizeof(host)))
		return bus->dev.name;
	name = path_name(host);
	if (!strcmp(name, "ACPI0017:00"))
		name = "ACPI.CXL";
	else if (!strcmp(name, "cxl_acpi.0"))
		name = "cxl_test";
	bus->provider = strdup(name);
	return bus->provider ? bus->provider : bus->dev.name;
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

static bool path_is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return !strncmp(path, folder, len) && path[len] == '/';
}

struct search {
	struct cxl_bus *bus;
	const char *memdev;	/* canonical path of the memdev */
};

/* Is the memdev below the host bridge that a dport link of the root leads to? */
static int dport_leads_to(const char *name, void *data)
{
	char link[PATH_MAX], path[PATH_MAX], folder[PATH_MAX];
	const struct search *search = data;
	int id;

	if (parse_id(name, "dport", &id) ||
	    dev_path(&search->bus->dev, name, link, sizeof(link)))
		return 0;
	/* An ACPI host bridge is another device than the PCI bus it stands for. */
	if (path_format(path, sizeof(path), "%s/physical_node", link))
		return 0;
	if (root_resolve(search->bus->dev.root, path, folder, sizeof(folder)) &&
	    root_resolve(search->bus->dev.root, link, folder, sizeof(folder)))
		return 0;
	return path_is_below(search->memdev, folder);
}

CXL_EXPORT bool cxl_bus_hosts_memdev(struct cxl_bus *bus, struct cxl_memdev *memdev)
{
	struct search search = { .bus = bus, .memdev = dev_target(&memdev->dev) };

	return search.memdev &&
	       root_list(bus->dev.root, bus->dev.path, dport_leads_to, &search) == 1;
}

CXL_EXPORT struct cxl_bus *cxl_memdev_get_bus(struct cxl_memdev *memdev)
{
	struct cxl_bus *bus;

	if (!cxl_memdev_is_enabled(memdev))
		return NULL;
	cxl_bus_foreach(memdev->ctx, bus)
		if (cxl_bus_hosts_memdev(bus, memdev))
			return bus;
	return NULL;
}
