// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl list: what there is, and why when there is nothing. */
#include <errno.h>
#include <string.h>

#include "cxl/commands.h"
#include "cxl/device/mailbox.h"
#include "cxl/device/poison.h"
#include "cxl/list/explain.h"
#include "cxl/list/format.h"
#include "cxl/show/show.h"

struct list_params {
	struct walk_wants wants;
	const char *filters[NR_FILTERS];
	struct machine machine;
	bool single, human, debug;
	bool health, partition, firmware, alert_config, media_errors;
	int verbose;
	int format;
	const char *columns;
};

/* The words of -o, and what writes each: the same places in both. */
static const struct option_choice format_words[] = {
	{ "json", "nested, as scripts of today expect it" },
	{ "flat", "one array of objects that have every key, for scripts to come" },
	{ "table", "a line an object, a table for each type" },
	{ "tree", "one picture from the bus to the memory" },
	{ "dot", "the same as a graph, for Graphviz" },
	{ NULL, NULL },
};

static int (*const formats[])(struct session *session, const struct walk *walk) = {
	list_json, list_flat, list_table, list_tree, list_dot,
};

#define FILTER(name, arg, completes, help) \
	TEXT(LETTER_FILTER_##name, #name, struct list_params, filters[FILTER_##name], arg, \
	     completes, help)
