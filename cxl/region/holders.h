/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who uses the memory of a region, what frees it, and disabling a region. */
#pragma once

#include "cxl/session.h"

/*
 * Say on stderr who holds the memory of an enabled region, and which commands free it:
 * continuation of what the caller complained about. How many were found.
 */
unsigned int region_tell_holders(struct cxl_region *region) _nonnull_;

/*
 * Put the memory of an enabled region offline, and check that nobody else holds it.
 * With @force, what could not be freed is told, and no failure. 0, or non-zero after
 * complaining.
 */
int region_clear_out(struct session *session, struct cxl_region *region, bool force)
	_must_check_ _nonnull_;

/* That, and unbind the driver. 0, or non-zero after complaining. */
int region_disable(struct session *session, struct cxl_region *region, bool force)
	_must_check_ _nonnull_;
