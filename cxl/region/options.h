/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every region that could be made. */
#pragma once

#include "cxl/show/plan.h"

/*
 * For every window, type and number of ways that the request leaves open: the largest
 * region, of the best members. 0 or -ENOMEM; the caller frees list->plans.
 */
int plan_list_make(struct plan_machine *machine, const struct plan_request *request,
		   struct plan_list *list) _must_check_ _nonnull_;
