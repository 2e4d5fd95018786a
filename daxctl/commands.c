// SPDX-License-Identifier: GPL-2.0-or-later
/* THE table of commands, in the order of help. */
#include "daxctl/commands.h"

const struct command *const daxctl_commands[] = {
	&command_version,
	&command_list,
	&command_help,
	&command_migrate_device_model,
	&command_create_device,
	&command_destroy_device,
	&command_reconfigure_device,
	&command_online_memory,
	&command_offline_memory,
	&command_disable_device,
	&command_enable_device,
	&command_complete,
};

/* Commands of release 85 that do not exist here yet. */
const char *const daxctl_missing_commands[] = { "split-acpi", NULL };

const size_t nr_daxctl_commands = ARRAY_SIZE(daxctl_commands);
