/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A plan as the steps that the kernel is asked to do, each one write to sysfs. */
#pragma once

#include "cxl/region/plan.h"
#include "lib/tool/verb/steps.h"

struct region_steps {
	const struct plan *plan;
	uuid_t uuid;			/* of pmem */
	const char *region;		/* the name it will have */
	struct cxl_region *made;	/* once it is made */
	struct steps list;
};

/*
 * Makes the steps of a plan, for a region of that name; their environment is @steps.
 * steps_free() of the list ends it.
 */
void region_steps_make(struct region_steps *steps, const struct plan *plan, const char *region,
		       const uuid_t uuid) _nonnull_;
