/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mailbox commands that only read: sent for a listing, which goes on without the answer. */
#pragma once

#include "cxl/session.h"

/*
 * Make a command by @make and send it: the command, with its reply. NULL: there is
 * no answer, and the session knows why @what is missing.
 */
struct cxl_cmd *mailbox_ask(struct session *session, struct cxl_memdev *memdev,
			    struct cxl_cmd *(*make)(struct cxl_memdev *memdev),
			    const char *what) _must_check_ _nonnull_;

/* @what of @name is missing. The first reason is kept, the others are counted. */
void mailbox_note(struct session *session, const char *name, const char *what, int rc) _nonnull_;

/* The device or the kernel does not have what @what needs: the same, counted apart. */
void mailbox_note_unsupported(struct session *session, const char *name, const char *what)
	_nonnull_;

/* One line about what is missing, if anything is; what is unsupported only if it was @asked for. */
void mailbox_explain(const struct session *session, bool asked) _nonnull_;
