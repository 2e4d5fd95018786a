/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands of daxctl, each defined at the end of its file in cmd/. */
#pragma once

#include "lib/tool/cli/command.h"

#define COMMAND(name)	extern const struct command command_##name;
#include "daxctl/commands.def"

extern const struct command *const daxctl_commands[];
extern const size_t nr_daxctl_commands;
extern const char *const daxctl_missing_commands[];
