// SPDX-License-Identifier: GPL-2.0-or-later
/* The plan of one window, one type and one number of ways. */
#include <string.h>

#include "cxl/region/plan.h"

/* What a region of @plan's ways may take of a hole, in whole pieces. */
static unsigned long long piece_of(const struct plan *plan, unsigned long long size)
{
	unsigned long long unit = PLAN_UNIT * plan->ways;

	return size / unit * unit;
}

static bool refuse_space(const struct plan *plan, const struct plan_request *request,
			 struct plan_refusal *refusal)
{
	const struct plan_window *window = plan->window;
	unsigned long long largest = 0;

	if (window->hidden) {
		plan_must(refusal, "where a window is must be known");
		plan_found(refusal, "%s: only root may read its address; this needs root",
			   cxl_decoder_get_devname(window->decoder));
		return plan_refuse(refusal, 6, "window-address");
	}
	for (size_t i = 0; i < window->nr_holes; i++)
		if (window->holes[i].size > largest)
			largest = window->holes[i].size;
	plan_must(refusal, "the window %s has %s in one piece",
		  cxl_decoder_get_devname(window->decoder),
		  plan_size(request->size ? request->size : PLAN_UNIT * plan->ways));
	plan_found(refusal, "its largest free piece is %s", plan_size(largest));
	return plan_refuse(refusal, 6, "window-space");
}

static bool refuse_pick(const struct plan *plan, const struct plan_request *request,
			struct plan_refusal *refusal)
{
	const struct plan_window *window = plan->window;
	unsigned int below = 0, usable = 0;
	struct plan_refusal why = { 0 };

	for (size_t i = 0; i < request->nr_members; i++) {
		const struct plan_member *member = request->members[i];
		unsigned int slot = 0;

		while (slot < window->ways && window->targets[slot] != member->bridge)
			slot++;
		if (slot == window->ways)
			continue;
		below++;
		usable += plan_check_member(member, plan->type, plan->start, &why);
	}
	if (below && !usable) {
		*refusal = why;
		return false;
	}
	plan_must(refusal, "x%u below %s takes %u members of every host bridge, in equal shares at every port",
		  plan->ways, cxl_decoder_get_devname(window->decoder), plan->ways / window->ways);
	plan_found(refusal, "of %zu memdevs, %u are below it and %u have %s to give",
		   request->nr_members, below, usable, plan_type_name(plan->type));
	return plan_refuse(refusal, usable >= plan->ways ? 6 : 4, "members");
}

/* Capacity of the smallest member; 0: refused. */
static unsigned long long take_order(struct plan *plan, const struct plan_request *request,
				     struct plan_refusal *refusal)
{
	unsigned long long least = ~0ULL;

	memcpy(plan->members, request->members, plan->ways * sizeof(plan->members[0]));
	if (!plan_check(plan, refusal))
		return 0;
	for (unsigned int i = 0; i < plan->ways; i++)
		if (plan->members[i]->free[plan->type] < least)
			least = plan->members[i]->free[plan->type];
	return least;
}

static unsigned long long take_best(struct plan *plan, const struct plan_request *request,
				    struct plan_refusal *refusal)
{
	const struct plan_wish wish = {
		.type = plan->type,
		.ways = plan->ways,
		.grain = plan->grain,
		.start = plan->start,
		.enough = request->size / plan->ways,
	};
	unsigned long long least;

	if (!plan_pick(plan->window, &wish, plan->members, &least)) {
		refuse_pick(plan, request, refusal);
		return 0;
	}
	/* Picks are legal; where one is not, what the kernel would say counts. */
	return plan_check(plan, refusal) ? least : 0;
}

static bool refuse_capacity(const struct plan *plan, const struct plan_request *request,
			    struct plan_refusal *refusal)
{
	const struct plan_member *least = plan->members[0];

	for (unsigned int i = 1; i < plan->ways; i++)
		if (plan->members[i]->free[plan->type] < least->free[plan->type])
			least = plan->members[i];
	plan_must(refusal, "every member gives an equal share: %s of %s",
		  plan_size(request->size / plan->ways), plan_type_name(plan->type));
	plan_found(refusal, "%s has %s of it free, the others no less", plan_member_name(least),
		   plan_size(least->free[plan->type]));
	return plan_refuse(refusal, 7, "member-space");
}

/*
 * A region that the kernel would put into this hole: larger than what the holes in front
 * could take (@passed), no larger than this one.
 */
static bool fit_hole(struct plan *plan, const struct plan_hole *hole, unsigned long long passed,
		     const struct plan_request *request, struct plan_refusal *refusal)
{
	unsigned long long room = piece_of(plan, hole->size), least, largest;

	if (!room || room <= passed || (request->size && request->size > room) ||
	    (request->size && request->size <= passed))
		return false;
	plan->start = hole->start;
	least = request->ordered ? take_order(plan, request, refusal) :
				   take_best(plan, request, refusal);
	if (!least)
		return false;
	if (request->size && request->size / plan->ways > least)
		return refuse_capacity(plan, request, refusal);
	largest = least > room / plan->ways ? room : least * plan->ways;
	/* Unless it is larger, it would go into a hole in front. */
	if (largest <= passed) {
		refuse_space(plan, request, refusal);
		return false;
	}
	plan->size = request->size ? request->size : largest;
	plan->size_max = largest;
	return true;
}

