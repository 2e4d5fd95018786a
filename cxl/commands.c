// SPDX-License-Identifier: GPL-2.0-or-later
/* The commands, in the order of help: commands.def lists them. */
#include "cxl/commands.h"

const struct command *const cxl_commands[] = {
#define COMMAND(name)	&command_##name,
#define GENERAL(name)	&command_##name,
#include "cxl/commands.def"
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
