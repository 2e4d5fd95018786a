// SPDX-License-Identifier: GPL-2.0-or-later
/* A plan as the steps that the kernel is asked to do. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <uuid/uuid.h>

#include "cxl/region/steps.h"

static void fill(struct region_steps *steps);

/* The kernel may give another name than it offered, when another process was faster. */
static int create(void *env, const struct step *step)
{
	struct region_steps *steps = env;
	struct cxl_decoder *window = step->object;

	steps->made = steps->plan->type == PLAN_PMEM ? cxl_decoder_create_pmem_region(window) :
						       cxl_decoder_create_ram_region(window);
	if (!steps->made)
		return errno ? -errno : -ENXIO;
	steps->region = cxl_region_get_devname(steps->made);
	fill(steps);
	return 0;
}

static int delete(void *env, const struct step *step)
{
	(void)step;
	return cxl_region_delete(((struct region_steps *)env)->made);
}

static int set_granularity(void *env, const struct step *step)
{
	return cxl_region_set_interleave_granularity(((struct region_steps *)env)->made, step->to);
}

static int set_ways(void *env, const struct step *step)
{
	return cxl_region_set_interleave_ways(((struct region_steps *)env)->made, step->to);
}

static int set_uuid(void *env, const struct step *step)
{
	struct region_steps *steps = env;

	(void)step;
	return cxl_region_set_uuid(steps->made, steps->uuid);
}

static int set_size(void *env, const struct step *step)
{
	return cxl_region_set_size(((struct region_steps *)env)->made, step->to);
}

static int set_capacity(void *env, const struct step *step)
{
	(void)env;
	return cxl_decoder_set_dpa_size(step->object, step->to);
}

static int restore_capacity(void *env, const struct step *step)
{
	(void)env;
	return cxl_decoder_set_dpa_size(step->object, step->before);
}

static int set_mode(void *env, const struct step *step)
{
	(void)env;
	return cxl_decoder_set_mode(step->object, step->to);
}

/* There is no way back to none, which is no other mode: it has no capacity. */
static int restore_mode(void *env, const struct step *step)
{
	(void)env;
	if (step->before != CXL_DECODER_MODE_PMEM && step->before != CXL_DECODER_MODE_RAM)
		return 0;
	return cxl_decoder_set_mode(step->object, step->before);
}

static int set_target(void *env, const struct step *step)
{
	return cxl_region_set_target(((struct region_steps *)env)->made, step->position,
				     step->object);
}

static int clear_target(void *env, const struct step *step)
{
	return cxl_region_clear_target(((struct region_steps *)env)->made, step->position);
}

static int commit(void *env, const struct step *step)
{
	(void)step;
	return cxl_region_decode_commit(((struct region_steps *)env)->made);
}

static int reset(void *env, const struct step *step)
{
	(void)step;
	return cxl_region_decode_reset(((struct region_steps *)env)->made);
}

static int enable(void *env, const struct step *step)
{
	(void)step;
	return cxl_region_enable(((struct region_steps *)env)->made);
}

static int disable(void *env, const struct step *step)
{
	(void)step;
	return cxl_region_disable(((struct region_steps *)env)->made);
}

/* What a step writes: @value in decimal, or as sizes in hexadecimal. */
static struct step *write_number(struct step *step, const char *directory, const char *file,
				 unsigned long long value)
{
	char text[32];

	snprintf(text, sizeof(text), "%llu", value);
	step_writes(step, text, "%s/%s", directory, file);
	step->to = value;
	return step;
}

static struct step *write_size(struct step *step, const char *directory, const char *file,
			       unsigned long long value)
{
	char text[32];

	snprintf(text, sizeof(text), "%#llx", value);
	step_writes(step, text, "%s/%s", directory, file);
	step->to = value;
	return step;
}

