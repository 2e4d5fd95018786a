/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What could be made instead of what was refused. */
#pragma once

#include "cxl/region/plan.h"

/*
 * Up to @room plans that differ, the nearest to the request first. Returns how many.
 * Asks anew who is wanted: a plan that was made before stays as it is.
 */
size_t plan_instead(struct plan_machine *machine, const struct plan_request *request,
		    struct plan *plans, size_t room) _must_check_ _nonnull_;
