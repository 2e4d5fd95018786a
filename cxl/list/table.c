// SPDX-License-Identifier: GPL-2.0-or-later
/* "cxl list -o table": which columns each type has when none are chosen. */
#include "cxl/list/format.h"
#include "cxl/show/show.h"
#include "lib/tool/dax/show.h"

#define COLUMNS static const struct table_column
#define END { .key = NULL }

COLUMNS bus_columns[] = {
	{ .key = "name" },
	{ .key = "provider" },
	{ .key = "nr_dports", .title = "DPORTS" },
	{ .key = "injectable_protocol_errors", .title = "INJECTABLE", .spare = true },
	END,
};

COLUMNS port_columns[] = {
	{ .key = "name" },
	{ .key = "parent" },
	{ .key = "host" },
	{ .key = "parent_dport", .title = "DPORT", .spare = true },
	{ .key = "depth" },
	{ .key = "decoders_committed", .title = "COMMITTED" },
	{ .key = "nr_dports", .title = "DPORTS" },
	{ .key = "enabled", .title = "STATE" },
	END,
};

COLUMNS memdev_columns[] = {
	{ .key = "name" },
	{ .key = "pmem_size", .title = "PMEM" },
	{ .key = "ram_size", .title = "RAM" },
	{ .key = "serial" },
	{ .key = "host", .spare = true },
	{ .key = "enabled", .title = "STATE" },
	{ .key = "health" },
	{ .key = "numa_node", .title = "NODE", .spare = true },
	{ .key = "firmware_version", .title = "FIRMWARE", .spare = true },
	{ .key = "partition_info.total_size", .title = "TOTAL", .spare = true },
	{ .key = "partition_info.volatile_only_size", .title = "RAM ONLY", .spare = true },
	{ .key = "partition_info.persistent_only_size", .title = "PMEM ONLY", .spare = true },
	{ .key = "firmware.active_slot", .title = "SLOT", .spare = true },
	{ .key = "firmware.staged_slot", .title = "NEXT SLOT", .spare = true },
	{ .key = "alert_config.life_used_crit_alert_threshold", .title = "LIFE ALERT",
	  .spare = true },
	{ .key = "alert_config.dev_over_temperature_crit_alert_threshold",
	  .title = "TEMPERATURE ALERT", .spare = true },
	END,
};

COLUMNS decoder_columns[] = {
	{ .key = "name" },
	{ .key = "parent", .spare = true },
	{ .key = "resource", .title = "ADDRESS" },
	{ .key = "size" },
	{ .key = "interleave_ways", .title = "WAYS" },
	{ .key = "interleave_granularity", .title = "GRANULARITY", .spare = true },
	{ .key = "region" },
	{ .key = "mode", .spare = true },
	{ .key = "enabled", .title = "STATE" },
	/* Of windows: which regions can be made there, and how large. */
	{ .key = "pmem_capable", .title = "PMEM", .spare = true },
	{ .key = "volatile_capable", .title = "RAM", .spare = true },
	{ .key = "max_available_extent", .title = "FREE", .spare = true },
	{ .key = "nr_targets", .title = "TARGETS", .spare = true },
	END,
};

COLUMNS region_columns[] = {
	{ .key = "name" },
	{ .key = "parent" },
	{ .key = "mode" },
	{ .key = "size" },
	{ .key = "resource", .title = "ADDRESS" },
	{ .key = "interleave_ways", .title = "WAYS" },
	{ .key = "interleave_granularity", .title = "GRANULARITY", .spare = true },
	{ .key = "decode_state", .title = "DECODE" },
	{ .key = "enabled", .title = "STATE" },
	{ .key = "uuid", .spare = true },
	END,
};

COLUMNS dport_columns[] = {
	{ .key = "name" },
	{ .key = "parent" },
	{ .key = "id" },
	{ .key = "alias" },
	{ .key = "protocol_injectable", .title = "INJECTABLE", .spare = true },
	END,
};

COLUMNS target_columns[] = {
	{ .key = "name" }, { .key = "parent" }, { .key = "position" }, { .key = "id" },
	{ .key = "alias" }, END,
};

COLUMNS mapping_columns[] = {
	{ .key = "name" }, { .key = "parent" }, { .key = "position" }, { .key = "memdev" }, END,
};

static const struct table_type types[] = {
	{ &bus_type, bus_columns },	    { &port_type, port_columns },
	{ &endpoint_type, port_columns },   { &memdev_type, memdev_columns },
	{ &decoder_type, decoder_columns }, { &region_type, region_columns },
	{ &dport_type, dport_columns },	    { &target_type, target_columns },
	{ &mapping_type, mapping_columns }, { &dax_region_type, dax_region_columns },
	{ &dax_dev_type, dax_dev_columns },
};

struct tables list_tables(const char *chosen)
{
	return (struct tables){ .types = types, .nr = ARRAY_SIZE(types), .chosen = chosen };
}
