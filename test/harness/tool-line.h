/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A command of a tool, run as a user types it, and what it said and printed. */
#pragma once

#include "lib/tool/cli/command.h"
#include "test/double/platform-fault.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"

/* "-s 256m mem0": the words behind the command's name. Its exit status. */
int tool_run_line(const char *tool, const struct command *command, const char *line);

/*
 * The same, with SIGTERM while write @at (1, ...) is under way; fails the test when the
 * signal ends the program before its last write.
 */
int tool_run_interrupted(const char *tool, const struct command *command, const char *line,
			 size_t at);

/* What it said (stderr) and printed (stdout): part of the text. */
void assert_says(const char *text);
void assert_prints(const char *text);
