/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The policy of the kernel about new memory: which it is, and what to do about it. */
#pragma once

#include "daxctl/verb.h"

/*
 * A device becomes memory of the system: will new blocks go where they are wished to,
 * offline or in zone Movable? -EBUSY after complaining.
 */
int policy_check(struct verb_job *job, struct daxctl_dev *dev, bool offline, bool movable)
	_must_check_ _nonnull_;

/* Memory is online where it was not wanted: who did that, and what to do before the next boot. */
void policy_blame(struct daxctl_ctx *ctx) _nonnull_;

/* Memory that was put offline comes back online by itself: said once a command. */
void policy_warn(struct verb_job *job) _nonnull_;
