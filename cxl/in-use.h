/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who uses a memdev: regions, through decoders of its endpoint. */
#pragma once

#include "session.h"

/*
 * Decoders of the memdev's endpoint that are committed; 0 for a memdev without an
 * endpoint, which nothing can use.
 */
int memdev_committed(struct cxl_memdev *memdev) _nonnull_;

/*
 * One line for each region that has a decoder of the memdev: continuation of what the
 * caller complained about. @advise: and what frees it.
 */
void memdev_tell_regions(struct cxl_memdev *memdev, bool advise) _nonnull_;
