/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Disabling and destroying a region. */
#pragma once

#include "cxl/session.h"

/* Can the region be destroyed? False after reporting why not; nothing is changed. */
bool region_check_destroyable(struct cxl_region *region) _must_check_ _nonnull_;

struct region_change {
	struct cxl_region *region;
	bool force;		/* also if memory does not go offline: it is lost */
	bool dry_run;		/* only print what would be written */
};

/*
 * Puts the memory of the region offline, if it is enabled, and unbinds its driver. All is done,
 * or undone. 0, or non-zero after reporting.
 */
int region_disable(struct session *session, const struct region_change *change)
	_must_check_ _nonnull_;

/* The same, and resets its decoders, frees the capacity of its members and deletes it. */
int region_destroy(struct session *session, const struct region_change *change)
	_must_check_ _nonnull_;
