// SPDX-License-Identifier: GPL-2.0-or-later
/* From words to memdevs, ports, buses. */
#include <limits.h>
#include <stdio.h>

#include "cxl/objects/kinds.h"
#include "cxl/objects/match.h"
#include "cxl/objects/select.h"

bool memdev_has_serial(struct filter *serials, struct cxl_memdev *memdev)
{
	unsigned long long serial = cxl_memdev_get_serial(memdev);

	/* The value for "absent" is no serial number. */
	return serial != ULLONG_MAX && filter_match_number(serials, serial);
}

static bool match_serial(struct filter *filter, void *memdev)
{
	return memdev_has_serial(filter, memdev);
}

static bool match_port_object(struct filter *filter, void *port)
{
	struct cxl_endpoint *endpoint = cxl_port_to_endpoint(port);

	return endpoint ? match_endpoint(filter, endpoint) : match_port(filter, port);
}

/* Drop the memdevs that are below none of the buses: each is looked at once. */
static void keep_hosted(struct cxl_ctx *ctx, struct filter *filter, struct candidates *candidates)
{
	size_t kept = 0;

	for (size_t i = 0; i < candidates->nr; i++) {
		struct cxl_bus *bus, *host = NULL;

		cxl_bus_foreach(ctx, bus)
			if (match_bus(filter, bus) && !host &&
			    cxl_bus_hosts_memdev(bus, candidates->all[i].object))
				host = bus;
		if (host)
			candidates->all[kept++] = candidates->all[i];
	}
	candidates->nr = kept;
}

static int apply_buses(struct session *session, const char *text, struct candidates *candidates)
{
	const char *unmatched;
	struct filter filter;
	struct cxl_bus *bus;
	int status = CLI_OK;

	if (filter_names(&filter, text)) {
		say_error("--bus \"%s\" names no bus", quoted(text));
		filter_free(&filter);
		return CLI_USAGE;
	}
	cxl_bus_foreach(session->ctx, bus)
		match_bus(&filter, bus);
	unmatched = filter_unmatched(&filter);
	if (unmatched) {
		say_error("no bus matches \"%s\": a name as root0, its number, or its provider",
			  quoted(unmatched));
		status = CLI_USAGE;
	} else {
		keep_hosted(session->ctx, &filter, candidates);
	}
	filter_free(&filter);
	return status;
}

int select_memdevs(struct session *session, const struct memdev_options *options, int nr_words,
		   char **words, struct selection *selection)
{
	struct choice choice = object_kinds[OBJECT_memdev].choice;
	struct candidates candidates = { 0 };
	struct cxl_memdev *memdev, *last = NULL;
	int status;

	choice.of = "bus";
	choice.of_what = options->bus;
	choice.numbers = options->serials;
	if (options->serials)
		choice.match = match_serial;
	*selection = (struct selection){ 0 };
	status = choose_check_words(nr_words, choice.noun);
	if (status)
		return status;
	cxl_memdev_foreach(session->ctx, memdev) {
		last = memdev;
		if (status == CLI_OK && candidates_add(&candidates, memdev))
			status = CLI_FAILED;
	}
	candidates_tell(&candidates, choice.noun,
			last ? cxl_memdev_get_devname(cxl_memdev_get_first(session->ctx)) : NULL,
			last ? cxl_memdev_get_devname(last) : NULL);
	if (!last)
		snprintf(candidates.there, sizeof(candidates.there),
			 "there is no memdev at all (cxl list -Mi says why)");
	if (status == CLI_OK)
		status = candidates_check(&candidates, session->detail);
	if (status == CLI_OK && options->bus)
		status = apply_buses(session, options->bus, &candidates);
	if (status == CLI_OK)
		return choose(&choice, &candidates, nr_words, words, selection);
	free(candidates.all);
	return status;
}

/* The endpoints of a port, or the ports below it. */
static int add_below(struct candidates *candidates, struct cxl_port *parent, bool endpoints)
{
	struct cxl_endpoint *endpoint;
	int rc = 0;

	if (!endpoints)
		return cxl_port_is_root(parent) ? 0 : candidates_add(candidates, parent);
	cxl_endpoint_foreach(parent, endpoint)
		if (rc == 0)
			rc = candidates_add(candidates, cxl_endpoint_get_port(endpoint));
	return rc;
}

static int find_ports(struct session *session, bool endpoints, struct candidates *candidates)
{
	struct cxl_port *port;
	struct cxl_bus *bus;
	int rc = 0;

	cxl_bus_foreach(session->ctx, bus) {
		if (rc == 0)
			rc = add_below(candidates, cxl_bus_get_port(bus), endpoints);
		cxl_port_foreach_all(cxl_bus_get_port(bus), port)
			if (rc == 0)
				rc = add_below(candidates, port, endpoints);
	}
	return rc ? CLI_FAILED : candidates_check(candidates, session->detail);
}

static const char *port_at(const struct candidates *candidates, size_t place)
{
	return place < candidates->nr ? cxl_port_get_devname(candidates->all[place].object) : NULL;
}

int select_ports(struct session *session, bool endpoints, int nr_words, char **words,
		 struct selection *selection)
{
	struct choice choice = object_kinds[endpoints ? OBJECT_endpoint : OBJECT_port].choice;
	struct candidates candidates = { 0 };
	int status;

	/* Endpoints are candidates as ports, too. */
	choice.match = match_port_object;
	*selection = (struct selection){ 0 };
	status = choose_check_words(nr_words, choice.noun);
	if (status == CLI_OK)
		status = find_ports(session, endpoints, &candidates);
	candidates_tell(&candidates, choice.noun, port_at(&candidates, 0),
			port_at(&candidates, candidates.nr - 1));
	if (status == CLI_OK)
		return choose(&choice, &candidates, nr_words, words, selection);
	free(candidates.all);
	return status;
}

int select_buses(struct session *session, int nr_words, char **words, struct selection *selection)
{
	const struct choice choice = object_kinds[OBJECT_bus].choice;
	struct candidates candidates = { 0 };
	struct cxl_bus *bus, *last = NULL;
	int status;

	*selection = (struct selection){ 0 };
	status = choose_check_words(nr_words, choice.noun);
	cxl_bus_foreach(session->ctx, bus) {
		last = bus;
		if (status == CLI_OK && candidates_add(&candidates, bus))
			status = CLI_FAILED;
	}
	candidates_tell(&candidates, choice.noun,
			last ? cxl_bus_get_devname(cxl_bus_get_first(session->ctx)) : NULL,
			last ? cxl_bus_get_devname(last) : NULL);
	if (status == CLI_OK)
		status = candidates_check(&candidates, session->detail);
	if (status == CLI_OK)
		return choose(&choice, &candidates, nr_words, words, selection);
	free(candidates.all);
	return status;
}
