// SPDX-License-Identifier: GPL-2.0-or-later
/* The daxctl tool. */
#include "config.h"
#include "daxctl/commands.h"
#include "daxctl/complete.h"

int main(int argc, char **argv)
{
	const struct tool tool = {
		.name = "daxctl",
		.summary = "Manage direct access (DAX) memory devices",
		.version = API_LEVEL,
		.commands = daxctl_commands,
		.nr_commands = nr_daxctl_commands,
		.missing = daxctl_missing_commands,
		.complete = complete_names,
	};

	return tool_main(&tool, argc, argv);
}
