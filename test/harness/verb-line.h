/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Commands of cxl that change something, run as a user types them, on the machine of
 * topology.h whose platform obeys. A program that uses it is linked with
 * --wrap=session_open_machine, so that they work on that machine.
 */
#pragma once

#include "cxl/commands.h"
#include "test/double/machine.h"
#include "test/double/topology.h"
#include "test/harness/tool-line.h"
#include "test/harness/tree.h"

/* For setup and teardown of a test. */
int verb_setup(void **state);
int verb_teardown(void **state);

/* "-s 256m mem0": the arguments after the command's name. Returns its exit status. */
int verb_run_line(const struct command *command, const char *line);
