// SPDX-License-Identifier: GPL-2.0-or-later
/* Plans as JSON: rows of the plan, its members and its writes. */
#include <errno.h>

#include "cxl/show/plan-rows.h"
#include "lib/tool/view/emit.h"

static bool get_window(void *object, struct value *value)
{
	const struct plan *plan = object;

	return value_str(value, cxl_decoder_get_devname(plan->window->decoder));
}

static bool get_type(void *object, struct value *value)
{
	const struct plan *plan = object;

	return value_str(value, plan_type_name(plan->type));
}

static bool get_qos_class(void *object, struct value *value)
{
	const struct plan *plan = object;

	return value_num(value, plan->window->qos_class);
}

static bool get_mismatch(void *object, struct value *value)
{
	const struct plan *plan = object;

	value->flag = true;
	return plan->qos_mismatch;
}

static const struct show_row rows_of_option[] = {
	{ "decoder", SHOW_text, .get = get_window },
	{ "type", SHOW_text, .get = get_type },
	SHOW_MEMBER("interleave_ways", dec, struct plan, ways, uint),
	SHOW_MEMBER("interleave_granularity", dec, struct plan, grain, uint),
	SHOW_MEMBER("interleave_granularity_max", dec, struct plan, grain_max, uint),
	SHOW_MEMBER("max_size", size, struct plan, size_max, size),
	{ "qos_class", SHOW_dec, .get = get_qos_class },
	{ "qos_class_mismatch", SHOW_flag, .get = get_mismatch },
};

static const struct show_type option_type = {
	.name = "option", .rows = rows_of_option, .nr = ARRAY_SIZE(rows_of_option),
};

static const struct show_row rows_of_plan[] = {
	{ "decoder", SHOW_text, .get = get_window },
	{ "type", SHOW_text, .get = get_type },
	SHOW_MEMBER("resource", hex, struct plan, start, u64),
	SHOW_MEMBER("size", size, struct plan, size, size),
	SHOW_MEMBER("interleave_ways", dec, struct plan, ways, uint),
	SHOW_MEMBER("interleave_granularity", dec, struct plan, grain, uint),
	{ "qos_class", SHOW_dec, .get = get_qos_class },
	{ "qos_class_mismatch", SHOW_flag, .get = get_mismatch },
};

static const struct show_type plan_type = {
	.name = "plan", .rows = rows_of_plan, .nr = ARRAY_SIZE(rows_of_plan),
};

/* A member at its position. */
struct placed {
	const struct plan *plan;
	unsigned int position;
};

static const struct plan_member *member_of(const struct placed *placed)
{
	return placed->plan->members[placed->position];
}

static bool get_memdev(void *object, struct value *value)
{
	return value_str(value, plan_member_name(member_of(object)));
}

static bool get_decoder(void *object, struct value *value)
{
	return value_str(value, cxl_decoder_get_devname(member_of(object)->endpoint->decoder));
}

static bool get_dpa_resource(void *object, struct value *value)
{
	const struct placed *placed = object;

	return value_u64(value, member_of(placed)->start[placed->plan->type]);
}

static bool get_dpa_size(void *object, struct value *value)
{
	const struct placed *placed = object;

	return value_size(value, placed->plan->size / placed->plan->ways);
}

static bool get_dpa_skip(void *object, struct value *value)
{
	const struct placed *placed = object;

	value->u64 = placed->plan->type == PLAN_PMEM ? member_of(placed)->skip : 0;
	return value->u64;
}

static const struct show_row rows_of_member[] = {
	SHOW_MEMBER("position", dec, struct placed, position, uint),
	{ "memdev", SHOW_text, .get = get_memdev },
	{ "decoder", SHOW_text, .get = get_decoder },
	{ "dpa_resource", SHOW_hex, .get = get_dpa_resource },
	{ "dpa_size", SHOW_size, .get = get_dpa_size },
	{ "dpa_skip", SHOW_size, .get = get_dpa_skip },
};

static const struct show_type member_type = {
	.name = "member", .rows = rows_of_member, .nr = ARRAY_SIZE(rows_of_member),
};

static const struct show_row rows_of_write[] = {
	SHOW_CHARS("file", struct step, file),
	SHOW_CHARS("value", struct step, value),
};

static const struct show_type write_type = {
	.name = "write", .rows = rows_of_write, .nr = ARRAY_SIZE(rows_of_write),
};

/* Below @node, in @group: the members of @plan, kept in @placed. */
static int link_members(struct node *node, struct group *group, const struct plan *plan,
			struct placed *placed)
{
	*group = (struct group){ .key = "mappings" };
	node->groups = group;
	node->nr_groups = 1;
	for (unsigned int i = 0; i < plan->ways; i++) {
		placed[i] = (struct placed){ plan, i };
		if (!group_add(group, &member_type, &placed[i]))
			return -ENOMEM;
	}
	return 0;
}

int emit_dry_run(struct region_steps *steps, bool human)
{
	struct group groups[2];
	struct placed placed[PLAN_WAYS_MAX];
	struct node node = { .type = &plan_type, .object = (void *)(uintptr_t)steps->plan };
	int rc = link_members(&node, &groups[0], steps->plan, placed);

	groups[1] = (struct group){ .key = "writes" };
	node.nr_groups = 2;
	for (unsigned int i = 0; i < steps->list.nr && rc == 0; i++)
		rc = group_add(&groups[1], &write_type, &steps->list.all[i]) ? 0 : -ENOMEM;
	if (rc == 0)
		rc = emit_json_object(&node, NULL, human);
	groups_free(groups, 2);
	return rc;
}

int emit_plan_list(struct plan_list *list, bool human)
{
	struct placed *placed = calloc(list->nr + 1, PLAN_WAYS_MAX * sizeof(*placed));
	struct group *members = calloc(list->nr + 1, sizeof(*members));
	struct group options = { .key = "options" };
	int rc = placed && members ? 0 : -ENOMEM;
	struct node *node;

	for (size_t i = 0; i < list->nr && rc == 0; i++) {
		node = group_add(&options, &option_type, &list->plans[i]);
		rc = node ? link_members(node, &members[i], &list->plans[i],
					 placed + i * PLAN_WAYS_MAX) :
			    -ENOMEM;
	}
	if (rc == 0)
		rc = emit_json(&options, 1, NULL, human);
	/* The groups of the nodes are in one array of ours. */
	if (members)
		groups_free(members, list->nr);
	free(options.nodes);
	free(members);
	free(placed);
	return rc;
}
