/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A synthetic machine, and plans of regions on it. Two host bridges with a switch each: below port
 * 3 (of bridge 1) mem0, mem2, below port 4 (of bridge 2) mem1, mem3; mem4, with pmem only, is
 * directly below bridge 2. decoder0.0 is a window of bridge 1, decoder0.1 of both.
 */
#pragma once

#include "cxl/region/plan.h"

extern struct cxl_ctx *planned_ctx;
extern struct plan_machine planned_machine;
extern struct plan planned;			/* the last one, */
extern struct plan_refusal planned_refusal;	/* or the reason for its absence */
extern struct plan_member *planned_members[PLAN_WAYS_MAX];

int planned_setup(void **state);
int planned_teardown(void **state);

/* Reads the machine, once the test has completed it. */
void planned_look(void);

/* A request by memdev numbers, "0 1 2 3"; "": all, in any order. */
struct plan_request planned_named(const char *numbers);
struct plan_request planned_of_type(struct plan_request request, enum plan_type type);

bool planned_make(struct plan_request request);
void planned_assert(const char *window, unsigned int ways, unsigned int grain,
		    unsigned long long start, unsigned long long size, const char *numbers);

/* That rule refuses the request; the second function considers one window only. */
void planned_refused(struct plan_request request, const char *rule);
void planned_refused_in(int window, struct plan_request request, const char *rule);
