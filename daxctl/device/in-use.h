/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which programs use a device that is about to lose its driver. */
#pragma once

#include "daxctl/session.h"

/*
 * 0: nobody uses it, or @force: who loses it is told. Else the caller's @what ("disabled")
 * is refused: who uses it was complained about.
 */
int in_use_check(struct daxctl_dev *dev, const char *what, bool force) _must_check_ _nonnull_;