#define SHOW(name, plural, help) \
	FLAG(LETTER_SHOW_##name, #plural, struct list_params, wants.plural, help)
#define MORE(letter, name, member, help) \
	FLAG(letter, name, struct list_params, wants.member, help)

static const struct option_row list_options[] = {
	FILTER(memdev, "MEMDEV", WORD_MEMDEV,
	       "only these memdevs: names, ids, hosts"),
	FILTER(serial, "SERIAL", WORD_SERIAL,
	       "only memdevs with these serial numbers"),
	SHOW(memdev, memdevs, "show memdevs (the default, with regions)"),
	FILTER(bus, "BUS", WORD_BUS,
	       "only these buses and what is below: names, ids, providers"),
	SHOW(bus, buses, "show buses (CXL roots)"),
	FILTER(port, "PORT", WORD_PORT,
	       "only these ports and what is below: names, ids, hosts, types"),
	SHOW(port, ports, "show ports: host bridges and switches"),
	FLAG('S', "single", struct list_params, single,
	     "with -p: the ports themselves, not what is below"),
	FILTER(endpoint, "ENDPOINT", WORD_ENDPOINT,
	       "only these endpoints: names, ids, memdevs"),
	SHOW(endpoint, endpoints, "show endpoints"),
	FILTER(decoder, "DECODER", WORD_DECODER,
	       "only these decoders: names, ids, types"),
	SHOW(decoder, decoders, "show decoders"),
	MORE('T', "targets", targets, "show dports, targets of decoders, mappings of regions"),
	FILTER(region, "REGION", WORD_REGION,
	       "only these regions: names, ids"),
	SHOW(region, regions, "show regions (the default, with memdevs)"),
	MORE('X', "dax", dax, "show dax regions of regions, with their devices"),
	MORE('i', "idle", idle, "show disabled objects too"),
	FLAG('H', "health", struct list_params, health, "show the health of memdevs"),
	FLAG('I', "partition", struct list_params, partition, "show the partitions of memdevs"),
	FLAG('F', "firmware", struct list_params, firmware, "show the firmware of memdevs"),
	FLAG('A', "alert-config", struct list_params, alert_config,
	     "show when memdevs give an alert"),
	FLAG('L', "media-errors", struct list_params, media_errors,
	     "show what memory of memdevs and regions is bad"),
	CHOICE('o', "output-format", struct list_params, format, "FORMAT", format_words,
	       "how to write it: json, flat, table, tree, dot"),
	TEXT(0, "columns", struct list_params, columns, "COLUMN", WORD_COLUMN,
	     "with -o table: these columns; \"help\" lists them"),
	FLAG('u', "human", struct list_params, human, "sizes with units, numbers in hexadecimal"),
	COUNT('v', "verbose", struct list_params, verbose,
	      "show all kinds, with targets; -vv: disabled objects too; -vvv: -HIFALX too"),
	FLAG(0, "debug", struct list_params, debug, "tell what the library does"),
	OPTIONS_MACHINE(struct list_params, machine),
	OPTION_END,
};

static bool wants_a_kind(const struct walk_wants *wants)
{
	bool any = false;

#define KIND(name, plural, filter, show, words, several)	any |= wants->plural;
#include "cxl/objects/kinds.def"
	return any;
}

static void want_every_kind(struct walk_wants *wants)
{
#define KIND(name, plural, filter, show, words, several)	wants->plural = true;
#include "cxl/objects/kinds.def"
}

/* No kind asked for: those of the filters; no filter either: regions and memdevs. */
static void choose_kinds(struct walk_wants *wants, struct list_filters *filters)
{
	if (wants_a_kind(wants))
		return;
	/* Who only names a port does not mean what is below it. */
	filters->single = true;
#define KIND(name, plural, filter, show, words, several) \
	wants->plural |= filters->text[FILTER_##name] != NULL;
#define ALIAS(name, kind, plural, filter) \
	wants->plural |= filters->text[FILTER_##name] != NULL;
#include "cxl/objects/kinds.def"
	if (!wants_a_kind(wants))
		wants->regions = wants->memdevs = true;
}

static bool is_picture(const struct list_params *params)
{
	return formats[params->format] == list_tree || formats[params->format] == list_dot;
}

static void choose_walk(const struct list_params *params, struct walk *walk)
{
	struct walk_wants *wants = &walk->wants;
	struct list_filters *filters = &walk->filters;
	const char *ports;

	*wants = params->wants;
	memcpy(filters->text, params->filters, sizeof(filters->text));
	filters->single = params->single;
	walk->human = params->human;
	walk->columns = params->columns;
	/* A picture is of everything. */
	walk->whole = is_picture(params) && !wants_a_kind(wants) && !params->verbose;
	if (is_picture(params) && !wants_a_kind(wants))
		want_every_kind(wants);
	choose_kinds(wants, filters);
	if (params->verbose > 0)
		wants->buses = wants->ports = wants->endpoints = wants->decoders = wants->targets =
			wants->regions = true;
	if (params->verbose > 1)
		wants->idle = true;
	if (params->verbose > 2)
		wants->dax = true;
	/* Roots and endpoints are ports that are shown as what they are. */
	ports = wants->ports ? filters->text[FILTER_port] : NULL;
	if (ports && strstr(ports, "root"))
		wants->buses = true;
	if (ports && strstr(ports, "endpoint"))
		wants->endpoints = true;
}

/* What the options ask from the devices themselves; -vvv asks for everything. */
static unsigned int parts_to_ask(const struct list_params *params)
{
	const struct tables tables = list_tables(params->columns);

	return (params->health || tables_mention(&tables, "health") ? MEMDEV_PART_health : 0) |
	       (params->partition || tables_mention(&tables, "partition_info") ?
			MEMDEV_PART_partition_info : 0) |
	       (params->firmware || tables_mention(&tables, "firmware") ?
			MEMDEV_PART_firmware : 0) |
	       (params->alert_config || tables_mention(&tables, "alert_config") ?
			MEMDEV_PART_alert_config : 0) |
	       (params->media_errors || tables_mention(&tables, "media_errors") ?
			MEMDEV_PART_media_errors : 0);
}

static int list(struct session *session, const struct list_params *params, struct walk *walk_)
{
	if (walk(session, walk_)) {
		say_error("out of memory");
		return CLI_FAILED;
	}
	session->parts = params->verbose > 2 ? MEMDEV_PARTS_ALL : parts_to_ask(params);
	if (session->parts & MEMDEV_PART_media_errors)
		media_errors_read(session, walk_->groups, WALK_NR_GROUPS,
				  machine_name(&params->machine));
	if (formats[params->format](session, walk_))
		return CLI_FAILED;
	if (groups_in_use(walk_->groups, WALK_NR_GROUPS) == 0)
		return explain_empty(session, walk_, machine_name(&params->machine));
	explain_unmatched(session->ctx, &walk_->filters);
	/* That a copy may be without answers is no news to who only asked for everything. */
	if (parts_to_ask(params) || session->unanswered.rc != -EROFS)
		mailbox_explain(session, parts_to_ask(params));
	return CLI_OK;
}

static int run_list(void *data, int nr_words, char **words)
{
	const struct list_params *params = data;
	const struct tables tables = list_tables(params->columns);
	struct session session;
	struct walk walk = { 0 };
	bool done;
	int status;

	(void)nr_words;
	(void)words;
	if (params->single && !params->filters[FILTER_port]) {
		say_error("-S stops at the ports that -p names: it needs -p");
		return CLI_USAGE;
	}
	status = tables_choose(&tables, formats[params->format] == list_table, &done);
	if (done || status != CLI_OK)
		return status;
	choose_walk(params, &walk);
	status = session_open_machine(&session, "CXL_LIST_LOG", &params->machine, params->debug);
	if (status == CLI_OK)
		status = filters_compile(&walk.filters);
	if (status == CLI_OK)
		status = list(&session, params, &walk);
	groups_free(walk.groups, WALK_NR_GROUPS);
	filters_free(&walk.filters);
	media_errors_free(&session);
	session_close(&session);
	return status;
}

const struct command command_list = {
	.name = "list",
	.group = "Query",
	.summary = "list CXL objects: as JSON, tables, a tree, a graph",
	.words = "",
	.options = list_options,
	.params_size = sizeof(struct list_params),
	.run = run_list,
};
