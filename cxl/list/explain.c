// SPDX-License-Identifier: GPL-2.0-or-later
/* Why a list is empty, and which words of filters matched nothing. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cxl/doctor/absence.h"
#include "cxl/list/explain.h"
#include "lib/base/strbuf.h"

/* The objects of a kind: how many, the first and the last. */
struct census {
	const char *first, *last;
	size_t nr;
};

static void count(struct census *census, const char *name)
{
	if (!census->nr++)
		census->first = name;
	census->last = name;
}

static void count_port(struct census *census, enum filter_kind kind, struct cxl_port *port)
{
	struct cxl_endpoint *endpoint;
	struct cxl_decoder *decoder;
	struct cxl_region *region;

	if (kind == FILTER_port)
		count(census, cxl_port_get_devname(port));
	if (kind == FILTER_decoder || kind == FILTER_region)
		cxl_decoder_foreach(port, decoder) {
			if (kind == FILTER_decoder)
				count(census, cxl_decoder_get_devname(decoder));
			if (kind == FILTER_region)
				cxl_region_foreach(decoder, region)
					count(census, cxl_region_get_devname(region));
		}
	cxl_endpoint_foreach(port, endpoint) {
		if (kind == FILTER_endpoint)
			count(census, cxl_endpoint_get_devname(endpoint));
		else
			count_port(census, kind, cxl_endpoint_get_port(endpoint));
	}
}

static struct census take_census(struct cxl_ctx *ctx, enum filter_kind kind)
{
	struct census census = { 0 };
	struct cxl_memdev *memdev;
	struct cxl_port *port;
	struct cxl_bus *bus;

	if (kind == FILTER_memdev || kind == FILTER_serial)
		cxl_memdev_foreach(ctx, memdev)
			count(&census, cxl_memdev_get_devname(memdev));
	else
		cxl_bus_foreach(ctx, bus) {
			if (kind == FILTER_bus) {
				count(&census, cxl_bus_get_devname(bus));
				continue;
			}
			count_port(&census, kind, cxl_bus_get_port(bus));
			cxl_port_foreach_all(cxl_bus_get_port(bus), port)
				count_port(&census, kind, port);
		}
	return census;
}

/* "there are 4, mem0 to mem3", "there is root0, ACPI.CXL": static buffer. */
static const char *what_of_kind(struct cxl_ctx *ctx, enum filter_kind kind)
{
	const char *noun = object_kinds[filter_infos[kind].kind].name;
	struct census census = take_census(ctx, kind);
	static char text[160];

	if (census.nr == 0)
		snprintf(text, sizeof(text), "there is no %s at all", noun);
	else if (census.nr == 1 && kind == FILTER_bus)
		snprintf(text, sizeof(text), "there is %s, %s", census.first,
			 cxl_bus_get_provider(cxl_bus_get_first(ctx)));
	else if (census.nr == 1)
		snprintf(text, sizeof(text), "there is %s", census.first);
	else
		snprintf(text, sizeof(text), "there are %zu, %s %s %s", census.nr, census.first,
			 census.nr == 2 ? "and" : "to", census.last);
	return text;
}

/* Appends " -m mem7 -b root1". */
static void given_filters(const struct list_filters *filters, struct strbuf *text)
{
	for (enum filter_kind kind = 0; kind < NR_FILTERS; kind++)
		if (filters->text[kind])
			strbuf_addf(text, " -%c %s", filter_infos[kind].letter,
				    quoted(filters->text[kind]));
}

/* The filter that is to blame: the first with a word that is nothing, else the first. */
static enum filter_kind filter_to_blame(const struct list_filters *filters)
{
	enum filter_kind first = NR_FILTERS;

	for (enum filter_kind kind = 0; kind < NR_FILTERS; kind++) {
		if (!filters->text[kind])
			continue;
		if (filter_unmatched(&filters->filter[kind]))
			return kind;
		if (first == NR_FILTERS)
			first = kind;
	}
	return first;
}

/* "memdev", or "memdevs" of several. */
static const char *noun_of_group(enum walk_group group, size_t nr)
{
	static const enum object_kind kinds[WALK_NR_GROUPS] = {
		[WALK_ANON_MEMDEVS] = OBJECT_memdev,   [WALK_BUSES] = OBJECT_bus,
		[WALK_PORTS] = OBJECT_port,	       [WALK_ENDPOINTS] = OBJECT_endpoint,
		[WALK_MEMDEVS] = OBJECT_memdev,	       [WALK_ROOT_DECODERS] = OBJECT_decoder,
		[WALK_PORT_DECODERS] = OBJECT_decoder, [WALK_ENDPOINT_DECODERS] = OBJECT_decoder,
		[WALK_REGIONS] = OBJECT_region,
	};
	const struct object_kind_info *object = &object_kinds[kinds[group]];

	return nr == 1 ? object->name : object->plural;
}

