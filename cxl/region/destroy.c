// SPDX-License-Identifier: GPL-2.0-or-later
/* Taking a region apart: every step, or none. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "cxl/region/destroy.h"
#include "cxl/region/plan.h"
#include "lib/tool/verb/signals.h"

enum part_what { PART_DISABLE, PART_RESET, PART_DETACH, PART_FREE, PART_DELETE };

/* One step, and what there was before it. */
struct part {
	enum part_what what;
	unsigned int position;
	struct cxl_decoder *decoder;
	unsigned long long size;
};

#define PARTS_MAX	(3 + 2 * PLAN_WAYS_MAX)

struct taking {
	struct cxl_region *region;
	struct part parts[PARTS_MAX];
	unsigned int nr;
};

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

bool region_may_go(struct cxl_region *region)
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

static struct part *add(struct taking *taking, enum part_what what)
{
	struct part *part = &taking->parts[taking->nr++];

	*part = (struct part){ .what = what };
	return part;
}

static void make_parts(struct taking *taking)
{
	struct cxl_region *region = taking->region;
	unsigned int ways = cxl_region_get_interleave_ways(region);

	if (cxl_region_is_enabled(region))
		add(taking, PART_DISABLE);
	if (cxl_region_decode_is_committed(region))
		add(taking, PART_RESET);
	for (unsigned int i = 0; i < ways && i < PLAN_WAYS_MAX; i++) {
		struct cxl_decoder *decoder = cxl_region_get_target_decoder(region, i);
		struct part *part;

		if (!decoder)
			continue;
		part = add(taking, PART_DETACH);
		part->position = i;
		part->decoder = decoder;
		part = add(taking, PART_FREE);
		part->position = i;
		part->decoder = decoder;
		part->size = cxl_decoder_get_dpa_size(decoder);
	}
	add(taking, PART_DELETE);
}

static int take(struct taking *taking, const struct part *part)
{
	switch (part->what) {
	case PART_DISABLE:
		return cxl_region_disable(taking->region);
	case PART_RESET:
		return cxl_region_decode_reset(taking->region);
	case PART_DETACH:
		return cxl_region_clear_target(taking->region, part->position);
	case PART_FREE:
		return cxl_decoder_set_dpa_size(part->decoder, 0);
	case PART_DELETE:
		return cxl_region_delete(taking->region);
	}
	return -EINVAL;
}

static int take_back(struct taking *taking, const struct part *part)
{
	switch (part->what) {
	case PART_DISABLE:
		return cxl_region_enable(taking->region);
	case PART_RESET:
		return cxl_region_decode_commit(taking->region);
	case PART_DETACH:
		return cxl_region_set_target(taking->region, part->position, part->decoder);
	case PART_FREE:
		if (part->size == 0 || part->size == ULLONG_MAX)
			return 0;
		return cxl_decoder_set_dpa_size(part->decoder, part->size);
	case PART_DELETE:
		break;
	}
	return 0;
}

/* Backwards; the step that failed may be half done, and is put right as well. */
static void undo(struct session *session, struct taking *taking, unsigned int failed)
{
	const char *name = cxl_region_get_devname(taking->region);
	int rc, first = 0;

	for (unsigned int i = failed + 1; i--;) {
		const struct part *part = &taking->parts[i];

		if (i == failed && part->what != PART_RESET)
			continue;
		session->detail[0] = '\0';
		rc = take_back(taking, part);
		if (rc && !first) {
			first = rc;
			say_hint("NOT undone from there on: %s",
				 session->detail[0] ? session->detail : strerror(-rc));
		}
	}
	if (!first)
		say_hint("undone   %s is as it was before", name);
}

static int take_all(struct session *session, struct taking *taking)
{
	const char *name = cxl_region_get_devname(taking->region);

	for (unsigned int i = 0; i < taking->nr; i++) {
		int rc;

		session->detail[0] = '\0';
		rc = hold_asked() ? -EINTR : take(taking, &taking->parts[i]);
		if (!rc)
			continue;
		if (rc == -EINTR && hold_asked())
			say_error("%s: stopped by a signal before step %u of %u", name, i + 1,
				  taking->nr);
		else
			say_error("%s: step %u of %u failed: %s", name, i + 1, taking->nr,
				  session->detail[0] ? session->detail : strerror(-rc));
		undo(session, taking, i);
		return rc;
	}
	return 0;
}

int region_take_apart(struct session *session, struct cxl_region *region)
{
	struct taking taking = { .region = region };
	struct hold hold;
	int rc;

	make_parts(&taking);
	hold_begin(&hold);
	rc = take_all(session, &taking);
	hold_end(&hold);
	return rc;
}
