/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The end of the picture: what the kernel made of the memory of regions. */
#pragma once

#include "cxl/picture/picture.h"

struct daxctl_ctx;
struct daxctl_dev;

/* A context for the same machine, to be given back; NULL: there is none. */
struct daxctl_ctx *picture_open_dax(const char *sysroot);

/* Below the region's @node: its dax devices, or its memory. 0 or -ENOMEM. */
int picture_add_dax(struct picture *picture, struct picture_node *node) _must_check_ _nonnull_;

void picture_describe_dax(struct daxctl_dev *dev, struct picture_text *text) _nonnull_;
void picture_describe_memory(struct daxctl_ctx *ctx, struct cxl_region *region,
			     struct picture_text *text) __attribute__((nonnull(2, 3)));
