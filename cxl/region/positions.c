// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Would the kernel take these members at these positions? Its arithmetic of targets
 * (cxl_port_attach_region() and cxl_port_setup_targets() of Linux 6.12), step by step.
 */
#include "cxl/region/plan.h"
#include "lib/base/bits.h"

/* The child of @port on the way down to a member. */
static struct plan_port *child_towards(const struct plan_port *port,
				       const struct plan_member *member)
{
	struct plan_port *at = member->endpoint;

	while (at->parent != port)
		at = at->parent;
	return at;
}

static bool is_counted(const struct plan *plan, unsigned int position, struct plan_port *port)
{
	struct plan_port *child = child_towards(port, plan->members[position]);

	for (unsigned int i = 0; i < position; i++) {
		struct plan_port *at = plan->members[i]->endpoint;

		while (at && at != child)
			at = at->parent;
		if (at)
			return true;
	}
	return false;
}

/* How many targets each port has, over all members. */
static void count_targets(const struct plan *plan)
{
	struct plan_port *port;

	for (unsigned int i = 0; i < plan->ways; i++)
		for (port = plan->members[i]->endpoint->parent; port; port = port->parent)
			port->nr_targets = port->nr_set = 0;
	for (unsigned int i = 0; i < plan->ways; i++)
		for (port = plan->members[i]->endpoint->parent; port; port = port->parent)
			port->nr_targets += !is_counted(plan, i, port);
}

static bool refuse_width(const struct plan_port *port, struct plan_refusal *refusal)
{
	if (is_power_of_2(port->nr_targets) && port->nr_targets <= PLAN_FANOUT_MAX)
		return true;
	plan_must(refusal, "below every port, 1, 2, 4 or 8 of its downstream ports take part");
	plan_found(refusal, "%s: %u do", port->name, port->nr_targets);
	return plan_refuse(refusal, 7, "port-ways");
}

/* Granularity of the decoder of @port: that of its parent times the parent's ways. */
static bool set_grain(const struct plan *plan, struct plan_port *port,
		      struct plan_refusal *refusal)
{
	unsigned int ways = plan->window->ways;
	unsigned long long grain;

	/* 3, 6, 12 ways: ports below reckon with powers of 2. */
	if (!is_power_of_2(ways))
		ways /= 3;
	grain = port->parent ? (unsigned long long)port->parent->grain * port->parent->nr_targets :
			       (unsigned long long)plan->grain * ways;
	port->grain = grain;
	if (grain <= PLAN_GRAIN_MAX)
		return true;
	plan_must(refusal, "the granularity at a port, that of the region times all ways above, is at most 16 KiB");
	plan_found(refusal, "%s: %s", port->name, plan_size(grain));
	return plan_refuse(refusal, 7, "port-granularity");
}

/* Positions of members that share a downstream port lie so far apart. */
static unsigned int distance_of(const struct plan *plan, const struct plan_port *port)
{
	unsigned int distance = plan->window->ways;

	for (; port; port = port->parent)
		distance *= port->nr_targets;
	return distance;
}

static bool check_peer(const struct plan *plan, unsigned int position, struct plan_port *port,
		       struct plan_refusal *refusal)
{
	const struct plan_member *member = plan->members[position], *peer = NULL;
	unsigned int distance = distance_of(plan, port);
	const struct plan_port *at;

	if (position >= distance) {
		peer = plan->members[position - distance];
		at = peer->endpoint;
		while (at && at != port)
			at = at->parent;
		if (at && child_towards(port, peer) == child_towards(port, member))
			return true;
	}
	plan_must(refusal, "members behind one downstream port of %s stand %u positions apart",
		  port->name, distance);
	if (peer)
		plan_found(refusal, "%s at position %u, and %s at %u is behind another one",
			   plan_member_name(member), position, plan_member_name(peer),
			   position - distance);
	else
		plan_found(refusal, "%s at position %u, too early for a second one",
			   plan_member_name(member), position);
	return plan_refuse(refusal, 8, "position");
}

static bool set_target(const struct plan *plan, unsigned int position, struct plan_port *port,
		       struct plan_refusal *refusal)
{
	struct plan_port *child = child_towards(port, plan->members[position]);

	for (unsigned int i = 0; i < port->nr_set; i++)
		if (port->set[i] == child)
			return check_peer(plan, position, port, refusal);
	if (!port->nr_set && (!refuse_width(port, refusal) || !set_grain(plan, port, refusal)))
		return false;
	port->set[port->nr_set++] = child;
	return true;
}

