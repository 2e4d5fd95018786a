// SPDX-License-Identifier: GPL-2.0-or-later
/* What is shown of ports and endpoints (lib/cxl/attrs/port.def), and of dports. */
#include <cxl/libcxl.h>
#include <errno.h>
#include <stdlib.h>

#include "cxl/show/show.h"

static bool show_parent_dport(void *port, struct value *value)
{
	struct cxl_dport *dport = cxl_port_get_parent_dport(port);

	return dport && value_str(value, cxl_dport_get_devname(dport));
}

static bool show_state(void *port, struct value *value)
{
	value->text = "disabled";
	return !cxl_port_is_enabled(port);
}

static bool show_decoders_committed(void *port, struct value *value)
{
	value->num = cxl_port_decoders_committed(port);
	if (cxl_get_read_error(cxl_port_get_ctx(port), NULL) == -ENOENT)
		value->where = SHOW_NESTED_ONLY;
	return true;
}

static bool show_nr_dports(void *port, struct value *value)
{
	value->num = cxl_port_get_nr_dports(port);
	value->where = value->num ? SHOW_EVERYWHERE : SHOW_NOT_NESTED;
	return true;
}

#define GETTER(kind, name) \
	static bool show_##name(void *port, struct value *value) \
	{ \
		return value_##kind(value, cxl_port_get_##name(port)); \
	}
#define GETTER_str(name)	GETTER(str, name)
#define GETTER_num(name)	GETTER(num, name)
#define GETTER_hand(name)	/* above */

#define NAME(kind, name, key, format, ...)	GETTER_##kind(name)
#define FACT(kind, name, key, format, ...)	GETTER_##kind(name)
#include "lib/cxl/attrs/port.def"

#define ROW(name, key, format, ...)	{ key, SHOW_##format, .get = show_##name, __VA_ARGS__ },

static const struct show_row rows_of_port[] = {
#define PORT_KEY "port"
#define NAME(kind, name, key, format, ...)	ROW(name, key, format, .in = SHOW_IN_NESTED)
#define FACT(kind, name, key, format, ...)	ROW(name, key, format, __VA_ARGS__)
#include "lib/cxl/attrs/port.def"
	{ "nr_dports", SHOW_dec, .get = show_nr_dports, COLUMN(7, "DPORTS"), .in = SHOW_IN_FULL },
};

static const struct show_row rows_of_endpoint[] = {
#define PORT_KEY "endpoint"
#define NAME(kind, name, key, format, ...)	ROW(name, key, format, .in = SHOW_IN_NESTED)
#define FACT(kind, name, key, format, ...)	ROW(name, key, format, __VA_ARGS__)
#include "lib/cxl/attrs/port.def"
};

static bool port_present(void *port)
{
	return cxl_port_is_present(port);
}

static const char *port_name(void *port)
{
	return cxl_port_get_devname(port);
}

static const char *port_parent(void *port)
{
	struct cxl_port *parent = cxl_port_get_parent(port);

	return parent ? cxl_port_get_devname(parent) : NULL;
}

const struct show_type port_type = {
	.name = "port",
	.rows = rows_of_port,
	.nr = ARRAY_SIZE(rows_of_port),
	.label = port_name,
	.parent = port_parent,
	.present = port_present,
	.sorted = true,
	.name_column = { .place = 1 },
	.parent_column = { .place = 2 },
};

const struct show_type endpoint_type = {
	.name = "endpoint",
	.rows = rows_of_endpoint,
	.nr = ARRAY_SIZE(rows_of_endpoint),
	.label = port_name,
	.parent = port_parent,
	.present = port_present,
	.sorted = true,
	.name_column = { .place = 1 },
	.parent_column = { .place = 2 },
};

static bool show_dport(void *dport, struct value *value)
{
	return value_str(value, cxl_dport_get_devname(dport));
}

static bool show_dport_alias(void *dport, struct value *value)
{
	const char *node = cxl_dport_get_firmware_node(dport);

	return value_str(value, node ? node : cxl_dport_get_physical_node(dport));
}

static bool show_dport_id(void *dport, struct value *value)
{
	value->u64 = cxl_dport_get_id(dport);
	return true;
}

static bool show_injectable(void *dport, struct value *value)
{
	struct cxl_port *port = cxl_dport_get_port(dport);
	char *path;

	if (!cxl_debugfs_exists(cxl_port_get_ctx(port)))
		return false;
	path = cxl_dport_get_einj_path(dport);
	value->flag = path;
	free(path);
	return true;
}

static const struct show_row rows_of_dport[] = {
	{ "dport", SHOW_text, .get = show_dport, .in = SHOW_IN_NESTED },
	{ "alias", SHOW_text, .get = show_dport_alias, COLUMN(4, NULL) },
	{ "id", SHOW_hex, .get = show_dport_id, COLUMN(3, NULL) },
	{ "protocol_injectable", SHOW_flag, .get = show_injectable, SPARE(5, "INJECTABLE") },
};

static const char *dport_label(void *dport)
{
	return cxl_dport_get_devname(dport);
}

/* Not sorted: they stay in the order of ids. */
const struct show_type dport_type = {
	.name = "dport",
	.rows = rows_of_dport,
	.nr = ARRAY_SIZE(rows_of_dport),
	.label = dport_label,
	.name_column = { .place = 1 },
	.parent_column = { .place = 2 },
};
