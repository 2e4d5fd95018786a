// SPDX-License-Identifier: GPL-2.0-or-later
/* Rules about one thing: ways, granularity, a member. Rules of positions: plan-targets.c. */
#include <stdarg.h>
#include <stdio.h>

#include "cxl/region/plan.h"
#include "lib/base/bits.h"

const unsigned int plan_ways[] = { 1, 2, 3, 4, 6, 8, 12, 16, 0 };

bool plan_refuse(struct plan_refusal *refusal, int stage, const char *rule)
{
	refusal->rule = rule;
	refusal->stage = stage;
	return false;
}

void plan_say(char *buf, size_t len, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(buf, len, format, args);
	va_end(args);
}

const char *plan_size(unsigned long long bytes)
{
	static const char *const units[] = { "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
	static char bufs[8][32];
	static unsigned int turn;
	char *buf = bufs[turn++ % 8];
	size_t unit = 0;

	while (bytes && bytes % 1024 == 0 && unit < ARRAY_SIZE(units) - 1) {
		bytes /= 1024;
		unit++;
	}
	/* 1536 MiB are told as 1.5 GiB. */
	if (bytes >= 1024 && unit < ARRAY_SIZE(units) - 1 && bytes % 256 == 0)
		snprintf(buf, 32, "%llu.%s %s", bytes / 1024,
			 bytes % 1024 == 512 ? "5" : bytes % 1024 == 256 ? "25" : "75",
			 units[unit + 1]);
	else
		snprintf(buf, 32, "%llu %s", bytes, units[unit]);
	return buf;
}

bool plan_check_ways(const struct plan_window *window, unsigned long long ways,
		     struct plan_refusal *refusal)
{
	const unsigned int *known = plan_ways;

	if (!window->ways || window->ways > PLAN_WAYS_MAX) {
		plan_must(refusal, "it must be known how a window interleaves");
		plan_found(refusal, "%s does not tell", cxl_decoder_get_devname(window->decoder));
		return plan_refuse(refusal, 1, "window-ways");
	}
	while (*known && *known != ways)
		known++;
	if (!*known) {
		plan_must(refusal, "a region has 1, 2, 4, 8, 16, 3, 6 or 12 ways");
		plan_found(refusal, "%llu ways", ways);
		return plan_refuse(refusal, 2, "ways");
	}
	if (ways % window->ways == 0 && is_power_of_2(ways / window->ways))
		return true;
	plan_must(refusal, "the ways of a region are those of its window times 1, 2, 4 or 8");
	plan_found(refusal, "%llu ways, and the window %s has %u", ways,
		   cxl_decoder_get_devname(window->decoder), window->ways);
	return plan_refuse(refusal, 2, "window-ways");
}

bool plan_check_grain(const struct plan_window *window, unsigned long long grain,
		      struct plan_refusal *refusal)
{
	if (!is_power_of_2(grain) || grain < PLAN_GRAIN_MIN || grain > PLAN_GRAIN_MAX) {
		plan_must(refusal, "the granularity is a power of 2 from 256 B to 16 KiB");
		plan_found(refusal, "%llu B", grain);
		return plan_refuse(refusal, 2, "granularity");
	}
	if (window->ways == 1 || window->grain == grain)
		return true;
	plan_must(refusal, "below a window that interleaves, the granularity is the window's");
	plan_found(refusal, "%llu B, and the window %s has %u B", grain,
		   cxl_decoder_get_devname(window->decoder), window->grain);
	return plan_refuse(refusal, 2, "window-granularity");
}

static bool check_order(const struct plan_port *port, unsigned long long start,
			struct plan_refusal *refusal)
{
	if (!port->last || !start || port->last_start < start)
		return true;
	plan_must(refusal, "regions through one port are made in the order of their addresses");
	plan_found(refusal, "%s carries %s at %#llx, this one would be at %#llx", port->name,
		   cxl_region_get_devname(port->last), port->last_start, start);
	return plan_refuse(refusal, 6, "address-order");
}

static bool check_decoder(const struct plan_port *port, struct plan_refusal *refusal)
{
	struct cxl_region *region;

	if (port->decoder)
		return true;
	if (port->blocker) {
		region = cxl_decoder_get_region(port->blocker);
		plan_must(refusal, "decoders of a port are committed in their order");
		plan_found(refusal, "%s: %s %s%s", port->name,
			   cxl_decoder_get_devname(port->blocker),
			   region ? "waits for " : "is free in front of one in use",
			   region ? cxl_region_get_devname(region) : "");
		return plan_refuse(refusal, 5, "decoder-order");
	}
	plan_must(refusal, "every port on the way needs a free decoder");
	plan_found(refusal, "%s: %d of %d are in use", port->name, port->nr_decoders,
		   port->nr_decoders);
	return plan_refuse(refusal, 5, "free-decoder");
}

static bool check_path(const struct plan_member *member, unsigned long long start,
		       struct plan_refusal *refusal)
{
	for (const struct plan_port *port = member->endpoint; port; port = port->parent)
		if (port->port &&
		    (!check_decoder(port, refusal) || !check_order(port, start, refusal)))
			return false;
	return true;
}

static bool check_allocation(const struct plan_member *member, struct plan_refusal *refusal)
{
	struct cxl_decoder *stuck = member->later ? member->later : member->user;

	if (!stuck)
		return true;
	plan_must(refusal, "the capacity of a memdev is given to its decoders in their order, and committed so");
	if (member->user)
		plan_found(refusal, "%s: %s is in %s, which is not committed",
			   plan_member_name(member), cxl_decoder_get_devname(member->user),
			   cxl_region_get_devname(cxl_decoder_get_region(member->user)));
	else
		plan_found(refusal, "%s: %s is next, but %s behind it has capacity",
			   plan_member_name(member),
			   cxl_decoder_get_devname(member->endpoint->decoder),
			   cxl_decoder_get_devname(member->later));
	return plan_refuse(refusal, 4, "capacity-order");
}

bool plan_check_member(const struct plan_member *member, enum plan_type type,
		       unsigned long long start, struct plan_refusal *refusal)
{
	struct cxl_decoder *decoder = member->endpoint->decoder;

	if (!check_allocation(member, refusal) || !check_path(member, start, refusal))
		return false;
	if (cxl_decoder_get_target_type(decoder) == CXL_DECODER_TTYPE_ACCELERATOR) {
		plan_must(refusal, "members are memory expanders");
		plan_found(refusal, "%s is an accelerator", plan_member_name(member));
		return plan_refuse(refusal, 3, "member-type");
	}
	if (!member->capacity[type]) {
		plan_must(refusal, "every member has %s capacity", plan_type_name(type));
		plan_found(refusal, "%s: 0 B of %s, %s of %s", plan_member_name(member),
			   plan_type_name(type), plan_size(member->capacity[!type]),
			   plan_type_name(!type));
		return plan_refuse(refusal, 3, "member-capacity");
	}
	if (member->free[type])
		return true;
	plan_must(refusal, "every member has 256 MiB of free %s", plan_type_name(type));
	if (type == PLAN_RAM && member->pmem_user)
		plan_found(refusal, "%s: its %s of ram lie in front of the pmem of %s: no longer free",
			   plan_member_name(member), plan_size(member->capacity[type]),
			   cxl_decoder_get_devname(member->pmem_user));
	else
		plan_found(refusal, "%s: no such piece of its %s is free", plan_member_name(member),
			   plan_size(member->capacity[type]));
	return plan_refuse(refusal, 4, "member-free");
}
