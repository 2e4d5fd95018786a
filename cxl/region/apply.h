/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Carrying a plan out. */
#pragma once

#include "cxl/region/steps.h"
#include "cxl/session.h"

/* The name that the kernel has for the next region of the window; "regionN": it has none. */
const char *region_next_name(const struct plan *plan, char *buf, size_t len) _nonnull_;

/*
 * Does every step, or undoes those that were done. Shows the region that was made.
 * Returns an exit status.
 */
int region_apply(struct session *session, struct region_steps *steps, bool human)
	_must_check_ _nonnull_;
