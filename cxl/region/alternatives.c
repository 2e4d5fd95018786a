// SPDX-License-Identifier: GPL-2.0-or-later
/* What could be made instead: the request again, with one thing after the other left open. */
#include <string.h>

#include "cxl/region/alternatives.h"

/* What is left open. The nearest choices first. */
enum {
	OPEN_ORDER = 1,
	OPEN_SIZE = 2,
	OPEN_GRAIN = 4,
	OPEN_WINDOW = 8,
	OPEN_WAYS = 16,
	OPEN_MEMBERS = 32,
	OPEN_TYPE = 64,
};

static const unsigned int ladder[] = {
	OPEN_ORDER,
	OPEN_SIZE,
	OPEN_GRAIN,
	OPEN_ORDER | OPEN_SIZE | OPEN_GRAIN,
	OPEN_ORDER | OPEN_WINDOW,
	OPEN_ORDER | OPEN_SIZE | OPEN_GRAIN | OPEN_WINDOW,
	OPEN_ORDER | OPEN_SIZE | OPEN_GRAIN | OPEN_WAYS,
	OPEN_ORDER | OPEN_SIZE | OPEN_MEMBERS,
	OPEN_ORDER | OPEN_SIZE | OPEN_GRAIN | OPEN_WINDOW | OPEN_WAYS,
	OPEN_ORDER | OPEN_SIZE | OPEN_GRAIN | OPEN_WINDOW | OPEN_WAYS | OPEN_TYPE,
	OPEN_ORDER | OPEN_SIZE | OPEN_GRAIN | OPEN_WINDOW | OPEN_WAYS | OPEN_MEMBERS,
	~0U,
};

static struct plan_request opened(struct plan_machine *machine, const struct plan_request *request,
				  unsigned int open)
{
	struct plan_request other = *request;

	/* In any order means: as many as are named. */
	if (open & OPEN_ORDER) {
		if (request->ordered && !other.ways)
			other.ways = request->nr_members;
		other.ordered = false;
	}
	if (open & OPEN_SIZE)
		other.size = 0;
	if (open & OPEN_GRAIN)
		other.grain = 0;
	if (open & OPEN_WINDOW)
		other.any_window = true;
	if (open & OPEN_WAYS)
		other.ways = 0;
	if (open & OPEN_TYPE)
		other.typed = false;
	if (open & OPEN_MEMBERS) {
		other.members = machine->members;
		other.nr_members = machine->nr_members;
	}
	return other;
}

static bool is_same(const struct plan *one, const struct plan *other)
{
	return one->window == other->window && one->type == other->type &&
	       one->ways == other->ways && one->grain == other->grain &&
	       one->size == other->size &&
	       !memcmp(one->members, other->members, one->ways * sizeof(one->members[0]));
}

size_t plan_instead(struct plan_machine *machine, const struct plan_request *request,
		    struct plan *plans, size_t room)
{
	struct plan_refusal ignored;
	size_t nr = 0, same;

	for (size_t i = 0; i < ARRAY_SIZE(ladder) && nr < room; i++) {
		struct plan_request other = opened(machine, request, ladder[i]);

		if (!plan_make(machine, &other, &plans[nr], &ignored))
			continue;
		for (same = 0; same < nr && !is_same(&plans[same], &plans[nr]);)
			same++;
		if (same == nr)
			nr++;
	}
	return nr;
}
