// SPDX-License-Identifier: GPL-2.0-or-later
/* Disabling and destroying a region: every step, or none. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "cxl/region/destroy.h"
#include "cxl/region/holders.h"
#include "cxl/region/memory.h"
#include "cxl/region/plan.h"
#include "lib/tool/verb/signals.h"

/*
 * A region that the firmware began and that lacks members: the kernel frees nothing of
 * those that are there.
 */
static bool is_incomplete(struct cxl_region *region, struct cxl_decoder *decoder)
{
	struct cxl_port *endpoint = cxl_decoder_get_port(decoder);

	if (cxl_region_decode_is_committed(region) ||
	    cxl_port_decoders_committed(endpoint) <= cxl_decoder_get_id(decoder))
		return false;
	say_error("%s: %s is committed, the region is not: members of the firmware's region are missing",
		  cxl_region_get_devname(region), cxl_decoder_get_devname(decoder));
	say_hint("Enable its other members (cxl enable-memdev), or take this one out: cxl disable-memdev %s",
		 cxl_port_get_host(endpoint) ? cxl_port_get_host(endpoint) : "MEMDEV");
	return true;
}

bool region_check_destroyable(struct cxl_region *region)
{
	const char *name = cxl_region_get_devname(region);
	unsigned int ways = cxl_region_get_interleave_ways(region);
	bool locked = cxl_region_locked_state(region) == CXL_REGION_LOCKED;

	for (unsigned int i = 0; i < ways && i < PLAN_WAYS_MAX; i++) {
		struct cxl_decoder *decoder = cxl_region_get_target_decoder(region, i), *later;

		if (!decoder)
			continue;
		if (is_incomplete(region, decoder))
			return false;
		locked |= cxl_decoder_is_locked(decoder);
		for (later = cxl_decoder_get_next(decoder); later;
		     later = cxl_decoder_get_next(later)) {
			struct cxl_region *other = cxl_decoder_get_region(later);
			unsigned long long size = cxl_decoder_get_dpa_size(later);

			if (size == 0 || size == ULLONG_MAX)
				continue;
			say_error("%s: capacity is given back in the opposite order: %s of it has some, and %s behind it has %s%s%s",
				  name, cxl_decoder_get_devname(decoder),
				  cxl_decoder_get_devname(later), plan_size(size),
				  other ? " for " : "",
				  other ? cxl_region_get_devname(other) : "");
			say_hint("First: cxl %s %s", other ? "destroy-region" : "free-dpa",
				 other ? cxl_region_get_devname(other) :
					 cxl_memdev_get_devname(cxl_decoder_get_memdev(later)));
			return false;
		}
	}
	if (locked)
		say_error("%s: the firmware locked it: it stays until the machine is reset", name);
	return !locked;
}

static struct cxl_region *region_of(void *env)
{
	return ((struct region_memory *)env)->region;
}

static int disable(void *env, const struct step *step)
{
	(void)step;
	return cxl_region_disable(region_of(env));
}

static int enable(void *env, const struct step *step)
{
	(void)step;
	return cxl_region_enable(region_of(env));
}

static int reset(void *env, const struct step *step)
{
	(void)step;
	return cxl_region_decode_reset(region_of(env));
}

static int commit(void *env, const struct step *step)
{
	(void)step;
	return cxl_region_decode_commit(region_of(env));
}

static int detach(void *env, const struct step *step)
{
	return cxl_region_clear_target(region_of(env), step->position);
}

static int attach(void *env, const struct step *step)
{
	return cxl_region_set_target(region_of(env), step->position, step->object);
}

static int free_capacity(void *env, const struct step *step)
{
	(void)env;
	return cxl_decoder_set_dpa_size(step->object, 0);
}

static int restore_capacity(void *env, const struct step *step)
{
	(void)env;
	if (step->before == 0 || step->before == ULLONG_MAX)
		return 0;
	return cxl_decoder_set_dpa_size(step->object, step->before);
}

