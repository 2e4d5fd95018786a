/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands of daxctl, each defined at the end of its file in cmd/. */
#pragma once

#include "lib/tool/cli/command.h"

extern const struct command command_create_device;
extern const struct command command_destroy_device;
extern const struct command command_disable_device;
extern const struct command command_enable_device;
extern const struct command command_list;
extern const struct command command_migrate_device_model;
extern const struct command command_offline_memory;
extern const struct command command_online_memory;
extern const struct command command_reconfigure_device;

extern const struct command *const daxctl_commands[];
extern const size_t nr_daxctl_commands;
extern const char *const daxctl_missing_commands[];
