// SPDX-License-Identifier: GPL-2.0-or-later
/* What plans need to know of the machine: ports, members with free capacity, windows. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cxl/region/plan.h"

/* Room for one more element; NULL: out of memory. */
static void *grown(void *array, size_t nr, size_t *room, size_t size)
{
	size_t more = *room ? 2 * *room : 16;
	void *larger;

	if (nr < *room)
		return array;
	larger = reallocarray(array, more, size);
	if (larger)
		*room = more;
	return larger;
}

static struct plan_port *add_port(struct plan_machine *machine, struct plan_port *parent)
{
	struct plan_port **ports, *port;

	ports = grown(machine->ports, machine->nr_ports, &machine->room_ports, sizeof(*ports));
	if (!ports)
		return NULL;
	machine->ports = ports;
	port = calloc(1, sizeof(*port));
	if (!port)
		return NULL;
	ports[machine->nr_ports++] = port;
	port->parent = parent;
	if (parent) {
		/* In front: turned round when all are there. */
		port->next = parent->children;
		parent->children = port;
		parent->nr_children++;
	}
	return port;
}

/* Capacity in front of the next decoder, by sort: where the free one begins. */
struct taken {
	unsigned long long end[PLAN_NR_TYPES];
};

static void take(struct plan_member *member, struct taken *taken, struct cxl_decoder *decoder,
		 unsigned long long size)
{
	enum plan_type type = cxl_decoder_get_mode(decoder) == CXL_DECODER_MODE_RAM ? PLAN_RAM :
										      PLAN_PMEM;
	unsigned long long start = cxl_decoder_get_dpa_resource(decoder);

	if (start == ULLONG_MAX)
		start = taken->end[type];
	if (start + size > taken->end[type])
		taken->end[type] = start + size;
	if (type == PLAN_PMEM)
		member->pmem_user = decoder;
}

static void compute_free(struct plan_member *member, const struct taken *taken)
{
	unsigned long long ram = member->capacity[PLAN_RAM];
	unsigned long long all = ram + member->capacity[PLAN_PMEM];
	unsigned long long ram_end = taken->end[PLAN_RAM], pmem_end = taken->end[PLAN_PMEM];

	member->start[PLAN_RAM] = ram_end;
	member->start[PLAN_PMEM] = pmem_end > ram ? pmem_end : ram;
	if (!pmem_end && ram_end < ram)
		member->skip = ram - ram_end;
	if (member->later || member->user || !member->endpoint->decoder)
		return;
	/* What lies in front of pmem that is in use was skipped, once and for all. */
	if (!pmem_end && ram_end < ram)
		member->free[PLAN_RAM] = (ram - ram_end) / PLAN_UNIT * PLAN_UNIT;
	if (member->start[PLAN_PMEM] < all)
		member->free[PLAN_PMEM] = (all - member->start[PLAN_PMEM]) / PLAN_UNIT * PLAN_UNIT;
}

/*
 * Decoders of an endpoint get capacity in their order: the first without is the next.
 * One that has capacity and no region was reserved, and is used before it.
 */
static void scan_endpoint(struct plan_member *member)
{
	struct plan_port *port = member->endpoint;
	struct cxl_decoder *decoder;
	struct taken taken = { 0 };

	cxl_decoder_foreach(port->port, decoder) {
		unsigned long long size = cxl_decoder_get_dpa_size(decoder);
		struct cxl_region *region;

		port->nr_decoders++;
		if (size == 0 || size == ULLONG_MAX) {
			if (!port->decoder)
				port->decoder = decoder;
			break;
		}
		if (port->decoder) {
			member->later = decoder;
			take(member, &taken, decoder, size);
			continue;
		}
		region = cxl_decoder_get_region(decoder);
		if (region) {
			plan_port_remember(port, region);
			if (!cxl_region_decode_is_committed(region))
				member->user = decoder;
		} else if (cxl_decoder_get_size(decoder) == 0) {
			port->decoder = decoder;
			member->reserved = size;
			member->reserved_mode = cxl_decoder_get_mode(decoder);
			continue;
		}
		take(member, &taken, decoder, size);
	}
	compute_free(member, &taken);
}

static int add_member(struct plan_machine *machine, struct plan_port *parent,
		      struct cxl_endpoint *endpoint)
{
	struct cxl_memdev *memdev = cxl_endpoint_get_memdev(endpoint);
	struct plan_member **members, *member;
	struct plan_port *port;

	/* Not enabled: nothing can be made of it now. */
	if (!memdev)
		return 0;
	members = grown(machine->members, machine->nr_members, &machine->room_members,
			sizeof(*members));
	if (!members)
		return -ENOMEM;
	machine->members = members;
	port = add_port(machine, parent);
	member = port ? calloc(1, sizeof(*member)) : NULL;
	if (!member)
		return -ENOMEM;
	members[machine->nr_members++] = member;
	port->member = member;
	port->port = cxl_endpoint_get_port(endpoint);
	port->name = cxl_memdev_get_devname(memdev);
	*member = (struct plan_member){ .memdev = memdev, .endpoint = port };
	for (member->bridge = port; member->bridge->parent;)
		member->bridge = member->bridge->parent;
	member->bus = cxl_endpoint_get_bus(endpoint);
	member->capacity[PLAN_PMEM] = cxl_memdev_get_pmem_size(memdev);
	member->capacity[PLAN_RAM] = cxl_memdev_get_ram_size(memdev);
	scan_endpoint(member);
	return 0;
}

static void reverse_children(struct plan_port *port)
{
	struct plan_port *child, *next, *reversed = NULL;

	for (child = port->children; child; child = next) {
		next = child->next;
		child->next = reversed;
		reversed = child;
	}
	port->children = reversed;
}

