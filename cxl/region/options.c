// SPDX-License-Identifier: GPL-2.0-or-later
/* Every region that could be made. */
#include <errno.h>

#include "cxl/region/options.h"

static int add(struct plan_list *list, const struct plan *plan)
{
	size_t room = list->room ? 2 * list->room : 64;
	struct plan *plans = list->plans;

	if (list->nr == list->room) {
		plans = reallocarray(plans, room, sizeof(*plans));
		if (!plans)
			return -ENOMEM;
		list->plans = plans;
		list->room = room;
	}
	plans[list->nr++] = *plan;
	return 0;
}

static int add_window(const struct plan_window *window, enum plan_type type,
		      const struct plan_request *request, struct plan_list *list)
{
	struct plan_refusal ignored = { 0 };
	struct plan plan;
	int rc = 0;

	for (const unsigned int *ways = plan_ways; *ways && rc == 0; ways++)
		if ((!request->ways || request->ways == *ways) &&
		    plan_fit(window, type, *ways, request, &plan, &ignored))
			rc = add(list, &plan);
	return rc;
}

int plan_list_make(struct plan_machine *machine, const struct plan_request *request,
		   struct plan_list *list)
{
	struct plan_request free_order = *request;
	int rc = 0;

	*list = (struct plan_list){ 0 };
	free_order.ordered = false;
	for (size_t i = 0; i < machine->nr_members; i++)
		machine->members[i]->wanted = false;
	for (size_t i = 0; i < request->nr_members; i++)
		request->members[i]->wanted = true;
	for (size_t i = 0; i < machine->nr_windows && rc == 0; i++)
		for (enum plan_type type = 0; type < PLAN_NR_TYPES && rc == 0; type++)
			if (!machine->windows[i].excluded &&
			    (!request->typed || request->type == type))
				rc = add_window(&machine->windows[i], type, &free_order, list);
	return rc;
}
