// SPDX-License-Identifier: LGPL-2.1-or-later
/* Why a machine shows no memory devices: what the kernel and its PCI bus say. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../util/parse.h"
#include "internal.h"

#define PCI_BUS		"pci"
#define PCI_CLASS_CXL	0x0502	/* memory controller, CXL (PCI code and ID assignment) */

struct census {
	struct cxl_ctx *ctx;
	char **unbound;		/* names of functions that cxl_pci does not drive */
	size_t nr;
	size_t taken;		/* of them, those that another driver has */
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

static bool has_other_driver(struct cxl_ctx *ctx, const char *name)
{
	char path[PATH_MAX], driver[PATH_MAX];

	return !path_format(path, sizeof(path), ROOT_BUS_DEVICES "/%s/driver", PCI_BUS, name) &&
	       root_readlink(ctx->root, path, driver, sizeof(driver)) > 0 &&
	       strcmp(path_name(driver), "cxl_pci") != 0;
}

static bool is_bound(struct cxl_ctx *ctx, const char *name)
{
	char path[PATH_MAX];

	return !path_format(path, sizeof(path), ROOT_BUS_DEVICES "/%s/driver", PCI_BUS, name) &&
	       root_exists(ctx->root, path);
}

static int count_unbound(const char *name, void *data)
{
	char path[PATH_MAX], text[32];
	struct census *census = data;
	unsigned long long class;
	bool taken;

	if (path_format(path, sizeof(path), ROOT_BUS_DEVICES "/%s/class", PCI_BUS, name) ||
	    root_read(census->ctx->root, path, text, sizeof(text)) < 0 ||
	    parse_u64(text, &class) || class >> 8 != PCI_CLASS_CXL)
		return 0;
	taken = has_other_driver(census->ctx, name);
	census->taken += taken;
	return taken || !is_bound(census->ctx, name) ? add_name(census, name) : 0;
}

static bool exists(struct cxl_ctx *ctx, const char *bus, const char *below)
{
	char path[64];

	return !path_format(path, sizeof(path), ROOT_BUS "%s", bus, below) &&
	       root_exists(ctx->root, path);
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
	    root_list(ctx->root, path, count_unbound, &census))
		log_info(&ctx->log, "cannot look for CXL devices in %s", path);
	join_names(&census, buf, buf ? len : 0);
	if (census.nr && census.taken == census.nr)
		return CXL_ABSENCE_OTHER_DRIVER;
	if (census.nr)
		return exists(ctx, PCI_BUS, "/drivers/cxl_pci") ? CXL_ABSENCE_NOT_BOUND :
						       CXL_ABSENCE_NO_DRIVER;
	return exists(ctx, CXL_BUS, "") ? CXL_ABSENCE_NO_DEVICE : CXL_ABSENCE_NO_BUS;
}
