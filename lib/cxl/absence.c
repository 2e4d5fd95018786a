// SPDX-License-Identifier: LGPL-2.1-or-later
/* Why a machine shows no memory devices: what the kernel and its PCI bus say. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/parse.h"
#include "lib/cxl/internal.h"

#define PCI_BUS		"pci"
#define ACPI_ROOT	"ACPI0017"	/* the CXL root of firmware (ACPI id registry) */
#define PCI_CLASS_CXL	0x0502	/* memory controller, CXL (PCI code and ID assignment) */

#define CXL_DRIVER_ACPI	"cxl_acpi"
#define CXL_DRIVER_PCI	"cxl_pci"

struct census {
	struct cxl_ctx *ctx;
	char **unbound;		/* names of functions that cxl_pci does not drive */
	size_t nr;
	size_t taken;		/* of them, those that another driver has */
	size_t bound;		/* functions that cxl_pci drives */
};

static int add_name(struct census *census, const char *name)
{
	char **grown = reallocarray(census->unbound, census->nr + 1, sizeof(*grown));

	if (!grown)
		return -ENOMEM;
	census->unbound = grown;
	grown[census->nr] = strdup(name);
	if (!grown[census->nr])
		return -ENOMEM;
	census->nr++;
	return 0;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in their order, as many as fit; frees them. */
static void join_names(struct census *census, char *buf, size_t room)
{
	size_t used = 0, len;

	if (census->nr)
		qsort(census->unbound, census->nr, sizeof(*census->unbound), compare_names);
	for (size_t i = 0; i < census->nr; i++) {
		len = strlen(census->unbound[i]);
		if (used + len + 2 <= room) {
			if (used)
				buf[used++] = ' ';
			memcpy(buf + used, census->unbound[i], len + 1);
			used += len;
		}
		free(census->unbound[i]);
	}
	free(census->unbound);
}

/* The driver that the link of a function names: "" if it has none. */
static void driver_of(struct cxl_ctx *ctx, const char *name, char *driver, size_t len)
{
	char path[PATH_MAX], link[PATH_MAX];

	if (path_format(path, sizeof(path), ROOT_BUS_DEVICES "/%s/driver", PCI_BUS, name) ||
	    root_readlink(ctx->root, path, link, sizeof(link)) < 0 ||
	    path_format(driver, len, "%s", path_name(link)))
		driver[0] = '\0';
}

static int count_function(const char *name, void *data)
{
	char path[PATH_MAX], text[32], driver[64], both[NAME_MAX + sizeof(driver) + 4];
	struct census *census = data;
	unsigned long long class;

	if (path_format(path, sizeof(path), ROOT_BUS_DEVICES "/%s/class", PCI_BUS, name) ||
	    root_read(census->ctx->root, path, text, sizeof(text)) < 0 ||
	    parse_u64(text, &class) || class >> 8 != PCI_CLASS_CXL)
		return 0;
	driver_of(census->ctx, name, driver, sizeof(driver));
	if (!driver[0])
		return add_name(census, name);
	if (!strcmp(driver, CXL_DRIVER_PCI)) {
		census->bound++;
		return 0;
	}
	census->taken++;
	return path_format(both, sizeof(both), "%s(%s)", name, driver) ? 0 :
									  add_name(census, both);
}

static bool exists(struct cxl_ctx *ctx, const char *bus, const char *below)
{
	char path[64];

	return !path_format(path, sizeof(path), ROOT_BUS "%s", bus, below) &&
	       root_exists(ctx->root, path);
}

CXL_EXPORT bool cxl_driver_exists(struct cxl_ctx *ctx, const char *name)
{
	static const struct {
		const char *bus, *name;
	} drivers[] = {
		{ "platform", CXL_DRIVER_ACPI }, { PCI_BUS, CXL_DRIVER_PCI },
		{ CXL_BUS, "cxl_port" }, { CXL_BUS, "cxl_mem" }, { CXL_BUS, "cxl_region" },
	};
	char path[128];

	for (size_t i = 0; ctx && i < ARRAY_SIZE(drivers); i++)
		if (!strcmp(drivers[i].name, name))
			return !path_format(path, sizeof(path), ROOT_BUS_DRIVER, drivers[i].bus,
					    name) &&
			       root_exists(ctx->root, path);
	return false;
}

CXL_EXPORT enum cxl_absence cxl_get_absence(struct cxl_ctx *ctx, char *buf, size_t len)
{
	struct census census = { .ctx = ctx };
	char path[64];

	if (buf && len)
		buf[0] = '\0';
	if (cxl_memdev_get_first(ctx))
		return CXL_ABSENCE_NONE;
	if (!path_format(path, sizeof(path), ROOT_BUS_DEVICES, PCI_BUS) &&
	    root_list(ctx->root, path, count_function, &census))
		log_info(&ctx->log, "cannot look for CXL devices in %s", path);
	join_names(&census, buf, buf ? len : 0);
	if (census.nr && census.taken == census.nr)
		return CXL_ABSENCE_OTHER_DRIVER;
	if (census.nr)
		return cxl_driver_exists(ctx, CXL_DRIVER_PCI) ? CXL_ABSENCE_NOT_BOUND :
								CXL_ABSENCE_NO_DRIVER;
	if (!exists(ctx, CXL_BUS, ""))
		return CXL_ABSENCE_NO_BUS;
	return census.bound ? CXL_ABSENCE_NO_MEMDEV : CXL_ABSENCE_NO_DEVICE;
}

static int find_acpi_root(const char *name, void *data)
{
	(void)data;
	return !strncmp(name, ACPI_ROOT ":", strlen(ACPI_ROOT ":"));
}

CXL_EXPORT enum cxl_absence cxl_get_bus_absence(struct cxl_ctx *ctx)
{
	char path[64];

	if (cxl_bus_get_first(ctx))
		return CXL_ABSENCE_NONE;
	if (!exists(ctx, CXL_BUS, ""))
		return CXL_ABSENCE_NO_BUS;
	if (path_format(path, sizeof(path), ROOT_BUS_DEVICES, "acpi") ||
	    root_list(ctx->root, path, find_acpi_root, NULL) != 1)
		return CXL_ABSENCE_NO_DEVICE;
	return cxl_driver_exists(ctx, CXL_DRIVER_ACPI) ? CXL_ABSENCE_NOT_BOUND :
							 CXL_ABSENCE_NO_DRIVER;
}
