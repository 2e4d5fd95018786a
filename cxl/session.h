/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One run of a command with the library: the context, and what the library said. */
#pragma once

#include <cxl/libcxl.h>
#include <stdbool.h>

#include "lib/tool/machine/library.h"
#include "lib/tool/machine/machine.h"

/* What the mailboxes of devices did not answer. */
struct unanswered {
	size_t nr;		/* answers that are missing */
	int rc;			/* of the first of them, */
	char text[384];		/* and what there is to say: "mem0: no health: ..." */
};

struct media_lists;

struct session {
	struct cxl_ctx *ctx;
	const char *sysroot;	/* where the context looks; NULL: at this machine */
	struct machine_root root;	/* what it needs there */
	bool debug;
	char detail[LIBRARY_DETAIL_MAX];	/* the last error of the library, "" for none */
	unsigned int parts;	/* of memdevs that are asked for: enum memdev_part */
	struct unanswered unanswered;
	struct unanswered unsupported;	/* what devices cannot answer, only for who asked */
	char reason[384];	/* why the last getter could not read something; "": it could */
	struct media_lists *media;	/* see media-errors.h; NULL: not asked for */
};

/*
 * @log_env: NULL, or the environment variable that sets the log priority of this
 * command, as CXL_LOG does for all; @sysroot: NULL, or the folder to look at
 * instead of this machine; @debug: show all that the library has to say. CLI_OK,
 * or an exit status after complaining. In both cases, session_close() ends it.
 */
int session_open(struct session *session, const char *log_env, const char *sysroot, bool debug)
	_must_check_ __attribute__((nonnull(1)));

/* The same for commands that have --from, too. */
int session_open_machine(struct session *session, const char *log_env,
			 const struct machine *machine, bool debug)
	_must_check_ __attribute__((nonnull(1, 3)));

void session_close(struct session *session) _nonnull_;

/* Say that something failed with @rc: the library's words if it had any. */
void session_complain(struct session *session, const char *name, const char *what, int rc)
	_nonnull_;
