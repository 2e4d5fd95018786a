/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs a command of a tool as a user types it, and keeps its output. */
#pragma once

#include "lib/tool/cli/command.h"
#include "test/double/platform-fault.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"

/* "-s 256m mem0": the arguments after the command's name. Returns its exit status. */
int tool_run_line(const char *tool, const struct command *command, const char *line);

/*
 * The same, with SIGTERM during write @at (1, ...); fails the test if the signal ends the program
 * before its last write.
 */
int tool_run_interrupted(const char *tool, const struct command *command, const char *line,
			 size_t at);

/* A text in its stderr, and in its stdout. */
void assert_says(const char *text);
void assert_prints(const char *text);
