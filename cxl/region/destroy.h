/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Taking a region apart. */
#pragma once

#include "cxl/session.h"

/*
 * May it be destroyed at all? Nothing is changed. False after complaining: the firmware
 * locked it, or capacity behind that of a member is in use.
 */
bool region_may_go(struct cxl_region *region) _must_check_ _nonnull_;

/*
 * Disable the region, if it is enabled, reset its decoders, give the capacity of its
 * members back, delete it: all, or nothing. 0, or non-zero after complaining.
 */
int region_take_apart(struct session *session, struct cxl_region *region)
	_must_check_ _nonnull_;
