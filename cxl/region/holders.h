/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who uses the memory of a region, and what frees it. */
#pragma once

#include "cxl/session.h"

/*
 * Says on stderr who holds the memory of an enabled region, and which commands free it, below
 * what the caller reported. Returns how many were found.
 */
unsigned int region_report_holders(struct cxl_region *region) _nonnull_;

/* Reports nvdimm namespaces on the region; -EBUSY if there are any, 0 with @force. */
int region_check_namespaces(struct cxl_region *region, bool force) _must_check_ _nonnull_;
