/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The memory of an enabled region as steps: offline, and back in its zone. */
#pragma once

#include "cxl/session.h"
#include "lib/tool/verb/steps.h"

struct daxctl_blocks;

/* The environment of such steps, and of those that follow. */
struct region_memory {
	struct cxl_region *region;
	bool force;			/* go on when a block does not go offline */
	unsigned int refused;		/* blocks that did not */
	struct daxctl_blocks **blocks;	/* of each dax device */
	size_t nr;
};

/*
 * Appends a step for each block that is online, and one for each dax device that restores its
 * mode. region_memory_free() ends it, after the steps.
 */
void region_memory_steps(struct region_memory *memory, struct steps *steps) _nonnull_;
void region_memory_free(struct region_memory *memory) _nonnull_;
