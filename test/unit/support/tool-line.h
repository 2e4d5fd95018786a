/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A command of a tool, run as a user types it, and what it said and printed. */
#pragma once

#include "../../../lib/cli/command.h"
#include "capture.h"
#include "platform-fault.h"
#include "test.h"

/* "-s 256m mem0": the words behind the command's name. Its exit status. */
int tool_run_line(const char *tool, const struct command *command, const char *line);

/* What it said (stderr) and printed (stdout): part of the text. */
void assert_says(const char *text);
void assert_prints(const char *text);
