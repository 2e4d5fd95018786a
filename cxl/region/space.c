// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Free addresses of a window. The kernel gives a region the first free place that is
 * aligned to 256 MiB and large enough; regions that are not committed have theirs, too.
 */
#include <limits.h>
#include <stdlib.h>

#include "cxl/region/plan.h"

static unsigned long long aligned(unsigned long long address)
{
	return (address + PLAN_UNIT - 1) / PLAN_UNIT * PLAN_UNIT;
}

static void add_hole(struct plan_window *window, unsigned long long start, unsigned long long end)
{
	/* The kernel never begins at 0. */
	start = start < PLAN_UNIT ? PLAN_UNIT : aligned(start);
	if (start >= end || end - start < PLAN_UNIT)
		return;
	window->holes[window->nr_holes++] = (struct plan_hole){
		.start = start,
		.size = (end - start) / PLAN_UNIT * PLAN_UNIT,
	};
}

int plan_window_holes(struct plan_window *window)
{
	unsigned long long end, free_from = window->start;
	struct cxl_region *region;
	size_t nr = 0;

	if (window->start == ULLONG_MAX || window->size == ULLONG_MAX ||
	    window->size > ULLONG_MAX - PLAN_UNIT - window->start) {
		window->hidden = true;
		return 0;
	}
	end = window->start + window->size;
	cxl_region_foreach(window->decoder, region)
		nr++;
	window->holes = calloc(nr + 1, sizeof(*window->holes));
	if (!window->holes)
		return -ENOMEM;
	/* In the order of addresses. */
	cxl_region_foreach(window->decoder, region) {
		unsigned long long start = cxl_region_get_resource(region);
		unsigned long long size = cxl_region_get_size(region);

		if (size == 0 || size == ULLONG_MAX || start < window->start || start >= end)
			continue;
		if (start > free_from)
			add_hole(window, free_from, start);
		if (size > end - start)
			size = end - start;
		if (start + size > free_from)
			free_from = start + size;
	}
	add_hole(window, free_from, end);
	return 0;
}
