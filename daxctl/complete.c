// SPDX-License-Identifier: GPL-2.0-or-later
/* Completion: the names of the objects that there are, and of columns. */
#include <daxctl/libdaxctl.h>
#include <stdio.h>
#include <syslog.h>

#include "daxctl/complete.h"
#include "daxctl/list/list.h"

static void complete_regions(struct daxctl_ctx *ctx,
			     void (*emit)(const char *name, const char *what))
{
	struct daxctl_region *region;
	char name[32];

	daxctl_region_foreach(ctx, region) {
		snprintf(name, sizeof(name), "%d", daxctl_region_get_id(region));
		emit(name, daxctl_region_get_devname(region));
	}
	emit("all", "every region");
}

static void complete_devs(struct daxctl_ctx *ctx, void (*emit)(const char *name, const char *what))
{
	struct daxctl_region *region;
	struct daxctl_dev *dev;

	daxctl_region_foreach(ctx, region)
		daxctl_dev_foreach(region, dev)
			emit(daxctl_dev_get_devname(dev), daxctl_region_get_devname(region));
	emit("all", "every device");
}

void complete_names(enum word_kind kind, const char *typed,
		    void (*emit)(const char *name, const char *what))
{
	const struct tables tables = list_tables(NULL);
	struct daxctl_ctx *ctx;

	(void)typed;
	if (kind == WORD_COLUMN) {
		tables_complete(&tables, emit);
		return;
	}
	if (daxctl_new(&ctx))
		return;
	daxctl_set_log_priority(ctx, LOG_EMERG);
	if (kind == WORD_DAXREGION)
		complete_regions(ctx, emit);
	else
		complete_devs(ctx, emit);
	daxctl_unref(ctx);
}
