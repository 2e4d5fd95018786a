// SPDX-License-Identifier: GPL-2.0-or-later
/* Memdevs that could be members of a region if they were enabled: see disabled.h. */
#include <stdio.h>
#include <string.h>

#include "cxl/region/disabled.h"

static bool is_member(const struct plan_machine *machine, const struct cxl_memdev *memdev)
{
	for (size_t i = 0; i < machine->nr_members; i++)
		if (machine->members[i]->memdev == memdev)
			return true;
	return false;
}

static unsigned long long capacity_of(struct cxl_memdev *memdev,
				      const struct plan_request *request)
{
	unsigned long long pmem = cxl_memdev_get_pmem_size(memdev);
	unsigned long long ram = cxl_memdev_get_ram_size(memdev);

	if (request->typed)
		return request->type == PLAN_PMEM ? pmem : ram;
	return pmem + ram;
}

void find_disabled_members(const struct plan_machine *machine, const struct plan_request *request,
			   struct disabled_members *disabled)
{
	size_t used = 0, room = sizeof(disabled->names);
	struct cxl_memdev *memdev;

	*disabled = (struct disabled_members){ 0 };
	cxl_memdev_foreach(machine->ctx, memdev) {
		unsigned long long capacity = capacity_of(memdev, request);

		if (cxl_memdev_is_enabled(memdev) || is_member(machine, memdev) ||
		    capacity < PLAN_UNIT)
			continue;
		disabled->capacity += capacity;
		if (used < room)
			used += snprintf(disabled->names + used, room - used, "%s%s",
					 disabled->nr ? " " : "", cxl_memdev_get_devname(memdev));
		disabled->nr++;
	}
	if (used >= room)
		snprintf(disabled->names, room, "all");
}

/* Wrong in itself: no member would help. */
static bool is_about_members(const char *rule)
{
	static const char *const others[] = {
		"ways", "window-ways", "granularity", "window-granularity", "window-type",
		"window-address", "window", "qos-class",
	};

	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		if (!strcmp(rule, others[i]))
			return false;
	return true;
}

/* The smallest region that would do; 0: one of that size is not possible at all. */
static unsigned long long size_wanted(const struct plan_request *request, unsigned long long ways)
{
	if (!request->size)
		return PLAN_UNIT * ways;
	return request->size % PLAN_UNIT ? 0 : request->size;
}

static bool has_room(const struct plan_machine *machine, const struct plan_request *request,
		     unsigned long long size)
{
	for (size_t i = 0; i < machine->nr_windows; i++) {
		const struct plan_window *window = &machine->windows[i];

		for (size_t j = 0; j < window->nr_holes && !window->excluded; j++)
			if ((!request->typed || window->type[request->type]) &&
			    window->holes[j].size >= size)
				return true;
	}
	return false;
}

void refuse_disabled_members(const struct plan_machine *machine,
			     const struct plan_request *request,
			     const struct disabled_members *disabled,
			     struct plan_refusal *refusal)
{
	unsigned long long ways = request->ways ? request->ways : 1;
	unsigned long long size = size_wanted(request, ways), have = 0;
	size_t nr = 0;

	if (!disabled->nr || request->ordered || !size || !is_about_members(refusal->rule) ||
	    !has_room(machine, request, size))
		return;
	for (size_t i = 0; i < request->nr_members; i++) {
		const struct plan_member *member = request->members[i];
		unsigned long long free = request->typed ? member->free[request->type] :
					  member->free[PLAN_PMEM] + member->free[PLAN_RAM];

		have += free;
		nr += free > 0;
	}
	if ((have >= size && nr >= ways) || have + disabled->capacity < size ||
	    nr + disabled->nr < ways)
		return;
	plan_must(refusal, "members of a region are enabled memdevs");
	plan_found(refusal, "%zu memdev%s disabled (%s), with %s%s%s", disabled->nr,
		   disabled->nr == 1 ? " is" : "s are", disabled->names,
		   plan_size(disabled->capacity), request->typed ? " of " : "",
		   request->typed ? plan_type_name(request->type) : "");
	plan_refuse(refusal, 9, "members-enabled");
}