static void add_region(struct region_steps *steps)
{
	const struct plan *plan = steps->plan;
	struct cxl_decoder *window = plan->window->decoder;
	struct step *step = steps_add(&steps->list, create, delete);
	char text[UUID_STR_LEN];

	step->object = window;
	snprintf(step->name, sizeof(step->name), "%s", steps->region);
	step_writes(step, steps->region, "%s/%s", cxl_decoder_get_devname(window),
		    plan->type == PLAN_PMEM ? "create_pmem_region" : "create_ram_region");
	/* What follows ends with the region. */
	write_number(steps_add(&steps->list, set_granularity, NULL), steps->region,
		     "interleave_granularity", plan->grain);
	write_number(steps_add(&steps->list, set_ways, NULL), steps->region, "interleave_ways",
		     plan->ways);
	if (plan->type == PLAN_PMEM) {
		uuid_unparse_lower(steps->uuid, text);
		step_writes(steps_add(&steps->list, set_uuid, NULL), text, "%s/uuid",
			    steps->region);
	}
	write_size(steps_add(&steps->list, set_size, NULL), steps->region, "size", plan->size);
}

/* What was reserved for this decoder before is used if it fits, else replaced. */
static void add_capacity(struct region_steps *steps, const struct plan_member *member)
{
	const struct plan *plan = steps->plan;
	struct cxl_decoder *decoder = member->endpoint->decoder;
	const char *name = cxl_decoder_get_devname(decoder);
	bool right = cxl_decoder_get_mode(decoder) == plan_mode(plan->type);
	unsigned long long share = plan->size / plan->ways;
	struct step *step;

	if (right && member->reserved == share)
		return;
	if (!right && member->reserved) {
		step = steps_add(&steps->list, set_capacity, restore_capacity);
		step_writes(step, "0", "%s/dpa_size", name);
		step->object = decoder;
		step->before = member->reserved;
	}
	if (!right) {
		step = steps_add(&steps->list, set_mode, restore_mode);
		step_writes(step, plan_type_name(plan->type), "%s/mode", name);
		step->object = decoder;
		step->to = plan_mode(plan->type);
		step->before = cxl_decoder_get_mode(decoder);
	}
	step = write_size(steps_add(&steps->list, set_capacity, restore_capacity), name, "dpa_size",
			  share);
	step->object = decoder;
	step->before = member->reserved_mode == plan_mode(plan->type) ? member->reserved : 0;
	/* A size that is refused may have freed another. */
	step->half = step->before;
	snprintf(step->name, sizeof(step->name), "%s of capacity on %s", plan_size(share),
		 plan_member_name(member));
}

static void add_target(struct region_steps *steps, unsigned int position)
{
	struct cxl_decoder *decoder = steps->plan->members[position]->endpoint->decoder;
	struct step *step = steps_add(&steps->list, set_target, clear_target);

	step->object = decoder;
	step->position = position;
	snprintf(step->name, sizeof(step->name), "target%u", position);
	step_writes(step, cxl_decoder_get_devname(decoder), "%s/%s", steps->region, step->name);
	/* Linux keeps the last target attached when all of them together are refused. */
	step->half = true;
}

static void fill(struct region_steps *steps)
{
	struct step *step;

	steps->list.nr = 0;
	add_region(steps);
	for (unsigned int i = 0; i < steps->plan->ways; i++) {
		add_capacity(steps, steps->plan->members[i]);
		add_target(steps, i);
	}
	step = steps_add(&steps->list, commit, reset);
	snprintf(step->name, sizeof(step->name), "commit");
	step_writes(step, "1", "%s/commit", steps->region);
	step_writes(steps_add(&steps->list, enable, disable), steps->region,
		    "drivers/cxl_region/bind");
}

void region_steps_make(struct region_steps *steps, const struct plan *plan, const char *region,
		       const uuid_t uuid)
{
	*steps = (struct region_steps){ .plan = plan, .region = region };
	memcpy(steps->uuid, uuid, sizeof(steps->uuid));
	fill(steps);
}
