/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The commands of cxl, each defined at the end of its file in cmd/. */
#pragma once

#include "lib/tool/cli/command.h"

extern const struct command command_disable_bus;
extern const struct command command_disable_memdev;
extern const struct command command_disable_port;
extern const struct command command_enable_memdev;
extern const struct command command_enable_port;
extern const struct command command_free_dpa;
extern const struct command command_create_region;
extern const struct command command_destroy_region;
extern const struct command command_disable_region;
extern const struct command command_enable_region;
extern const struct command command_list;
extern const struct command command_read_labels;
extern const struct command command_reserve_dpa;
extern const struct command command_set_partition;
extern const struct command command_snapshot;
extern const struct command command_write_labels;
extern const struct command command_zero_labels;

extern const struct command *const cxl_commands[];
extern const size_t nr_cxl_commands;
extern const char *const cxl_missing_commands[];
