// SPDX-License-Identifier: GPL-2.0-or-later
/* The filters of "cxl list": compiled, prepared, applied. */
#include <errno.h>
#include <stdio.h>

#include "cxl/list/filter.h"
#include "cxl/objects/match.h"
#include "cxl/objects/select.h"
#include "lib/base/array.h"

static int compile(struct list_filters *filters, enum filter_kind kind)
{
	const struct object_kind_info *object = &object_kinds[filter_infos[kind].kind];
	struct filter *filter = &filters->filter[kind];
	const char *text = filters->text[kind], *bad;
	int rc;

	if (!text)
		return CLI_OK;
	if (kind == FILTER_serial) {
		rc = filter_numbers(filter, text, &bad);
		if (rc)
			say_error("-s \"%s\" is not a serial number: decimal, 0x... or 0..., at most 64 bits",
				  quoted(bad));
	} else {
		rc = filter_names(filter, text);
		if (rc)
			say_error("-%c \"%s\" names no %s: %s", filter_infos[kind].letter,
				  quoted(text), object->name, object->filter_form);
	}
	return rc ? CLI_USAGE : CLI_OK;
}

int filters_compile(struct list_filters *filters)
{
	int status = CLI_OK;

	for (enum filter_kind kind = 0; kind < NR_FILTERS && status == CLI_OK; kind++)
		status = compile(filters, kind);
	return status;
}

static struct filter *given(struct list_filters *filters, enum filter_kind kind)
{
	return filters->text[kind] ? &filters->filter[kind] : NULL;
}

/* -m and -s of the memdev itself; every word gets its chance to match. */
static bool memdev_chosen(struct list_filters *filters, struct cxl_memdev *memdev)
{
	struct filter *names = given(filters, FILTER_memdev);
	struct filter *serials = given(filters, FILTER_serial);

	return (!names || match_memdev(names, memdev)) &&
	       (!serials || memdev_has_serial(serials, memdev));
}

static int prepare_memdevs(struct list_filters *filters, struct cxl_ctx *ctx)
{
	struct cxl_memdev *memdev;

	if (!filters_by_memdev(filters))
		return 0;
	cxl_memdev_foreach(ctx, memdev)
		if (memdev_chosen(filters, memdev)) {
			if (array_grow(&filters->memdevs, filters->nr_memdevs))
				return -ENOMEM;
			filters->memdevs[filters->nr_memdevs++] = memdev;
		}
	return 0;
}

static int prepare_decoders(struct list_filters *filters, struct cxl_port *port)
{
	struct filter *filter = given(filters, FILTER_decoder);
	struct cxl_decoder *decoder;

	if (!filter)
		return 0;
	cxl_decoder_foreach(port, decoder)
		if (match_decoder(filter, decoder) && !cxl_port_is_endpoint(port)) {
			if (array_grow(&filters->decoders, filters->nr_decoders))
				return -ENOMEM;
			filters->decoders[filters->nr_decoders++] = decoder;
		}
	return 0;
}

static int prepare_port(struct list_filters *filters, struct cxl_port *port)
{
	struct cxl_endpoint *endpoint;
	int rc;

	if (given(filters, FILTER_port))
		match_port(given(filters, FILTER_port), port);
	rc = prepare_decoders(filters, port);
	cxl_endpoint_foreach(port, endpoint) {
		if (given(filters, FILTER_port))
			match_port(given(filters, FILTER_port), cxl_endpoint_get_port(endpoint));
		if (given(filters, FILTER_endpoint))
			match_endpoint(given(filters, FILTER_endpoint), endpoint);
		if (rc == 0)
			rc = prepare_decoders(filters, cxl_endpoint_get_port(endpoint));
	}
	return rc;
}

static void prepare_regions(struct list_filters *filters, struct cxl_port *root)
{
	struct cxl_decoder *decoder;
	struct cxl_region *region;

	if (!given(filters, FILTER_region))
		return;
	cxl_decoder_foreach(root, decoder)
		cxl_region_foreach(decoder, region)
			match_region(given(filters, FILTER_region), region);
}

static bool needs_ports(const struct list_filters *filters)
{
	return filters->text[FILTER_port] || filters->text[FILTER_endpoint] ||
	       filters->text[FILTER_decoder];
}

