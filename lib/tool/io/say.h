/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a tool says on stderr: "<tool> <command>: what, where, why, what next". */
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

/* Who is speaking from now on; both must outlive the program. NULL: no command. */
void complain_as(const char *tool, const char *command) __attribute__((nonnull(1)));

/* One line, prefixed with who is speaking. */
void complain(const char *format, ...) _printf_(1, 2);

/* The next lines' continuation: what the user can do. */
void suggest(const char *format, ...) _printf_(1, 2);

/*
 * Text of a user or a device, fit for a terminal: control characters and bytes
 * that are no UTF-8 as \xNN, at most about 60 bytes, then "...". Points into one
 * of four static buffers, in turn.
 */
const char *quoted(const char *text) _nonnull_;
