// SPDX-License-Identifier: GPL-2.0-or-later
/* Which columns dax objects have in tables when none are chosen. */
#include "lib/tool/dax/show.h"

#define COLUMNS const struct table_column
#define END { .key = NULL }

COLUMNS dax_region_columns[] = {
	{ .key = "name" }, { .key = "parent" }, { .key = "size" },
	{ .key = "available_size", .title = "FREE" }, { .key = "align", .spare = true }, END,
};

COLUMNS dax_dev_columns[] = {
	{ .key = "name" },
	{ .key = "parent" },
	{ .key = "size" },
	{ .key = "mode" },
	{ .key = "target_node", .title = "NODE" },
	{ .key = "online_memblocks", .title = "ONLINE" },
	{ .key = "total_memblocks", .title = "BLOCKS" },
	{ .key = "movable" },
	{ .key = "enabled", .title = "STATE" },
	{ .key = "align", .spare = true },
	END,
};

COLUMNS dax_mapping_columns[] = {
	{ .key = "parent", .title = "DEVICE" },
	{ .key = "start" },
	{ .key = "end" },
	{ .key = "size" },
	{ .key = "page_offset", .title = "PAGE OFFSET" },
	END,
};