/* A host bridge or a switch, and all below; the library shows at most 64 levels. */
static int add_switch(struct plan_machine *machine, struct plan_port *parent,
		      struct cxl_port *below)
{
	struct plan_port *port = add_port(machine, parent);
	struct cxl_endpoint *endpoint;
	struct cxl_port *child;
	int rc = 0;

	if (!port)
		return -ENOMEM;
	port->port = below;
	port->name = cxl_port_get_host(below);
	if (!port->name)
		port->name = cxl_port_get_devname(below);
	plan_port_scan(port);
	cxl_endpoint_foreach(below, endpoint)
		if (!rc)
			rc = add_member(machine, port, endpoint);
	cxl_port_foreach(below, child)
		if (!rc && cxl_port_is_switch(child))
			rc = add_switch(machine, port, child);
	reverse_children(port);
	return rc;
}

/* Restricted hosts: endpoints directly below the root, behind a dport each. */
static int add_restricted(struct plan_machine *machine, struct cxl_endpoint *endpoint)
{
	struct cxl_port *root = cxl_endpoint_get_parent(endpoint);
	struct cxl_memdev *memdev = cxl_endpoint_get_memdev(endpoint);
	struct cxl_dport *dport;
	struct plan_port *port;

	dport = cxl_port_get_parent_dport(cxl_endpoint_get_port(endpoint));
	if (!dport && memdev)
		dport = cxl_port_get_dport_by_memdev(root, memdev);
	if (!dport)
		return 0;
	port = add_port(machine, NULL);
	if (!port)
		return -ENOMEM;
	port->name = cxl_dport_get_devname(dport);
	return add_member(machine, port, endpoint);
}

static void find_targets(struct plan_machine *machine, struct plan_window *window)
{
	struct cxl_target *target;

	cxl_target_foreach(window->decoder, target) {
		int at = cxl_target_get_position(target);

		if (at < 0 || at >= PLAN_WAYS_MAX)
			continue;
		window->target_names[at] = cxl_target_get_devname(target);
		window->nr_targets++;
		for (size_t i = 0; i < machine->nr_ports; i++) {
			struct plan_port *port = machine->ports[i];

			if (!port->parent && port->name &&
			    !strcmp(port->name, window->target_names[at])) {
				window->targets[at] = port;
				break;
			}
		}
	}
}

/* Linux makes ram regions since 6.3. */
static bool can_make(struct cxl_decoder *decoder, enum plan_type type)
{
	char name[64];

	if (!(type == PLAN_PMEM ? cxl_decoder_is_pmem_capable(decoder) :
				  cxl_decoder_is_volatile_capable(decoder)))
		return false;
	return cxl_decoder_get_next_region(decoder, plan_mode(type), name, sizeof(name)) !=
	       -EOPNOTSUPP;
}

static int add_window(struct plan_machine *machine, struct cxl_bus *bus,
		      struct cxl_decoder *decoder)
{
	struct plan_window *windows, *window;

	windows = grown(machine->windows, machine->nr_windows, &machine->room_windows,
			sizeof(*windows));
	if (!windows)
		return -ENOMEM;
	machine->windows = windows;
	window = &windows[machine->nr_windows++];
	*window = (struct plan_window){
		.decoder = decoder,
		.bus = bus,
		.start = cxl_decoder_get_resource(decoder),
		.size = cxl_decoder_get_size(decoder),
		.ways = cxl_decoder_get_interleave_ways(decoder),
		.grain = cxl_decoder_get_interleave_granularity(decoder),
		.type = {
			[PLAN_PMEM] = can_make(decoder, PLAN_PMEM),
			[PLAN_RAM] = can_make(decoder, PLAN_RAM),
		},
		.qos_class = cxl_root_decoder_get_qos_class(decoder),
	};
	find_targets(machine, window);
	return plan_window_holes(window);
}

static int read_bus(struct plan_machine *machine, struct cxl_bus *bus)
{
	struct cxl_port *root = cxl_bus_get_port(bus), *port;
	struct cxl_endpoint *endpoint;
	struct cxl_decoder *decoder;
	int rc = 0;

	cxl_port_foreach(root, port)
		if (!rc)
			rc = add_switch(machine, NULL, port);
	cxl_endpoint_foreach(root, endpoint)
		if (!rc)
			rc = add_restricted(machine, endpoint);
	cxl_decoder_foreach(root, decoder)
		if (!rc && cxl_decoder_is_mem_capable(decoder))
			rc = add_window(machine, bus, decoder);
	return rc;
}

static int by_memdev(const void *a, const void *b)
{
	const struct plan_member *const *one = a, *const *other = b;

	return cxl_memdev_get_id((*one)->memdev) - cxl_memdev_get_id((*other)->memdev);
}

int plan_machine_read(struct plan_machine *machine, struct cxl_ctx *ctx)
{
	struct cxl_bus *bus;
	int rc = 0;

	*machine = (struct plan_machine){ .ctx = ctx };
	cxl_bus_foreach(ctx, bus)
		if (!rc)
			rc = read_bus(machine, bus);
	if (machine->nr_members)
		qsort(machine->members, machine->nr_members, sizeof(struct plan_member *),
		      by_memdev);
	return rc;
}

void plan_machine_free(struct plan_machine *machine)
{
	for (size_t i = 0; i < machine->nr_ports; i++)
		free(machine->ports[i]);
	for (size_t i = 0; i < machine->nr_members; i++)
		free(machine->members[i]);
	for (size_t i = 0; i < machine->nr_windows; i++)
		free(machine->windows[i].holes);
	free(machine->ports);
	free(machine->members);
	free(machine->windows);
	*machine = (struct plan_machine){ 0 };
}
