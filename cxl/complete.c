// SPDX-License-Identifier: GPL-2.0-or-later
/* Completion: the names of the objects that there are, and of columns. */
#include <cxl/libcxl.h>
#include <limits.h>
#include <stdio.h>
#include <syslog.h>

#include "cxl/complete.h"
#include "cxl/list/format.h"

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
	emit("all", "every bus");
}

/* Types stand for all ports (decoders) of a sort. */
static void complete_types(emit_name emit, const char *what)
{
	static const char *const types[] = { "root", "switch", "endpoint" };

	for (size_t i = 0; i < ARRAY_SIZE(types); i++)
		emit(types[i], what);
}

/* To find out the host of a port costs a look: not at thousands of endpoints. */
static void complete_one_port(struct cxl_port *port, emit_name emit)
{
	const char *host = cxl_port_is_endpoint(port) ? "endpoint" : cxl_port_get_host(port);

	emit(cxl_port_get_devname(port), host ? host : "port");
}

static void complete_port(enum word_kind kind, struct cxl_port *port, emit_name emit)
{
	struct cxl_endpoint *endpoint;
	struct cxl_decoder *decoder;
	struct cxl_region *region;

	if (kind == WORD_PORT || (kind == WORD_PORT_BELOW && cxl_port_is_switch(port)))
		complete_one_port(port, emit);
	if (kind == WORD_DECODER || kind == WORD_REGION)
		cxl_decoder_foreach(port, decoder) {
			if (kind == WORD_DECODER)
				emit(cxl_decoder_get_devname(decoder), cxl_port_get_devname(port));
			else
				cxl_region_foreach(decoder, region)
					emit(cxl_region_get_devname(region),
					     cxl_decoder_get_devname(decoder));
		}
	/* As deep as ports are; an endpoint has none below it. */
	cxl_endpoint_foreach(port, endpoint) {
		if (kind == WORD_ENDPOINT)
			emit(cxl_endpoint_get_devname(endpoint), cxl_port_get_devname(port));
		else if (kind != WORD_REGION)
			complete_port(kind, cxl_endpoint_get_port(endpoint), emit);
	}
}

static void complete_topology(enum word_kind kind, struct cxl_ctx *ctx, emit_name emit)
{
	struct cxl_port *port;
	struct cxl_bus *bus;

	cxl_bus_foreach(ctx, bus) {
		complete_port(kind, cxl_bus_get_port(bus), emit);
		cxl_port_foreach_all(cxl_bus_get_port(bus), port)
			complete_port(kind, port, emit);
	}
	if (kind == WORD_PORT)
		complete_types(emit, "every port of that type");
	if (kind == WORD_DECODER)
		complete_types(emit, "every decoder of such a port");
	emit("all", "every one");
}

void complete_names(enum word_kind kind, const char *typed, emit_name emit)
{
	const struct tables tables = list_tables(NULL);
	struct cxl_ctx *ctx;

	(void)typed;
	if (kind == WORD_COLUMN) {
		tables_complete(&tables, emit);
		return;
	}
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
	else
		complete_topology(kind, ctx, emit);
	cxl_unref(ctx);
}
