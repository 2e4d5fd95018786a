/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One run of a command with the library: the context, and what the library said. */
#pragma once

#include <daxctl/libdaxctl.h>
#include <stdbool.h>

#include "lib/tool/machine/library.h"
#include "lib/tool/machine/machine.h"

struct session {
	struct daxctl_ctx *ctx;
	struct machine_root root;
	bool debug;
	char detail[LIBRARY_DETAIL_MAX];	/* the last error message, "" for none */
	char reason[256];	/* why the last getter could not read something */
};

/*
 * @machine: which to look at; @debug: show all that the library has to say. CLI_OK,
 * or an exit status after complaining. In both cases, session_close() ends it.
 */
int session_open(struct session *session, const struct machine *machine, bool debug)
	_must_check_ _nonnull_;
void session_close(struct session *session) _nonnull_;
