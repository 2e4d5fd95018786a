// SPDX-License-Identifier: GPL-2.0-or-later
/* THE table of commands, in the order of help. */
#include "commands.h"

const struct command *const cxl_commands[] = {
	&command_version,
	&command_list,
	&command_help,
	&command_zero_labels,
	&command_read_labels,
	&command_write_labels,
	&command_complete,
};

const size_t nr_cxl_commands = ARRAY_SIZE(cxl_commands);
