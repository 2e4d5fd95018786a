// SPDX-License-Identifier: GPL-2.0-or-later
/* The commands, in the order of help: commands.def lists them. */
#include "daxctl/commands.h"

const struct command *const daxctl_commands[] = {
#define COMMAND(name)	&command_##name,
#define GENERAL(name)	&command_##name,
#include "daxctl/commands.def"
};

/* Commands of release 85 that do not exist here yet. */
const char *const daxctl_missing_commands[] = { "split-acpi", NULL };

const size_t nr_daxctl_commands = ARRAY_SIZE(daxctl_commands);
