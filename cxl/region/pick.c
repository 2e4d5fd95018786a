// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Choosing members: at every port, a power of 2 of what is below takes equal shares, in
 * turn. Of all ways to do that, the one whose smallest member is largest.
 */
#include <stdlib.h>
#include <string.h>

#include "cxl/region/plan.h"

struct pick {
	struct plan_member *members[PLAN_WAYS_MAX];
	unsigned long long capacity;	/* of the smallest; 0: there is no choice */
	size_t at;			/* of the child it is from */
};

static bool is_usable(const struct plan_port *port, const struct plan_wish *wish)
{
	return port->decoder && (!port->last || port->last_start < wish->start);
}

static struct pick pick_member(const struct plan_port *port, const struct plan_wish *wish)
{
	struct plan_member *member = port->member;
	struct pick pick = { .members = { member } };

	if (!member->wanted || !is_usable(port, wish) ||
	    cxl_decoder_get_target_type(port->decoder) == CXL_DECODER_TTYPE_ACCELERATOR)
		return pick;
	pick.capacity = member->free[wish->type];
	if (wish->enough && pick.capacity > wish->enough)
		pick.capacity = wish->enough;
	return pick;
}

static int by_capacity(const void *a, const void *b)
{
	const struct pick *one = a, *other = b;

	if (one->capacity != other->capacity)
		return one->capacity < other->capacity ? 1 : -1;
	return one->at < other->at ? -1 : 1;
}

static int by_place(const void *a, const void *b)
{
	const struct pick *one = a, *other = b;

	return one->at < other->at ? -1 : 1;
}

static struct pick pick_below(const struct plan_port *port, unsigned int nr, unsigned int grain,
			      const struct plan_wish *wish);

/* @nr members of @fanout children, each with the same number of them. */
static struct pick pick_shares(const struct plan_port *port, unsigned int nr, unsigned int fanout,
			       unsigned int grain, const struct plan_wish *wish, struct pick *picks)
{
	const struct plan_port *child = port->children;
	struct pick best = { 0 };

	for (size_t i = 0; i < port->nr_children; i++, child = child->next) {
		picks[i] = pick_below(child, nr / fanout, grain * fanout, wish);
		picks[i].at = i;
	}
	qsort(picks, port->nr_children, sizeof(*picks), by_capacity);
	if (!picks[fanout - 1].capacity)
		return best;
	best.capacity = picks[fanout - 1].capacity;
	qsort(picks, fanout, sizeof(*picks), by_place);
	for (unsigned int i = 0; i < nr; i++)
		best.members[i] = picks[i % fanout].members[i / fanout];
	return best;
}

/* @grain: the granularity that the decoder of @port would have. */
static struct pick pick_below(const struct plan_port *port, unsigned int nr, unsigned int grain,
			      const struct plan_wish *wish)
{
	struct pick best = { 0 }, pick;
	_cleanup_free_ struct pick *picks = NULL;

	if (port->member)
		return nr == 1 ? pick_member(port, wish) : best;
	if (port->port && (grain > PLAN_GRAIN_MAX || !is_usable(port, wish)))
		return best;
	picks = calloc(port->nr_children + 1, sizeof(*picks));
	if (!picks)
		return best;
	/* The widest first: it is the fastest of equals. */
	for (unsigned int fanout = PLAN_FANOUT_MAX; fanout; fanout /= 2) {
		if (nr % fanout || fanout > port->nr_children)
			continue;
		pick = pick_shares(port, nr, fanout, grain, wish, picks);
		if (pick.capacity > best.capacity)
			best = pick;
	}
	return best;
}

/* Positions of a window that lead to the bridge of the first one. */
static unsigned int slots_of(const struct plan_window *window, unsigned int first,
			     unsigned int slots[PLAN_WAYS_MAX])
{
	unsigned int nr = 0;

	for (unsigned int i = 0; i < window->ways; i++)
		if (window->targets[i] == window->targets[first])
			slots[nr++] = i;
	return nr;
}

bool plan_pick(const struct plan_window *window, const struct plan_wish *wish,
	       struct plan_member *members[PLAN_WAYS_MAX], unsigned long long *capacity)
{
	/* For the arithmetic of ports below, 3 is no factor. */
	unsigned int factor = window->ways % 3 ? window->ways : window->ways / 3;
	unsigned int slots[PLAN_WAYS_MAX];

	*capacity = ~0ULL;
	for (unsigned int i = 0; i < window->ways; i++) {
		unsigned int nr_slots = window->targets[i] ? slots_of(window, i, slots) : 0;
		unsigned int share = wish->ways / window->ways * nr_slots;
		struct pick pick;

		if (!nr_slots || share > PLAN_WAYS_MAX)
			return false;
		if (slots[0] != i)
			continue;
		pick = pick_below(window->targets[i], share, wish->grain * factor, wish);
		if (!pick.capacity)
			return false;
		if (pick.capacity < *capacity)
			*capacity = pick.capacity;
		for (unsigned int j = 0; j < share; j++)
			members[j / nr_slots * window->ways + slots[j % nr_slots]] =
				pick.members[j];
	}
	return true;
}
