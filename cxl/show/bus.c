// SPDX-License-Identifier: GPL-2.0-or-later
/* What is shown of a bus: few things, and hardly an attribute among them. */
#include <cxl/libcxl.h>

#include "cxl/show/show.h"

static bool show_devname(void *bus, struct value *value)
{
	return value_str(value, cxl_bus_get_devname(bus));
}

static bool show_provider(void *bus, struct value *value)
{
	return value_str(value, cxl_bus_get_provider(bus));
}

static bool show_protocol_errors(void *bus, struct value *value)
{
	static const char *texts[8];
	struct cxl_ctx *ctx = cxl_bus_get_ctx(bus);
	struct cxl_protocol_error *perror;
	size_t nr = 0;

	if (!cxl_debugfs_exists(ctx))
		return false;
	cxl_protocol_error_foreach(ctx, perror)
		if (nr < ARRAY_SIZE(texts) - 1)
			texts[nr++] = cxl_protocol_error_get_str(perror);
	texts[nr] = NULL;
	value->texts = texts;
	return true;
}

static bool show_nr_dports(void *bus, struct value *value)
{
	value->num = cxl_port_get_nr_dports(cxl_bus_get_port(bus));
	value->where = value->num ? SHOW_EVERYWHERE : SHOW_NOT_NESTED;
	return true;
}

static const struct show_row rows[] = {
	{ "bus", SHOW_text, .get = show_devname, .in = SHOW_IN_NESTED },
	{ "provider", SHOW_text, .get = show_provider, COLUMN(2, NULL) },
	{ "injectable_protocol_errors", SHOW_texts, .get = show_protocol_errors,
	  SPARE(4, "INJECTABLE") },
	{ "nr_dports", SHOW_dec, .get = show_nr_dports, COLUMN(3, "DPORTS"), .in = SHOW_IN_FULL },
};

static bool bus_present(void *bus)
{
	return cxl_port_is_present(cxl_bus_get_port(bus));
}

static const char *bus_name(void *bus)
{
	return cxl_bus_get_devname(bus);
}

const struct show_type bus_type = {
	.name = "bus",
	.rows = rows,
	.nr = ARRAY_SIZE(rows),
	.label = bus_name,
	.present = bus_present,
	.sorted = true,
	.name_column = { .place = 1 },
};
