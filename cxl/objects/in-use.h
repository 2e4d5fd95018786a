/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who uses a memdev: regions, through decoders of its endpoint. */
#pragma once

#include "cxl/session.h"

/*
 * Decoders of the memdev's endpoint that are committed; 0 for a memdev without an
 * endpoint, which nothing can use.
 */
int memdev_committed(struct cxl_memdev *memdev) _nonnull_;

/* Regions that were told of, each once: advice for more than these would not be read. */
struct told_regions {
	struct cxl_region *regions[16];
	size_t nr;
};

/*
 * One line for each decoder of the memdev that is committed, and its region: continuation
 * of what the caller complained about.
 */
void memdev_tell_regions(struct cxl_memdev *memdev, struct told_regions *told) _nonnull_;

/* What frees the memdevs of these regions: a line each. */
void regions_advise(const struct told_regions *told) _nonnull_;
