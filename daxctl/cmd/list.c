// SPDX-License-Identifier: GPL-2.0-or-later
/* daxctl list: what there is, and why when there is nothing. */
#include "daxctl/commands.h"
#include "daxctl/list/list.h"
#include "lib/tool/view/emit.h"

/* Of the flat listing; a key never changes its meaning or type below the same number. */
#define SCHEMA "daxctl-list/1"

struct list_params {
	const char *region, *dev, *columns;
	struct machine machine;
	bool devs, regions, mappings, idle, human, debug;
	int format;
};

/* The words of -o, and what they stand for: the same places in both. */
static const struct option_choice format_words[] = {
	{ "json", "nested, as scripts of today expect it" },
	{ "flat", "one array of objects that have every key, for scripts to come" },
	{ "table", "a line an object, a table for each type" },
	{ NULL, NULL },
};

enum { FORMAT_JSON, FORMAT_FLAT, FORMAT_TABLE };

static const struct option_row list_options[] = {
	TEXT('r', "region", struct list_params, region, "REGION", WORD_DAXREGION,
	     "only these regions: numbers, names"),
	TEXT('d', "dev", struct list_params, dev, "DEVICE", WORD_DAXDEV,
	     "only these devices: names, numbers as 1.0"),
	FLAG('D', "devices", struct list_params, devs, "show devices (the default)"),
	FLAG('R', "regions", struct list_params, regions, "show regions"),
	FLAG('M', "mappings", struct list_params, mappings,
	     "show the ranges of addresses that devices are made of"),
	FLAG('i', "idle", struct list_params, idle, "show devices of size 0 too"),
	CHOICE('o', "output-format", struct list_params, format, "FORMAT", format_words,
	       "how to write it: json, flat, table"),
	TEXT(0, "columns", struct list_params, columns, "COLUMN", WORD_COLUMN,
	     "with -o table: these columns; \"help\" lists them"),
	FLAG('u', "human", struct list_params, human, "sizes with units, numbers in hexadecimal"),
	FLAG(0, "debug", struct list_params, debug, "tell what the library does"),
	OPTIONS_MACHINE(struct list_params, machine),
	OPTION_END,
};

static void forget_reason(void *env)
{
	daxctl_clear_read_error(((struct session *)env)->ctx);
}

static const char *reason(void *env)
{
	struct session *session = env;
	const char *what = "";
	int rc = daxctl_get_read_error(session->ctx, &what);

	return library_reason(rc, rc ? what : "", session->reason, sizeof(session->reason));
}

static int write_listing(struct session *session, const struct listing *listing, int format)
{
	const struct reasons reasons = { forget_reason, reason, session };
	const struct tables tables = list_tables(listing->columns);

	switch (format) {
	case FORMAT_FLAT:
		return emit_flat(&listing->group, 1, SCHEMA, &reasons);
	case FORMAT_TABLE:
		return emit_tables(&listing->group, 1, &tables, &reasons);
	default:
		return emit_json(&listing->group, 1, session, listing->human);
	}
}

/* No kind asked for: what the filters are about, else devices. */
static void choose_kinds(const struct list_params *params, struct listing *listing)
{
	listing->regions = params->regions;
	listing->devs = params->devs;
	if (listing->regions || listing->devs)
		return;
	listing->regions = params->region;
	listing->devs = params->dev || !params->region;
}

static int list(struct session *session, const struct list_params *params,
		struct listing *listing)
{
	int status = list_compile(listing);

	if (status != CLI_OK)
		return status;
	if (list_walk(session, listing)) {
		say_error("out of memory");
		return CLI_FAILED;
	}
	if (write_listing(session, listing, params->format))
		return CLI_FAILED;
	if (!listing->group.nr)
		return list_explain_empty(session, listing, machine_name(&params->machine));
	list_explain_unmatched(session, listing);
	return CLI_OK;
}

static int run_list(void *data, int nr_words, char **words)
{
	const struct list_params *params = data;
	const struct tables tables = list_tables(params->columns);
	struct listing listing = {
		.mappings = params->mappings, .idle = params->idle, .human = params->human,
		.region_words = params->region, .dev_words = params->dev,
		.columns = params->columns,
	};
	struct session session;
	bool done;
	int status;

	(void)nr_words;
	(void)words;
	status = tables_choose(&tables, params->format == FORMAT_TABLE, &done);
	if (done || status != CLI_OK)
		return status;
	choose_kinds(params, &listing);
	status = session_open(&session, &params->machine, params->debug);
	if (status == CLI_OK)
		status = list(&session, params, &listing);
	list_free(&listing);
	session_close(&session);
	return status;
}

const struct command command_list = {
	.name = "list",
	.group = "Query",
	.summary = "list dax devices and regions: as JSON, tables",
	.words = "",
	.options = list_options,
	.params_size = sizeof(struct list_params),
	.run = run_list,
};