static bool explain_hidden(struct session *session, const struct walk *walk)
{
	for (enum walk_group group = 0; group < WALK_NR_GROUPS; group++) {
		size_t nr = walk->hidden[group];

		if (!nr)
			continue;
		say_status("nothing to show: %zu %s %s disabled (-i shows %s too)", nr,
			   noun_of_group(group, nr), nr == 1 ? "is" : "are",
			   nr == 1 ? "it" : "them");
		if (group == WALK_ANON_MEMDEVS)
			suggest_drivers(session->sysroot,
					cxl_memdev_get_devname(cxl_memdev_get_first(session->ctx)));
		return true;
	}
	return false;
}

/* Nothing was asked for that exists: which of it is not there? */
static void explain_none(struct session *session, const struct walk_wants *wants,
			 const char *name)
{
	/* All else hangs below a bus. */
	if (!wants->memdevs && !cxl_bus_get_first(session->ctx)) {
		explain_no_bus(session->sysroot, name);
		return;
	}
	say_status("nothing to show: there is no %s",
		   wants->ports ? "port" :
		   wants->endpoints ? "endpoint: no memdev has a place in the topology" :
		   wants->memdevs ? "memdev" :
		   wants->decoders ? "decoder" : "region");
	if (wants->regions)
		report_os_memory(session->sysroot);
}

static bool wants_topology(const struct walk_wants *wants)
{
	return wants->buses || wants->ports || wants->endpoints || wants->decoders;
}

/* Could not look is not the same as found nothing. */
static int explain_blind(const struct session *session)
{
	say_error("%s", session->detail);
	if (strstr(session->detail, strerror(EACCES)))
		say_hint("Try as root");
	return CLI_FAILED;
}

int explain_empty(struct session *session, const struct walk *walk, const char *name)
{
	enum filter_kind kind = filter_to_blame(&walk->filters);
	struct cxl_ctx *ctx = session->ctx;
	struct strbuf texts = { 0 };

	if (!cxl_memdev_get_first(ctx) &&
	    !(wants_topology(&walk->wants) && cxl_bus_get_first(ctx))) {
		if (session->detail[0])
			return explain_blind(session);
		if (wants_topology(&walk->wants) && !walk->wants.memdevs)
			explain_no_bus(session->sysroot, name);
		else
			explain_no_memdev(session->sysroot, name);
	} else if (explain_hidden(session, walk)) {
		return CLI_OK;
	} else if (kind != NR_FILTERS) {
		given_filters(&walk->filters, &texts);
		say_status("nothing matches%s; %s", strbuf_text(&texts), what_of_kind(ctx, kind));
		strbuf_free(&texts);
	} else {
		explain_none(session, &walk->wants, name);
	}
	return CLI_OK;
}

void explain_unmatched(struct cxl_ctx *ctx, const struct list_filters *filters)
{
	const char *word;

	for (enum filter_kind kind = 0; kind < NR_FILTERS; kind++) {
		word = filters->text[kind] ? filter_unmatched(&filters->filter[kind]) : NULL;
		if (word)
			say_status("nothing matches %s; %s", quoted(word), what_of_kind(ctx, kind));
	}
}

void explain_left_out(const struct walk *walk)
{
	char bytes[160];
	struct strbuf text = STRBUF_IN(bytes);
	size_t total = 0;

	for (enum walk_group group = 0; group < WALK_NR_GROUPS; group++) {
		size_t nr = walk->hidden[group];

		/* Decoders that wait for a region are no news. */
		if (!nr || group == WALK_ROOT_DECODERS || group == WALK_PORT_DECODERS ||
		    group == WALK_ENDPOINT_DECODERS)
			continue;
		strbuf_separate(&text, ", ");
		strbuf_addf(&text, "%zu %s", nr, noun_of_group(group, nr));
		total += nr;
	}
	if (total)
		say_status("not shown, as disabled: %s (-i shows %s too)", bytes,
			   total == 1 ? "it" : "them");
}