int filters_prepare(struct list_filters *filters, struct cxl_ctx *ctx)
{
	int rc = prepare_memdevs(filters, ctx);
	struct cxl_port *root, *port;
	struct cxl_bus *bus;

	if (!needs_ports(filters) && !filters->text[FILTER_bus] && !filters->text[FILTER_region])
		return rc;
	cxl_bus_foreach(ctx, bus) {
		root = cxl_bus_get_port(bus);
		if (given(filters, FILTER_bus))
			match_bus(given(filters, FILTER_bus), bus);
		prepare_regions(filters, root);
		if (!needs_ports(filters))
			continue;
		if (rc == 0)
			rc = prepare_port(filters, root);
		cxl_port_foreach_all(root, port)
			if (rc == 0)
				rc = prepare_port(filters, port);
	}
	return rc;
}

void filters_free(struct list_filters *filters)
{
	for (enum filter_kind kind = 0; kind < NR_FILTERS; kind++)
		filter_free(&filters->filter[kind]);
	free(filters->memdevs);
	free(filters->decoders);
}

bool filters_bus_leads(struct list_filters *filters, struct cxl_bus *bus)
{
	for (size_t i = 0; i < filters->nr_memdevs; i++)
		if (cxl_bus_hosts_memdev(bus, filters->memdevs[i]))
			return true;
	return !filters_by_memdev(filters);
}

bool filters_port_leads(struct list_filters *filters, struct cxl_port *port)
{
	for (size_t i = 0; i < filters->nr_memdevs; i++)
		if (cxl_memdev_is_port_ancestor(filters->memdevs[i], port) ||
		    cxl_port_hosts_memdev(port, filters->memdevs[i]))
			return true;
	return !filters_by_memdev(filters);
}

bool filters_dport_leads(struct list_filters *filters, struct cxl_dport *dport)
{
	for (size_t i = 0; i < filters->nr_memdevs; i++)
		if (cxl_dport_maps_memdev(dport, filters->memdevs[i]))
			return true;
	return !filters_by_memdev(filters);
}

bool filters_target_leads(struct list_filters *filters, struct cxl_target *target)
{
	for (size_t i = 0; i < filters->nr_memdevs; i++)
		if (cxl_target_maps_memdev(target, filters->memdevs[i]))
			return true;
	return !filters_by_memdev(filters);
}

/* The bus above a port, whether that is enabled or not. */
static struct cxl_bus *bus_above(struct cxl_port *port)
{
	while (cxl_port_get_parent(port))
		port = cxl_port_get_parent(port);
	return cxl_port_to_bus(port);
}

static bool pass_bus_name(struct list_filters *filters, struct cxl_bus *bus)
{
	struct filter *filter = given(filters, FILTER_bus);

	return !filter || (bus && match_bus(filter, bus));
}

/* By default, what is named stands for all that is below it. */
static bool pass_port_name(struct list_filters *filters, struct cxl_port *port, bool single)
{
	struct filter *filter = given(filters, FILTER_port);

	if (!filter || match_port(filter, port))
		return true;
	while (!single && (port = cxl_port_get_parent(port)))
		if (match_port(filter, port))
			return true;
	return false;
}

bool filters_pass_bus(struct list_filters *filters, struct cxl_bus *bus)
{
	return pass_bus_name(filters, bus) &&
	       pass_port_name(filters, cxl_bus_get_port(bus), filters->single) &&
	       filters_bus_leads(filters, bus);
}

bool filters_pass_port(struct list_filters *filters, struct cxl_port *port)
{
	return pass_bus_name(filters, bus_above(port)) &&
	       pass_port_name(filters, port, filters->single) &&
	       filters_port_leads(filters, port);
}

static bool pass_endpoint_place(struct list_filters *filters, struct cxl_endpoint *endpoint)
{
	struct filter *filter = given(filters, FILTER_endpoint);
	struct cxl_port *port = cxl_endpoint_get_port(endpoint);

	return (!filter || match_endpoint(filter, endpoint)) &&
	       pass_bus_name(filters, bus_above(port)) &&
	       pass_port_name(filters, port, filters->single);
}

bool filters_pass_endpoint(struct list_filters *filters, struct cxl_endpoint *endpoint)
{
	struct cxl_memdev *memdev;

	if (!pass_endpoint_place(filters, endpoint))
		return false;
	if (!filters_by_memdev(filters))
		return true;
	memdev = cxl_endpoint_get_memdev(endpoint);
	return memdev && memdev_chosen(filters, memdev);
}

