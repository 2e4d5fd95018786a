/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Why a list is empty, and which words of filters matched nothing. */
#pragma once

#include "cxl/list/walk.h"

/*
 * One reason on stderr for an empty list. @name: what the user calls a recorded
 * machine, or NULL. Returns
 * the exit status: an empty list is none, but to be unable to look is a failure.
 */
int explain_empty(struct session *session, const struct walk *walk, const char *name)
	_must_check_ __attribute__((nonnull(1, 2)));

/* Words that matched nothing are told also when others matched. */
void explain_unmatched(struct cxl_ctx *ctx, const struct list_filters *filters) _nonnull_;

/* A picture is not empty, but lacks what is disabled: how much. */
void explain_left_out(const struct walk *walk) _nonnull_;
