// SPDX-License-Identifier: GPL-2.0-or-later
/* Carrying a plan out: every step, or none. */
#include <errno.h>
#include <string.h>

#include "cxl/region/apply.h"
#include "cxl/show/region-one.h"
#include "lib/tool/verb/signals.h"

struct applying {
	struct session *session;
	struct region_steps *steps;
	struct cxl_region *region;
	enum cxl_decoder_mode modes[PLAN_WAYS_MAX];	/* of the members' decoders, before */
	char undone[256], kept[256];
};

const char *region_next_name(const struct plan *plan, char *buf, size_t len)
{
	struct cxl_decoder *window = plan->window->decoder;
	int rc = cxl_decoder_get_next_region(window, plan_mode(plan->type), buf, len);

	return rc ? "regionN" : buf;
}

static const struct plan_member *member_of(const struct applying *applying,
					   const struct region_step *step)
{
	return applying->steps->plan->members[step->position];
}

/* The kernel may give another name than it offered, when another process was faster. */
static int create(struct applying *applying)
{
	struct region_steps *steps = applying->steps;
	const struct plan *plan = steps->plan;
	struct cxl_decoder *window = plan->window->decoder;
	uuid_t uuid;

	applying->region = plan->type == PLAN_PMEM ? cxl_decoder_create_pmem_region(window) :
						     cxl_decoder_create_ram_region(window);
	if (!applying->region)
		return errno ? -errno : -ENXIO;
	memcpy(uuid, steps->uuid, sizeof(uuid));
	region_steps_make(steps, plan, cxl_region_get_devname(applying->region), uuid);
	return 0;
}

static int take(struct applying *applying, const struct region_step *step)
{
	struct region_steps *steps = applying->steps;
	const struct plan *plan = steps->plan;
	struct cxl_region *region = applying->region;

	switch (step->what) {
	case STEP_CREATE:
		return create(applying);
	case STEP_GRAIN:
		return cxl_region_set_interleave_granularity(region, plan->grain);
	case STEP_WAYS:
		return cxl_region_set_interleave_ways(region, plan->ways);
	case STEP_UUID:
		return cxl_region_set_uuid(region, steps->uuid);
	case STEP_SIZE:
		return cxl_region_set_size(region, plan->size);
	case STEP_RELEASE:
		return cxl_decoder_set_dpa_size(step->decoder, 0);
	case STEP_MODE:
		return cxl_decoder_set_mode(step->decoder, plan_mode(plan->type));
	case STEP_CAPACITY:
		return cxl_decoder_set_dpa_size(step->decoder, plan->size / plan->ways);
	case STEP_TARGET:
		return cxl_region_set_target(region, step->position, step->decoder);
	case STEP_COMMIT:
		return cxl_region_decode_commit(region);
	case STEP_ENABLE:
		return cxl_region_enable(region);
	}
	return -EINVAL;
}

/* What the decoder had when the step was taken. */
static unsigned long long capacity_before(const struct applying *applying,
					  const struct region_step *step)
{
	const struct plan_member *member = member_of(applying, step);

	return member->reserved_mode == plan_mode(applying->steps->plan->type) ?
		       member->reserved : 0;
}

static int take_back(struct applying *applying, const struct region_step *step)
{
	enum cxl_decoder_mode mode;

	switch (step->what) {
	case STEP_CREATE:
		return cxl_region_delete(applying->region);
	case STEP_GRAIN:
	case STEP_WAYS:
	case STEP_UUID:
	case STEP_SIZE:
		/* Ends with the region. */
		return 0;
	case STEP_RELEASE:
		return cxl_decoder_set_dpa_size(step->decoder, member_of(applying, step)->reserved);
	case STEP_MODE:
		/* There is no way back to none, which is no other mode: it has no capacity. */
		mode = applying->modes[step->position];
		if (mode != CXL_DECODER_MODE_PMEM && mode != CXL_DECODER_MODE_RAM)
			return 0;
		return cxl_decoder_set_mode(step->decoder, mode);
	case STEP_CAPACITY:
		return cxl_decoder_set_dpa_size(step->decoder, capacity_before(applying, step));
	case STEP_TARGET:
		return cxl_region_clear_target(applying->region, step->position);
	case STEP_COMMIT:
		return cxl_region_decode_reset(applying->region);
	case STEP_ENABLE:
		return cxl_region_disable(applying->region);
	}
	return -EINVAL;
}

