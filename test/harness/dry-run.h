/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --dry-run compared with what is written without it. */
#pragma once

#include "lib/tool/cli/command.h"

/*
 * Runs the line with --dry-run, which must write nothing, and then without: what was printed
 * must be what is written, in that order. Returns how many writes there were.
 */
size_t assert_dry_run(const char *tool, const struct command *command, const char *line);
