/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A plan as the steps that the kernel is asked to take, each one write to sysfs. */
#pragma once

#include "cxl/region/plan.h"

enum step_what {
	STEP_CREATE,
	STEP_GRAIN,
	STEP_WAYS,
	STEP_UUID,
	STEP_SIZE,
	STEP_RELEASE,		/* a reservation of the decoder, of another sort */
	STEP_MODE,
	STEP_CAPACITY,
	STEP_TARGET,
	STEP_COMMIT,
	STEP_ENABLE,
};

struct region_step {
	enum step_what what;
	unsigned int position;
	struct cxl_decoder *decoder;	/* of the member at that position */
	char file[64];			/* below /sys/bus/cxl/devices, or bus/cxl */
	char value[40];			/* without the line's end */
};

#define REGION_STEPS_MAX	(5 + 4 * PLAN_WAYS_MAX + 2)

struct region_steps {
	const struct plan *plan;
	uuid_t uuid;			/* of pmem */
	const char *region;		/* the name it will have */
	struct region_step all[REGION_STEPS_MAX];
	unsigned int nr;
};

/* The steps of a plan, for a region of that name. */
void region_steps_make(struct region_steps *steps, const struct plan *plan, const char *region,
		       const uuid_t uuid) _nonnull_;
