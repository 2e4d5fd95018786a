// SPDX-License-Identifier: GPL-2.0-or-later
/* The cxl tool. */
#include "config.h"
#include "cxl/commands.h"
#include "cxl/complete.h"

int main(int argc, char **argv)
{
	const struct tool tool = {
		.name = "cxl",
		.summary = "Manage Compute Express Link (CXL) memory",
		.version = API_LEVEL,
		.commands = cxl_commands,
		.nr_commands = nr_cxl_commands,
		.missing = cxl_missing_commands,
		.complete = complete_names,
	};

	return tool_main(&tool, argc, argv);
}