static void note(char *list, size_t room, const struct region_steps *steps,
		 const struct region_step *step)
{
	size_t used = strlen(list);
	const char *comma = used ? ", " : "";

	switch (step->what) {
	case STEP_CREATE:
		plan_say(list + used, room - used, "%s%s", comma, steps->region);
		break;
	case STEP_CAPACITY:
		plan_say(list + used, room - used, "%s%s of capacity on %s", comma,
			 plan_size(steps->plan->size / steps->plan->ways),
			 plan_member_name(steps->plan->members[step->position]));
		break;
	case STEP_TARGET:
		plan_say(list + used, room - used, "%starget%u", comma, step->position);
		break;
	case STEP_COMMIT:
		plan_say(list + used, room - used, "%scommit", comma);
		break;
	default:
		break;
	}
}

/*
 * A step that failed can be half taken: a size that is refused may have freed another, and
 * Linux keeps the last target attached when all of them together are refused.
 */
static bool is_half_taken(const struct applying *applying, const struct region_step *step, int rc)
{
	/* Then it was not even tried. */
	if (rc == -EINTR)
		return false;
	return step->what == STEP_TARGET ||
	       (step->what == STEP_CAPACITY && capacity_before(applying, step));
}

/* Backwards from the step that failed. */
static void undo(struct applying *applying, unsigned int failed, int rc)
{
	struct region_steps *steps = applying->steps;
	bool half = is_half_taken(applying, &steps->all[failed], rc);

	for (unsigned int i = failed + half; i--;) {
		const struct region_step *step = &steps->all[i];

		if (take_back(applying, step))
			note(applying->kept, sizeof(applying->kept), steps, step);
		else
			note(applying->undone, sizeof(applying->undone), steps, step);
	}
}

static void hint(const struct region_step *step, int rc)
{
	if (step->what == STEP_COMMIT && rc == -ENXIO)
		say_hint("The kernel cannot empty the CPU's caches here. In a virtual machine it does not try, unless it has CONFIG_CXL_REGION_INVALIDATION_TEST; cxl-vm --kernel lab has it.");
	else if (rc == -EACCES || rc == -EPERM)
		say_hint("This needs root, or the right to write to /sys: try as root");
	else if (step->what == STEP_UUID && rc == -EBUSY)
		say_hint("Another region has this UUID: cxl list -R shows them.");
	else
		say_hint("The kernel may say more: dmesg; and with: echo \"module cxl_core +p\" > /sys/kernel/debug/dynamic_debug/control");
}

static void explain(struct applying *applying, unsigned int failed, int rc)
{
	const struct region_steps *steps = applying->steps;
	const struct region_step *step = &steps->all[failed];
	const char *detail = applying->session->detail;

	if (rc == -EINTR && hold_asked())
		say_error("stopped by a signal before step %u of %u", failed + 1, steps->nr);
	else if (detail[0])
		say_error("step %u of %u failed: %s", failed + 1, steps->nr, detail);
	else
		say_error("step %u of %u failed: write \"%s\" to %s: %s", failed + 1, steps->nr,
			  step->value, step->file, strerror(-rc));
	applying->session->detail[0] = '\0';
	undo(applying, failed, rc);
	say_hint("undone   %s", applying->undone[0] ? applying->undone : "nothing was to undo");
	if (applying->kept[0])
		say_hint("NOT undone: %s: %s", applying->kept, applying->session->detail);
	if (rc != -EINTR)
		hint(step, rc);
}

static int apply(struct applying *applying)
{
	struct region_steps *steps = applying->steps;

	for (unsigned int i = 0; i < steps->nr; i++) {
		int rc;

		applying->session->detail[0] = '\0';
		rc = hold_asked() ? -EINTR : take(applying, &steps->all[i]);
		if (rc) {
			explain(applying, i, rc);
			return CLI_FAILED;
		}
	}
	return CLI_OK;
}

int region_apply(struct session *session, struct region_steps *steps, bool human)
{
	struct applying applying = { .session = session, .steps = steps };
	struct hold hold;
	int status;

	for (unsigned int i = 0; i < steps->plan->ways; i++)
		applying.modes[i] =
			cxl_decoder_get_mode(steps->plan->members[i]->endpoint->decoder);
	hold_begin(&hold);
	status = apply(&applying);
	if (status == CLI_OK) {
		/* It is there, even where it cannot be printed. */
		if (show_region(applying.region, human))
			status = CLI_FAILED;
		say_status("created 1 region: %s", cxl_region_get_devname(applying.region));
	}
	hold_end(&hold);
	return status;
}
