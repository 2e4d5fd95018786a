/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The policy of the kernel about new memory: which it is, and what to do about it. */
#pragma once

#include <daxctl/libdaxctl.h>
#include <stdbool.h>

#include "lib/base/cleanup.h"

/*
 * A device becomes memory of the system: will new blocks be as requested, offline or in zone
 * Movable? -EBUSY after reporting that they will not.
 */
int policy_check(struct daxctl_dev *dev, bool offline, bool movable) _must_check_ _nonnull_;

/* Says who put memory online that should not be, and what to do before the next boot. */
void policy_explain(struct daxctl_ctx *ctx) _nonnull_;

/* Says that memory put offline comes back online by itself, unless it was *@reported. */
void policy_warn(struct daxctl_ctx *ctx, bool *reported) _nonnull_;
