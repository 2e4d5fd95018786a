// SPDX-License-Identifier: GPL-2.0-or-later
/* The cxl tool: its table of commands, and the names of its objects. */
#include <cxl/libcxl.h>
#include <limits.h>
#include <stdio.h>
#include <syslog.h>

#include "commands.h"
#include "config.h"

typedef void (*emit_name)(const char *name, const char *what);

static void complete_memdevs(struct cxl_ctx *ctx, emit_name emit)
{
	struct cxl_memdev *memdev;

	cxl_memdev_foreach(ctx, memdev)
		emit(cxl_memdev_get_devname(memdev), "memory device");
	emit("all", "every memory device");
}

static void complete_serials(struct cxl_ctx *ctx, emit_name emit)
{
	struct cxl_memdev *memdev;
	char text[32];

	cxl_memdev_foreach(ctx, memdev) {
		unsigned long long serial = cxl_memdev_get_serial(memdev);

		if (serial == ULLONG_MAX)
			continue;
		snprintf(text, sizeof(text), "%#llx", serial);
		emit(text, cxl_memdev_get_devname(memdev));
	}
}

static void complete_buses(struct cxl_ctx *ctx, emit_name emit)
{
	struct cxl_bus *bus;

	cxl_bus_foreach(ctx, bus)
		emit(cxl_bus_get_devname(bus), cxl_bus_get_provider(bus));
}

static void complete(enum word_kind kind, const char *typed, emit_name emit)
{
	struct cxl_ctx *ctx;

	(void)typed;
	if (cxl_new(&ctx))
		return;
	cxl_set_log_priority(ctx, LOG_EMERG);
	/* Whoever pressed TAB is waiting. */
	cxl_set_wait(ctx, false);
	if (kind == WORD_MEMDEV)
		complete_memdevs(ctx, emit);
	else if (kind == WORD_SERIAL)
		complete_serials(ctx, emit);
	else if (kind == WORD_BUS)
		complete_buses(ctx, emit);
	cxl_unref(ctx);
}

int main(int argc, char **argv)
{
	const struct tool tool = {
		.name = "cxl",
		.summary = "Manage Compute Express Link (CXL) memory",
		.version = API_LEVEL,
		.commands = cxl_commands,
		.nr_commands = nr_cxl_commands,
		.complete = complete,
	};

	return tool_main(&tool, argc, argv);
}
