// SPDX-License-Identifier: GPL-2.0-or-later
/* Why a list is empty, and which words of filters matched nothing. */
#include <stdio.h>

#include "../lib/cli/text.h"
#include "list-explain.h"

/* What is missing, and what to do; on a copy of a machine there is nothing to do. */
static void explain_absence(struct cxl_ctx *ctx, const char *sysroot)
{
	enum cxl_absence absence;
	char raw[256], hosts[512];

	absence = cxl_get_absence(ctx, raw, sizeof(raw));
	/* In a copy, anything may be a name. */
	text_escape(raw, hosts, sizeof(hosts));
	switch (absence) {
	case CXL_ABSENCE_NO_BUS:
		if (sysroot) {
			complain("no CXL memory devices: %s has no CXL bus", quoted(sysroot));
			break;
		}
		complain("no CXL memory devices: this kernel has no CXL bus (the module cxl_core is not loaded, or CONFIG_CXL_BUS is not set)");
		suggest("Try: modprobe cxl_acpi");
		break;
	case CXL_ABSENCE_NO_DRIVER:
		complain("no CXL memory devices: the PCI devices of class 0502 (%s) have no driver; the module cxl_pci is not loaded",
			 hosts);
		if (!sysroot)
			suggest("Try: modprobe cxl_pci");
		break;
	case CXL_ABSENCE_NOT_BOUND:
		complain("no CXL memory devices: the driver cxl_pci did not take the PCI devices of class 0502 (%s)",
			 hosts);
		if (!sysroot)
			suggest("Why is in the kernel log: dmesg | grep -e cxl_pci -e %.12s", raw);
		break;
	case CXL_ABSENCE_OTHER_DRIVER:
		complain("no CXL memory devices: another driver than cxl_pci has the PCI devices of class 0502 (%s)",
			 hosts);
		break;
	case CXL_ABSENCE_NO_DEVICE:
		complain("no CXL memory devices: there is a CXL bus, but no PCI device of class 0502");
		break;
	case CXL_ABSENCE_NONE:
		break;
	}
}

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

	if (kind == FILTER_PORT)
		count(census, cxl_port_get_devname(port));
	if (kind == FILTER_DECODER || kind == FILTER_REGION)
		cxl_decoder_foreach(port, decoder) {
			if (kind == FILTER_DECODER)
				count(census, cxl_decoder_get_devname(decoder));
			if (kind == FILTER_REGION)
				cxl_region_foreach(decoder, region)
					count(census, cxl_region_get_devname(region));
		}
	cxl_endpoint_foreach(port, endpoint) {
		if (kind == FILTER_ENDPOINT)
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

	if (kind == FILTER_MEMDEV || kind == FILTER_SERIAL)
		cxl_memdev_foreach(ctx, memdev)
			count(&census, cxl_memdev_get_devname(memdev));
	else
		cxl_bus_foreach(ctx, bus) {
			if (kind == FILTER_BUS) {
				count(&census, cxl_bus_get_devname(bus));
				continue;
			}
			count_port(&census, kind, cxl_bus_get_port(bus));
			cxl_port_foreach_all(cxl_bus_get_port(bus), port)
				count_port(&census, kind, port);
		}
	return census;
}

/* "there are 4, mem0 to mem3", "there is root0": static buffer. */
static const char *what_of_kind(struct cxl_ctx *ctx, enum filter_kind kind)
{
	static const char *const nouns[NR_FILTERS] = {
		"memdev", "memdev", "bus", "port", "endpoint", "decoder", "region",
	};
	struct census census = take_census(ctx, kind);
	static char text[160];

	if (census.nr == 0)
		snprintf(text, sizeof(text), "there is no %s at all", nouns[kind]);
	else if (census.nr == 1)
		snprintf(text, sizeof(text), "there is %s", census.first);
	else
		snprintf(text, sizeof(text), "there are %zu, %s %s %s", census.nr, census.first,
			 census.nr == 2 ? "and" : "to", census.last);
	return text;
}

