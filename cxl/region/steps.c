// SPDX-License-Identifier: GPL-2.0-or-later
/* A plan as the steps that the kernel is asked to take. */
#include <stdio.h>
#include <string.h>

#include "cxl/region/steps.h"
#include "lib/base/parse.h"

static struct region_step *add(struct region_steps *steps, enum step_what what,
			       const char *folder, const char *file)
{
	struct region_step *step = &steps->all[steps->nr++];

	*step = (struct region_step){ .what = what };
	snprintf(step->file, sizeof(step->file), "%s/%s", folder, file);
	return step;
}

static struct region_step *add_member(struct region_steps *steps, enum step_what what,
				      unsigned int position, const char *file)
{
	struct cxl_decoder *decoder = steps->plan->members[position]->endpoint->decoder;
	struct region_step *step = add(steps, what, cxl_decoder_get_devname(decoder), file);

	step->position = position;
	step->decoder = decoder;
	return step;
}

static void set_number(struct region_step *step, const char *format, unsigned long long number)
{
	snprintf(step->value, sizeof(step->value), strcmp(format, "hex") ? "%llu" : "%#llx",
		 number);
}

static void set_text(struct region_step *step, const char *text)
{
	snprintf(step->value, sizeof(step->value), "%s", text);
}

static void add_region(struct region_steps *steps)
{
	const struct plan *plan = steps->plan;
	char text[UUID_TEXT_SIZE];

	set_text(add(steps, STEP_CREATE, cxl_decoder_get_devname(plan->window->decoder),
		     plan->type == PLAN_PMEM ? "create_pmem_region" : "create_ram_region"),
		 steps->region);
	set_number(add(steps, STEP_GRAIN, steps->region, "interleave_granularity"), "",
		   plan->grain);
	set_number(add(steps, STEP_WAYS, steps->region, "interleave_ways"), "", plan->ways);
	if (plan->type == PLAN_PMEM) {
		format_uuid(steps->uuid, text);
		set_text(add(steps, STEP_UUID, steps->region, "uuid"), text);
	}
	set_number(add(steps, STEP_SIZE, steps->region, "size"), "hex", plan->size);
}

/* What was reserved for this decoder before is used if it fits, else replaced. */
static void add_capacity(struct region_steps *steps, unsigned int position)
{
	const struct plan *plan = steps->plan;
	const struct plan_member *member = plan->members[position];
	struct cxl_decoder *decoder = member->endpoint->decoder;
	bool right = cxl_decoder_get_mode(decoder) == plan_mode(plan->type);
	unsigned long long share = plan->size / plan->ways;

	if (right && member->reserved == share)
		return;
	if (!right && member->reserved)
		set_text(add_member(steps, STEP_RELEASE, position, "dpa_size"), "0");
	if (!right)
		set_text(add_member(steps, STEP_MODE, position, "mode"),
			 plan_type_name(plan->type));
	set_number(add_member(steps, STEP_CAPACITY, position, "dpa_size"), "hex", share);
}

void region_steps_make(struct region_steps *steps, const struct plan *plan, const char *region,
		       const uuid_t uuid)
{
	*steps = (struct region_steps){ .plan = plan, .region = region };
	memcpy(steps->uuid, uuid, sizeof(steps->uuid));
	add_region(steps);
	for (unsigned int i = 0; i < plan->ways; i++) {
		struct region_step *step;
		char target[32];

		add_capacity(steps, i);
		snprintf(target, sizeof(target), "target%u", i);
		step = add(steps, STEP_TARGET, region, target);
		step->position = i;
		step->decoder = plan->members[i]->endpoint->decoder;
		set_text(step, cxl_decoder_get_devname(step->decoder));
	}
	set_text(add(steps, STEP_COMMIT, region, "commit"), "1");
	set_text(add(steps, STEP_ENABLE, "drivers/cxl_region", "bind"), region);
}
