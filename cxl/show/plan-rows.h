/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans as JSON. */
#pragma once

#include "cxl/show/plan.h"

int emit_dry_run(struct region_steps *steps, bool human) _must_check_ _nonnull_;
int emit_plan_list(struct plan_list *list, bool human) _must_check_ _nonnull_;