/* "-m mem7 -b root1" */
static void given_filters(const struct list_filters *filters, char *buf, size_t len)
{
	size_t used = 0;

	buf[0] = '\0';
	for (enum filter_kind kind = 0; kind < NR_FILTERS && used < len; kind++)
		if (filters->text[kind])
			used += snprintf(buf + used, len - used, " -%s %s", filter_letters[kind],
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

static const char *const nouns_of_groups[WALK_NR_GROUPS][2] = {
	{ "memdev", "memdevs" },   { "bus", "buses" },	     { "port", "ports" },
	{ "endpoint", "endpoints" }, { "memdev", "memdevs" }, { "decoder", "decoders" },
	{ "decoder", "decoders" }, { "decoder", "decoders" }, { "region", "regions" },
};

static bool explain_hidden(const struct walk *walk)
{
	for (enum walk_group group = 0; group < WALK_NR_GROUPS; group++) {
		size_t nr = walk->hidden[group];

		if (!nr)
			continue;
		complain("nothing to show: %zu %s %s disabled (-i shows %s too)", nr,
			 nouns_of_groups[group][nr != 1], nr == 1 ? "is" : "are",
			 nr == 1 ? "it" : "them");
		return true;
	}
	return false;
}

/* Nothing was asked for that exists: which of it is not there? */
static void explain_none(const struct walk_wants *wants)
{
	complain("nothing to show: there is no %s",
		 wants->buses ? "CXL bus: the driver cxl_acpi has found no CXL root" :
		 wants->ports ? "port" :
		 wants->endpoints ? "endpoint: no memdev has a place in the topology" :
		 wants->memdevs ? "memdev" :
		 wants->decoders ? "decoder" : "region");
}

/* Could there be anything without memory devices? */
static bool has_topology(struct session *session, const struct walk_wants *wants)
{
	return (wants->buses || wants->ports || wants->endpoints || wants->decoders) &&
	       cxl_bus_get_first(session->ctx);
}

int explain_empty(struct session *session, const struct walk *walk, const char *sysroot)
{
	enum filter_kind kind = filter_to_blame(&walk->filters);
	char texts[512];

	if (!cxl_memdev_get_first(session->ctx) && !has_topology(session, &walk->wants)) {
		/* Could not look is not the same as found nothing. */
		if (session->detail[0]) {
			complain("%s", session->detail);
			return CLI_FAILED;
		}
		explain_absence(session->ctx, sysroot);
	} else if (explain_hidden(walk)) {
		return CLI_OK;
	} else if (kind != NR_FILTERS) {
		given_filters(&walk->filters, texts, sizeof(texts));
		complain("nothing matches%s; %s", texts, what_of_kind(session->ctx, kind));
	} else {
		explain_none(&walk->wants);
	}
	return CLI_OK;
}

void explain_unmatched(struct cxl_ctx *ctx, const struct list_filters *filters)
{
	const char *word;

	for (enum filter_kind kind = 0; kind < NR_FILTERS; kind++) {
		word = filters->text[kind] ? filter_unmatched(&filters->filter[kind]) : NULL;
		if (word)
			complain("nothing matches %s; %s", quoted(word), what_of_kind(ctx, kind));
	}
}

void explain_left_out(const struct walk *walk)
{
	char text[160] = "";
	size_t total = 0, used = 0;

	for (enum walk_group group = 0; group < WALK_NR_GROUPS; group++) {
		size_t nr = walk->hidden[group];

		/* Decoders that wait for a region are no news. */
		if (!nr || group == WALK_ROOT_DECODERS || group == WALK_PORT_DECODERS ||
		    group == WALK_ENDPOINT_DECODERS)
			continue;
		used += snprintf(text + used, sizeof(text) - used, "%s%zu %s", used ? ", " : "", nr,
				 nouns_of_groups[group][nr != 1]);
		total += nr;
	}
	if (total)
		complain("not shown, as disabled: %s (-i shows %s too)", text,
			 total == 1 ? "it" : "them");
}
