// SPDX-License-Identifier: GPL-2.0-or-later
/* The best plan for a request, over all windows, types and ways that it leaves open. */
#include <string.h>

#include "cxl/region/plan.h"

/*
 * Is @plan better than @than? Of the members' QoS class; then the largest, or with a
 * size given the window that has the least left; then as things are numbered.
 */
static bool is_better(const struct plan *plan, const struct plan *than,
		      const struct plan_request *request)
{
	if (!than->window)
		return true;
	if (!plan->qos_mismatch != !than->qos_mismatch)
		return !plan->qos_mismatch;
	if (plan->type != than->type)
		return plan->type < than->type;
	if (!request->size && plan->size != than->size)
		return plan->size > than->size;
	if (request->size && plan->size_max != than->size_max)
		return plan->size_max < than->size_max;
	/* The same from more memdevs is faster. */
	return plan->ways > than->ways;
}

/* The refusal of what came nearest to a plan is told. */
static void keep_nearest(struct plan_refusal *nearest, const struct plan_refusal *refusal)
{
	if (!nearest->rule || refusal->stage > nearest->stage)
		*nearest = *refusal;
}

static void try_ways(const struct plan_window *window, enum plan_type type, unsigned int ways,
		     const struct plan_request *request, struct plan *best,
		     struct plan_refusal *nearest)
{
	struct plan_refusal refusal = { 0 };
	struct plan plan;

	if (!plan_fit(window, type, ways, request, &plan, &refusal))
		keep_nearest(nearest, &refusal);
	else if (is_better(&plan, best, request))
		*best = plan;
}

/* Ways that are open: all, and of the refusals only that of the fewest is of interest. */
static void try_any_ways(const struct plan_window *window, enum plan_type type,
			 const struct plan_request *request, struct plan *best,
			 struct plan_refusal *nearest)
{
	struct plan_refusal ignored;

	for (const unsigned int *ways = plan_ways; *ways; ways++)
		if (plan_check_ways(window, *ways, &ignored))
			try_ways(window, type, *ways, request, best, nearest);
}

static bool is_possible(const struct plan_window *window, enum plan_type type,
			const struct plan_request *request)
{
	if (window->excluded && !request->any_window)
		return false;
	return !request->typed || request->type == type;
}

static bool refuse_bus(const struct plan_request *request, struct plan_refusal *refusal)
{
	const struct plan_member *first = request->members[0];

	for (size_t i = 1; request->ordered && i < request->nr_members; i++) {
		const struct plan_member *member = request->members[i];

		if (member->bus == first->bus)
			continue;
		plan_must(refusal, "members of a region are below one CXL root");
		plan_found(refusal, "%s is below %s, %s below %s", plan_member_name(first),
			   first->bus ? cxl_bus_get_devname(first->bus) : "none",
			   plan_member_name(member),
			   member->bus ? cxl_bus_get_devname(member->bus) : "none");
		return plan_refuse(refusal, 9, "one-root");
	}
	return true;
}

static bool check_members(const struct plan_request *request, struct plan_refusal *refusal)
{
	if (!request->nr_members) {
		plan_must(refusal, "a region has members: memdevs that are enabled");
		plan_found(refusal, "there is none (cxl list -Mi shows why)");
		return plan_refuse(refusal, 9, "members");
	}
	if (!request->ordered || !request->ways || request->ways == request->nr_members)
		return refuse_bus(request, refusal);
	plan_must(refusal, "a region has one member for each of its ways");
	plan_found(refusal, "%llu ways, and %zu memdevs are named", request->ways,
		   request->nr_members);
	return plan_refuse(refusal, 9, "member-count");
}

static void try_window(const struct plan_window *window, const struct plan_request *request,
		       struct plan *best, struct plan_refusal *nearest)
{
	unsigned long long ways = request->ordered ? request->nr_members : request->ways;
	struct plan_refusal refusal = { 0 };

	for (enum plan_type type = 0; type < PLAN_NR_TYPES; type++) {
		if (!is_possible(window, type, request))
			continue;
		if (!ways)
			try_any_ways(window, type, request, best, nearest);
		else if (plan_check_ways(window, ways, &refusal))
			try_ways(window, type, ways, request, best, nearest);
		else
			keep_nearest(nearest, &refusal);
	}
}

static void name_members(const struct plan_request *request, char *buf, size_t len)
{
	size_t used = 0;

	for (size_t i = 0; i < request->nr_members && used < len; i++) {
		if (i == 4) {
			plan_say(buf + used, len - used, " and %zu more", request->nr_members - i);
			return;
		}
		plan_say(buf + used, len - used, " %s", plan_member_name(request->members[i]));
		used += strlen(buf + used);
	}
}

bool plan_make(struct plan_machine *machine, const struct plan_request *request,
	       struct plan *plan, struct plan_refusal *refusal)
{
	char members[64] = "";

	*plan = (struct plan){ 0 };
	*refusal = (struct plan_refusal){ 0 };
	for (size_t i = 0; i < machine->nr_members; i++)
		machine->members[i]->wanted = false;
	for (size_t i = 0; i < request->nr_members; i++)
		request->members[i]->wanted = true;
	if (check_members(request, refusal)) {
		for (size_t i = 0; i < machine->nr_windows; i++)
			try_window(&machine->windows[i], request, plan, refusal);
		if (plan->window)
			return true;
		if (!refusal->rule) {
			plan_must(refusal, "a region lies in a window of a CXL root");
			plan_found(refusal, "%zu windows, none as asked for", machine->nr_windows);
			plan_refuse(refusal, 0, "window");
		}
	}
	if (request->ordered)
		name_members(request, members, sizeof(members));
	plan_say(refusal->what, sizeof(refusal->what), "cannot make a %s%sregion%s%s",
		 request->typed ? plan_type_name(request->type) : "", request->typed ? " " : "",
		 request->ordered ? " of" : "", members);
	return false;
}
