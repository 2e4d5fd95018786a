// SPDX-License-Identifier: GPL-2.0-or-later
/* Plans as text for people. */
#include <stdio.h>
#include <string.h>
#include <uuid/uuid.h>

#include "cxl/show/plan-rows.h"
#include "cxl/show/plan.h"

static void member_names(const struct plan *plan, char *buf, size_t len)
{
	size_t used = 0;

	buf[0] = '\0';
	for (unsigned int i = 0; i < plan->ways && used < len; i++) {
		plan_say(buf + used, len - used, "%s%s", i ? " " : "",
			 plan_member_name(plan->members[i]));
		used += strlen(buf + used);
	}
}

void plan_describe(const struct plan *plan, char *buf, size_t len)
{
	char members[PLAN_WAYS_MAX * 12], size[32] = "", grain[32] = "";
	bool largest = plan->size == plan->size_max;

	member_names(plan, members, sizeof(members));
	if (!largest)
		plan_say(size, sizeof(size), " -s %lluM", plan->size >> 20);
	if (plan->grain != plan->window->grain)
		plan_say(grain, sizeof(grain), " -g %u", plan->grain);
	plan_say(buf, len, "cxl create-region -t %s -d %s%s%s %s  # x%u %s, %s%s",
		 plan_type_name(plan->type), cxl_decoder_get_devname(plan->window->decoder), size,
		 grain, members, plan->ways, plan_size(plan->grain), largest ? "up to " : "",
		 plan_size(plan->size));
}

static void print_members(const struct plan *plan)
{
	unsigned long long share = plan->size / plan->ways;

	for (unsigned int i = 0; i < plan->ways; i++) {
		const struct plan_member *member = plan->members[i];

		printf("%-8s %2u: %-6s %-13s DPA %#llx +%s", i ? "" : "members", i,
		       plan_member_name(member),
		       cxl_decoder_get_devname(member->endpoint->decoder),
		       member->start[plan->type], plan_size(share));
		if (plan->type == PLAN_PMEM && member->skip)
			printf(", skips %s of ram", plan_size(member->skip));
		if (member->reserved)
			printf(", %s %s reserved before", plan_size(member->reserved),
			       cxl_decoder_mode_name(member->reserved_mode));
		putchar('\n');
	}
}

static void print_dry_run(const struct region_steps *steps)
{
	const struct plan *plan = steps->plan;
	char text[UUID_STR_LEN];

	printf("region   %s  %s  x%u %s  at %#llx below %s\n", plan_type_name(plan->type),
	       plan_size(plan->size), plan->ways, plan_size(plan->grain), plan->start,
	       cxl_decoder_get_devname(plan->window->decoder));
	if (plan->type == PLAN_PMEM) {
		uuid_unparse_lower(steps->uuid, text);
		printf("uuid     %s\n", text);
	}
	if (plan->qos_mismatch)
		printf("qos      %s is of class %d, the window of %d\n",
		       plan_member_name(plan->qos_mismatch),
		       plan_member_qos(plan->qos_mismatch, plan->type), plan->window->qos_class);
	print_members(plan);
	steps_print(&steps->list);
	printf("nothing was changed\n");
}

int show_dry_run(struct region_steps *steps, bool json, bool human)
{
	if (json)
		return emit_dry_run(steps, human);
	print_dry_run(steps);
	return 0;
}

static void print_qos(const struct plan *plan)
{
	char text[32] = "-";

	if (plan->qos_mismatch)
		plan_say(text, sizeof(text), "%d/%d",
			 plan_member_qos(plan->qos_mismatch, plan->type), plan->window->qos_class);
	else if (plan->window->qos_class >= 0)
		plan_say(text, sizeof(text), "%d", plan->window->qos_class);
	printf("  %-5s", text);
}

static void print_option(const struct plan *plan)
{
	char grains[32], members[PLAN_WAYS_MAX * 12];

	if (plan->grain < plan->grain_max)
		plan_say(grains, sizeof(grains), "%s - %s", plan_size(plan->grain),
			 plan_size(plan->grain_max));
	else
		plan_say(grains, sizeof(grains), "%s", plan_size(plan->grain));
	member_names(plan, members, sizeof(members));
	printf("%-12s  %-4s  %4u  %-14s  %9s", cxl_decoder_get_devname(plan->window->decoder),
	       plan_type_name(plan->type), plan->ways, grains, plan_size(plan->size_max));
	print_qos(plan);
	printf("  %s\n", members);
}

int show_plan_list(struct plan_list *list, bool json, bool human)
{
	if (json)
		return emit_plan_list(list, human);
	if (list->nr)
		printf("%-12s  %-4s  %4s  %-14s  %9s  %-5s  %s\n", "WINDOW", "TYPE", "WAYS",
		       "GRANULARITY", "MAX SIZE", "QOS", "MEMBERS");
	for (size_t i = 0; i < list->nr; i++)
		print_option(&list->plans[i]);
	return 0;
}
