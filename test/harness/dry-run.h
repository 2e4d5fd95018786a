/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --dry-run compared with what is written without it. */
#pragma once

#include "lib/tool/cli/command.h"

/*
 * Runs the line with --dry-run, which must write nothing, and then without: the printed lines must
 * equal the writes, in their order. Returns the number of writes.
 */
size_t assert_dry_run(const char *tool, const struct command *command, const char *line);
