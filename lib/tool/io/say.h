/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages on stderr: "<tool> <command>: what, where, why, what next". */
#pragma once

#include <stdarg.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

/* Exit statuses of every command. */
enum {
	CLI_OK = 0,
	CLI_FAILED = 1,		/* something failed, whatever else succeeded */
	CLI_USAGE = 2,		/* wrong usage, or a name that matches nothing */
};

/* Sets the tool and the command (NULL: none) that prefix the lines; both must stay valid. */
void say_as(const char *tool, const char *command) __attribute__((nonnull(1)));

/*
 * Print one line with the prefix: an error, or the result of the command. A status is not
 * printed while a line is edited on the terminal, as when a shell's completion calls.
 */
void say_error(const char *format, ...) _printf_(1, 2);
void say_status(const char *format, ...) _printf_(1, 2);

/* Prints a line below one of them, without the prefix: what the user can do. */
void say_hint(const char *format, ...) _printf_(1, 2);

/*
 * Returns text of a user or a device that is safe for a terminal: control characters and
 * bytes that are not UTF-8 become \xNN; longer text is cut after about 60 bytes with "...".
 * The result is in one of four static buffers, used in turn.
 */
const char *quoted(const char *text) _nonnull_;