/* The hole with the largest region. */
static bool fit_space(struct plan *plan, const struct plan_request *request,
		      struct plan_refusal *refusal)
{
	const struct plan_window *window = plan->window;
	unsigned long long passed = 0;
	struct plan best = { 0 };

	refusal->rule = NULL;
	for (size_t i = 0; i < window->nr_holes; i++) {
		unsigned long long room = piece_of(plan, window->holes[i].size);

		if (fit_hole(plan, &window->holes[i], passed, request, refusal) &&
		    plan->size > best.size)
			best = *plan;
		if (room > passed)
			passed = room;
	}
	if (!best.size && !refusal->rule)
		return refuse_space(plan, request, refusal);
	*plan = best;
	return best.size;
}

static void find_mismatch(struct plan *plan)
{
	int class = plan->window->qos_class;

	for (unsigned int i = 0; i < plan->ways; i++) {
		int other = plan_member_qos(plan->members[i], plan->type);

		if (class >= 0 && other >= 0 && other != class) {
			plan->qos_mismatch = plan->members[i];
			return;
		}
	}
}

/* Up to what granularity would the same members do? */
static void find_grain_max(struct plan *plan)
{
	struct plan_refusal ignored;
	struct plan other = *plan;

	plan->grain_max = plan->grain;
	if (plan->window->ways > 1)
		return;
	for (other.grain = PLAN_GRAIN_MAX; other.grain > plan->grain; other.grain /= 2)
		if (plan_check(&other, &ignored))
			break;
	plan->grain_max = other.grain;
}

static bool refuse_type(const struct plan_window *window, enum plan_type type,
			struct plan_refusal *refusal)
{
	const char *name = cxl_decoder_get_devname(window->decoder);
	bool takes = type == PLAN_PMEM ? cxl_decoder_is_pmem_capable(window->decoder) :
					 cxl_decoder_is_volatile_capable(window->decoder);

	plan_must(refusal, "the window takes %s, and the kernel makes such regions",
		  plan_type_name(type));
	if (takes)
		plan_found(refusal, "%s takes it, and there is no create_%s_region: not in this kernel",
			   name, plan_type_name(type));
	else
		plan_found(refusal, "%s takes %s", name,
			   window->type[!type] ? plan_type_name(!type) : "neither pmem nor ram");
	return plan_refuse(refusal, 1, "window-type");
}

static bool check_request(const struct plan_window *window, enum plan_type type,
			  unsigned int ways, const struct plan_request *request,
			  struct plan_refusal *refusal)
{
	if (!window->type[type]) {
		return refuse_type(window, type, refusal);
	}
	if (!plan_check_ways(window, ways, refusal))
		return false;
	if (request->grain && !plan_check_grain(window, request->grain, refusal))
		return false;
	if (request->size % (PLAN_UNIT * ways) == 0)
		return true;
	plan_must(refusal, "the size is a multiple of %s, 256 MiB for each way",
		  plan_size(PLAN_UNIT * ways));
	plan_found(refusal, "%s", plan_size(request->size));
	return plan_refuse(refusal, 5, "size");
}

bool plan_fit(const struct plan_window *window, enum plan_type type, unsigned int ways,
	      const struct plan_request *request, struct plan *plan,
	      struct plan_refusal *refusal)
{
	unsigned int grain = request->grain;
	bool fits;

	if (!check_request(window, type, ways, request, refusal))
		return false;
	if (!grain)
		grain = window->grain >= PLAN_GRAIN_MIN && window->grain <= PLAN_GRAIN_MAX ?
				window->grain :
				PLAN_GRAIN_MIN;
	do {
		*plan = (struct plan){
			.window = window, .type = type, .ways = ways, .grain = grain,
		};
		fits = fit_space(plan, request, refusal);
		grain /= 2;
		/* The members may need a smaller one, where the window lets them. */
	} while (!fits && !request->grain && window->ways == 1 && grain >= PLAN_GRAIN_MIN);
	if (!fits)
		return false;
	find_mismatch(plan);
	find_grain_max(plan);
	if (!request->enforce_qos || !plan->qos_mismatch)
		return true;
	plan_must(refusal, "members are of the QoS class of the window (--enforce-qos)");
	plan_found(refusal, "%s is of class %d, the window %s of %d",
		   plan_member_name(plan->qos_mismatch),
		   plan_member_qos(plan->qos_mismatch, type),
		   cxl_decoder_get_devname(window->decoder), window->qos_class);
	return plan_refuse(refusal, 8, "qos-class");
}
