/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One run of a command with the library: the context, and what the library said. */
#pragma once

#include <daxctl/libdaxctl.h>
#include <stdbool.h>

#include "../lib/cli/command.h"
#include "../lib/cli/library.h"

struct session {
	struct daxctl_ctx *ctx;
	bool debug;
	char detail[LIBRARY_DETAIL_MAX];	/* the last error message, "" for none */
	char reason[256];	/* why the last getter could not read something */
};

/*
 * @sysroot: NULL, or the folder to look at instead of this machine; @debug: show all
 * that the library has to say. CLI_OK, or an exit status after complaining. In both
 * cases, session_close() ends it.
 */
int session_open(struct session *session, const char *sysroot, bool debug)
	_must_check_ __attribute__((nonnull(1)));
void session_close(struct session *session) _nonnull_;
