/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands of cxl, each defined at the end of its file in cmd/. */
#pragma once

#include "lib/tool/cli/command.h"

#define COMMAND(name)	extern const struct command command_##name;
#include "cxl/commands.def"

extern const struct command *const cxl_commands[];
extern const size_t nr_cxl_commands;
extern const char *const cxl_missing_commands[];
