/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memdevs that could be members of a region if they were enabled. */
#pragma once

#include "cxl/region/plan.h"

struct disabled_members {
	size_t nr;
	unsigned long long capacity;	/* of the type that is asked for, or of both */
	char names[160];		/* for a command: "mem1 mem2"; "all" if they are many */
};

/* Those with capacity of the type that @request asks for. */
void find_disabled_members(const struct plan_machine *machine, const struct plan_request *request,
			   struct disabled_members *disabled) _nonnull_;

/*
 * Is a region refused because they are disabled? Only when members were not named, the
 * enabled ones have too little capacity or are too few, and with these it would suffice:
 * then @refusal says so.
 */
void refuse_disabled_members(const struct plan_machine *machine,
			     const struct plan_request *request,
			     const struct disabled_members *disabled,
			     struct plan_refusal *refusal) _nonnull_;