/* A memdev without an endpoint is where its device is. */
static bool pass_ports_above(struct list_filters *filters, struct cxl_memdev *memdev)
{
	struct cxl_ctx *ctx = cxl_memdev_get_ctx(memdev);
	struct filter *filter = given(filters, FILTER_port);
	struct cxl_port *root, *port;
	struct cxl_bus *bus;

	if (!filter)
		return true;
	if (filters->single)
		return false;
	cxl_bus_foreach(ctx, bus) {
		root = cxl_bus_get_port(bus);
		if (cxl_bus_hosts_memdev(bus, memdev) && match_port(filter, root))
			return true;
		cxl_port_foreach_all(root, port)
			if (match_port(filter, port) && cxl_memdev_is_port_ancestor(memdev, port))
				return true;
	}
	return false;
}

static bool pass_memdev_place(struct list_filters *filters, struct cxl_memdev *memdev)
{
	struct filter *buses = given(filters, FILTER_bus);
	struct cxl_endpoint *endpoint;
	struct cxl_bus *bus;

	if (!buses && !given(filters, FILTER_port) && !given(filters, FILTER_endpoint))
		return true;
	endpoint = cxl_memdev_get_endpoint(memdev);
	if (endpoint)
		return pass_endpoint_place(filters, endpoint);
	if (given(filters, FILTER_endpoint) || !pass_ports_above(filters, memdev))
		return false;
	cxl_bus_foreach(cxl_memdev_get_ctx(memdev), bus)
		if (!buses || (match_bus(buses, bus) && cxl_bus_hosts_memdev(bus, memdev)))
			return true;
	return !buses;
}

bool filters_pass_memdev(struct list_filters *filters, struct cxl_memdev *memdev)
{
	if (!memdev_chosen(filters, memdev) || !pass_memdev_place(filters, memdev))
		return false;
	/* The decoder of an endpoint has no targets, so it selects no memdev. */
	for (size_t i = 0; i < filters->nr_decoders; i++)
		if (cxl_decoder_get_target_by_memdev(filters->decoders[i], memdev))
			return true;
	return !given(filters, FILTER_decoder);
}

static bool decoder_leads(struct list_filters *filters, struct cxl_decoder *decoder)
{
	struct cxl_memdev *memdev;

	if (!filters_by_memdev(filters))
		return true;
	if (cxl_port_is_endpoint(cxl_decoder_get_port(decoder))) {
		memdev = cxl_decoder_get_memdev(decoder);
		return memdev && memdev_chosen(filters, memdev);
	}
	for (size_t i = 0; i < filters->nr_memdevs; i++)
		if (cxl_decoder_get_target_by_memdev(decoder, filters->memdevs[i]))
			return true;
	return false;
}

static bool decoder_has_region(struct list_filters *filters, struct cxl_decoder *decoder)
{
	struct filter *filter = given(filters, FILTER_region);
	struct cxl_region *region;

	if (!filter)
		return true;
	if (!cxl_port_is_root(cxl_decoder_get_port(decoder))) {
		region = cxl_decoder_get_region(decoder);
		return region && match_region(filter, region);
	}
	cxl_region_foreach(decoder, region)
		if (match_region(filter, region))
			return true;
	return false;
}

bool filters_pass_decoder(struct list_filters *filters, struct cxl_decoder *decoder)
{
	struct filter *filter = given(filters, FILTER_decoder);
	struct cxl_port *port = cxl_decoder_get_port(decoder);

	return (!filter || match_decoder(filter, decoder)) &&
	       pass_bus_name(filters, bus_above(port)) &&
	       pass_port_name(filters, port, filters->single) &&
	       decoder_leads(filters, decoder) && decoder_has_region(filters, decoder);
}

bool filters_pass_region(struct list_filters *filters, struct cxl_region *region)
{
	struct cxl_decoder *decoder = cxl_region_get_decoder(region);
	struct cxl_port *root = cxl_decoder_get_port(decoder);

	return (!given(filters, FILTER_region) ||
		match_region(given(filters, FILTER_region), region)) &&
	       (!given(filters, FILTER_decoder) ||
		match_decoder(given(filters, FILTER_decoder), decoder)) &&
	       pass_bus_name(filters, cxl_port_to_bus(root)) &&
	       pass_port_name(filters, root, false);
}