static int delete(void *env, const struct step *step)
{
	(void)step;
	return cxl_region_delete(region_of(env));
}

static void add_disable(struct steps *steps, struct region_memory *memory, const char *what)
{
	const char *name = cxl_region_get_devname(memory->region);
	struct step *step;

	region_memory_steps(memory, steps);
	step = steps_add(steps, disable, enable);
	step->what = what;
	step_writes(step, name, "%s/driver/unbind", name);
}

static void add_member(struct steps *steps, struct cxl_region *region, unsigned int position)
{
	struct cxl_decoder *decoder = cxl_region_get_target_decoder(region, position);
	struct step *step;

	if (!decoder)
		return;
	step = steps_add(steps, detach, attach);
	step->position = position;
	step->object = decoder;
	step_writes(step, "", "%s/target%u", cxl_region_get_devname(region), position);
	step = steps_add(steps, free_capacity, restore_capacity);
	step->object = decoder;
	step->before = cxl_decoder_get_dpa_size(decoder);
	step_writes(step, "0", "%s/dpa_size", cxl_decoder_get_devname(decoder));
}

static void add_destroy(struct steps *steps, struct cxl_region *region)
{
	const char *name = cxl_region_get_devname(region);
	unsigned int ways = cxl_region_get_interleave_ways(region);
	struct step *step;

	if (cxl_region_decode_is_committed(region)) {
		step = steps_add(steps, reset, commit);
		/* Some of its decoders may be reset when the kernel refuses another. */
		step->half = true;
		step_writes(step, "0", "%s/commit", name);
	}
	for (unsigned int i = 0; i < ways && i < PLAN_WAYS_MAX; i++)
		add_member(steps, region, i);
	step = steps_add(steps, delete, NULL);
	step_writes(step, name, "%s/delete_region",
		    cxl_decoder_get_devname(cxl_region_get_decoder(region)));
}

/* A block that stays online was reported, unless a signal came first. */
static void undo(struct steps *steps, struct region_memory *memory, int rc)
{
	const char *name = cxl_region_get_devname(memory->region);
	bool in_use = memory->refused && !memory->force;

	if (!in_use)
		steps_report(steps, name, rc);
	steps_undo(steps, memory, rc);
	if (in_use)
		say_error("%s: its memory is in use%s", name,
			  steps->undo_failed ? "" : "; all is as it was before");
	if (steps_report_kept(steps) && !in_use)
		say_hint("undone   %s is as it was before", name);
	if (in_use)
		region_report_holders(memory->region);
}

static int carry_out(struct session *session, struct steps *steps, struct region_memory *memory,
		     bool dry_run)
{
	struct signals signals;
	int rc = 0;

	steps->detail = session->detail;
	if (dry_run && !steps->no_memory) {
		printf("region   %s\n", cxl_region_get_devname(memory->region));
		steps_print(steps);
	} else {
		signals_hold(&signals);
		rc = steps_run(steps, memory);
		if (rc)
			undo(steps, memory, rc);
		signals_release(&signals);
	}
	session->detail[0] = '\0';
	steps_free(steps);
	region_memory_free(memory);
	return rc;
}

int region_disable(struct session *session, const struct region_change *change)
{
	struct region_memory memory = { .region = change->region, .force = change->force };
	struct steps steps = { 0 };

	if (!cxl_region_is_enabled(change->region))
		return 0;
	if (region_check_namespaces(change->region, change->force))
		return -EBUSY;
	add_disable(&steps, &memory, "disable");
	return carry_out(session, &steps, &memory, change->dry_run);
}

int region_destroy(struct session *session, const struct region_change *change)
{
	/* What does not go offline is lost with the region. */
	struct region_memory memory = { .region = change->region, .force = true };
	struct steps steps = { 0 };

	if (cxl_region_is_enabled(change->region)) {
		if (region_check_namespaces(change->region, true))
			return -EBUSY;
		add_disable(&steps, &memory, NULL);
	}
	add_destroy(&steps, change->region);
	return carry_out(session, &steps, &memory, change->dry_run);
}
