// SPDX-License-Identifier: GPL-2.0-or-later
/* daxctl create-device: a new device from what is free in a region. */
#include <stdio.h>

#include "daxctl/commands.h"
#include "daxctl/device/create.h"

struct create_device_params {
	struct dev_options dev;
	struct option_size size, align;
	const char *input;
};

static const struct option_row create_device_options[] = {
	SIZE('s', "size", struct create_device_params, size,
	     "of the device; all that is free if absent"),
	SIZE('a', "align", struct create_device_params, align,
	     "its alignment; that of the region if absent"),
	TEXT(0, "input", struct create_device_params, input, "FILE", WORD_FILE,
	     "a description of the device, as daxctl list -M prints it"),
	OPTIONS_DEV(struct create_device_params, dev),
	OPTION_END,
};

static int add_regions(struct verb_job *job, struct filter *filter, bool named,
		       struct candidates *candidates)
{
	const struct create_request *request = job->params;
	struct daxctl_region *region;

	daxctl_region_foreach(job->session.ctx, region) {
		if (!match_region(filter, region) ||
		    (request->region >= 0 && daxctl_region_get_id(region) != request->region))
			continue;
		/* Those that were not asked for need not have room. */
		if (!named && !daxctl_region_get_available_size(region))
			continue;
		if (candidates_add(candidates, region))
			return CLI_FAILED;
	}
	return CLI_OK;
}

/* There is none: why? */
static int complain_none(struct verb_job *job)
{
	const struct create_request *request = job->params;

	if (job->session.detail[0])
		say_error("%s", job->session.detail);
	else if (request->region >= 0)
		say_error("there is no dax region %d, which the description names",
			  request->region);
	else if (!daxctl_region_get_first(job->session.ctx))
		say_error("there is no dax region at all (daxctl list tells why)");
	else
		say_error("no dax region has free memory for another device (daxctl list -RDi shows who has it)");
	return request->region >= 0 ? CLI_USAGE : CLI_FAILED;
}

/* Regions instead of devices: those of -r, else all that have room. */
static int select_rooms(struct verb_job *job, int nr_words, char **words,
			struct selection *selection)
{
	const struct create_request *request = job->params;
	bool named = job->options->region || request->region >= 0;
	struct candidates candidates = { 0 };
	struct filter filter = { 0 };
	int status;

	(void)nr_words;
	(void)words;
	status = select_regions(&job->session, job->options->region, &filter);
	if (status == CLI_OK)
		status = add_regions(job, &filter, named, &candidates);
	if (status == CLI_OK && !candidates.nr)
		status = complain_none(job);
	filter_free(&filter);
	if (status == CLI_OK)
		status = choose_all(&candidates, selection);
	free(candidates.all);
	return status;
}

static int create_one(void *region, void *data)
{
	struct verb_job *job = data;

	return create_dev(job, region, job->params);
}

static int run_create_device(void *data, int nr_words, char **words)
{
	const struct create_device_params *params = data;
	const struct verb verb = {
		.select = select_rooms, .act = create_one, .done = "created", .noun = "device",
		.prints = true, .human = params->dev.human,
	};
	struct create_request request = {
		.size = params->size, .align = params->align, .region = -1,
	};
	struct verb_job job = { .params = &request, .options = &params->dev };
	int status = CLI_OK;

	if (params->input && (params->size.given || params->align.given || params->dev.region)) {
		say_error("--input says size, alignment and region: no --size, --align or --region beside it");
		return CLI_USAGE;
	}
	if (params->input)
		status = create_request_load(&request, params->input);
	if (status == CLI_OK)
		status = verb_run(&verb, &job, nr_words, words);
	create_request_free(&request);
	return status;
}

const struct command command_create_device = {
	.name = "create-device",
	.group = "Devices",
	.summary = "create a device from what is free in a region",
	.words = "",
	.options = create_device_options,
	.params_size = sizeof(struct create_device_params),
	.run = run_create_device,
};
