/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans for people and as JSON. */
#pragma once

#include "cxl/region/steps.h"

/* What would be done, to stdout. 0 or -ENOMEM. */
int show_dry_run(struct region_steps *steps, bool json, bool human) _must_check_ _nonnull_;

/* Every region that could be made, to stdout. */
struct plan_list {
	struct plan *plans;
	size_t nr, room;
};

int show_plan_list(struct plan_list *list, bool json, bool human) _must_check_ _nonnull_;

/* "cxl create-region -t ram -d decoder0.1 mem2 mem3  # x2 8 KiB, up to 512 MiB" */
void plan_describe(const struct plan *plan, char *buf, size_t len) _nonnull_;