/* From the host bridge down. */
static bool set_targets(const struct plan *plan, unsigned int position, struct plan_port *port,
			struct plan_refusal *refusal)
{
	if (!port || !port->port)
		return true;
	return set_targets(plan, position, port->parent, refusal) &&
	       set_target(plan, position, port, refusal);
}

static unsigned int shares_of(const struct plan *plan, const struct plan_port *bridge)
{
	unsigned int nr = 0;

	for (unsigned int i = 0; i < plan->ways; i++)
		nr += plan->members[i]->bridge == bridge;
	return nr;
}

static bool refuse_bridge(const struct plan *plan, unsigned int position,
			  struct plan_refusal *refusal)
{
	const struct plan_window *window = plan->window;
	const struct plan_member *member = plan->members[position];
	unsigned int slot = position % window->ways, share = 0, slots = 0;

	for (unsigned int i = 0; i < window->ways; i++)
		if (window->targets[i] == member->bridge)
			slots++;
	share = shares_of(plan, member->bridge);
	if (!slots) {
		plan_must(refusal, "members are below the host bridges of the window %s",
			  cxl_decoder_get_devname(window->decoder));
		plan_found(refusal, "%s is below %s, the window is of %s%s%s%s",
			   plan_member_name(member), member->bridge->name,
			   window->nr_targets ? window->target_names[0] : "none",
			   window->nr_targets > 1 ? ", " : "",
			   window->nr_targets > 1 ? window->target_names[1] : "",
			   window->nr_targets > 2 ? ", ..." : "");
		return plan_refuse(refusal, 3, "window-bridges");
	}
	if (share != plan->ways / window->ways * slots) {
		plan_must(refusal, "every host bridge of the window carries the same number of members");
		plan_found(refusal, "%s carries %u of %u, its share is %u", member->bridge->name,
			   share, plan->ways, plan->ways / window->ways * slots);
		return plan_refuse(refusal, 7, "bridge-share");
	}
	plan_must(refusal, "position %u is below host bridge %s: position modulo the %u ways of the window",
		  position, window->target_names[slot] ? window->target_names[slot] : "?",
		  window->ways);
	plan_found(refusal, "%s is below %s", plan_member_name(member), member->bridge->name);
	return plan_refuse(refusal, 8, "position");
}

static bool refuse_mixture(const struct plan *plan, struct plan_refusal *refusal)
{
	const struct plan_member *first = plan->members[0];

	for (unsigned int i = 1; i < plan->ways; i++) {
		const struct plan_member *member = plan->members[i];

		if (!member->bridge->port == !first->bridge->port)
			continue;
		plan_must(refusal, "members are all behind restricted hosts (CXL 1.1), or none is");
		plan_found(refusal, "%s and %s differ in that", plan_member_name(first),
			   plan_member_name(member));
		return plan_refuse(refusal, 7, "restricted-host");
	}
	return true;
}

static bool refuse_twice(const struct plan *plan, struct plan_refusal *refusal)
{
	for (unsigned int i = 1; i < plan->ways; i++) {
		for (unsigned int j = 0; j < i; j++) {
			if (plan->members[i] != plan->members[j])
				continue;
			plan_must(refusal, "a memdev is at one position of a region");
			plan_found(refusal, "%s is at %u and at %u",
				   plan_member_name(plan->members[i]), j, i);
			return plan_refuse(refusal, 7, "member-twice");
		}
	}
	return true;
}

bool plan_check(const struct plan *plan, struct plan_refusal *refusal)
{
	const struct plan_window *window = plan->window;

	if (!refuse_twice(plan, refusal))
		return false;
	for (unsigned int i = 0; i < plan->ways; i++)
		if (!plan_check_member(plan->members[i], plan->type, 0, refusal))
			return false;
	for (unsigned int i = 0; i < plan->ways; i++)
		if (window->targets[i % window->ways] != plan->members[i]->bridge)
			return refuse_bridge(plan, i, refusal);
	if (!refuse_mixture(plan, refusal))
		return false;
	count_targets(plan);
	for (unsigned int i = 0; i < plan->ways; i++)
		if (!set_targets(plan, i, plan->members[i]->endpoint->parent, refusal))
			return false;
	/* Last, as other addresses may be found. */
	for (unsigned int i = 0; i < plan->ways; i++)
		if (!plan_check_member(plan->members[i], plan->type, plan->start, refusal))
			return false;
	return true;
}
