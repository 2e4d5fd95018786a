// SPDX-License-Identifier: GPL-2.0-or-later
/* THE table of commands, in the order of help. */
#include "cxl/commands.h"

const struct command *const cxl_commands[] = {
	&command_version,
	&command_list,
	&command_help,
	&command_zero_labels,
	&command_read_labels,
	&command_write_labels,
	&command_disable_memdev,
	&command_enable_memdev,
	&command_reserve_dpa,
	&command_free_dpa,
	&command_disable_port,
	&command_enable_port,
	&command_set_partition,
	&command_disable_bus,
	&command_create_region,
	&command_enable_region,
	&command_disable_region,
	&command_destroy_region,
	&command_snapshot,
	&command_complete,
};

/* Commands of release 85 that do not exist here yet. */
const char *const cxl_missing_commands[] = {
	"update-firmware",
	"set-alert-config",
	"wait-sanitize",
	"monitor",
	"inject-protocol-error",
	"inject-media-poison",
	"clear-media-poison",
	NULL,
};

const size_t nr_cxl_commands = ARRAY_SIZE(cxl_commands);
