// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl disable-region: take the memory out of use, unbind the driver of regions. */
#include "cxl/commands.h"
#include "cxl/region/destroy.h"
#include "cxl/verb.h"

struct disable_region_params {
	struct region_options region;
	bool force, dry_run;
};

static const struct option_row disable_region_options[] = {
	OPTIONS_REGION(struct disable_region_params, region),
	FLAG('f', "force", struct disable_region_params, force,
	     "also when memory cannot be put offline: it is lost until a reboot"),
	FLAG(0, "dry-run", struct disable_region_params, dry_run,
	     "show every write that would be made; change nothing"),
	OPTION_END,
};

static int disable_one(void *region, void *data)
{
	struct verb_job *job = data;
	const struct disable_region_params *params = job->params;
	const struct region_change change = { region, params->force, params->dry_run };

	return region_disable(&job->session, &change);
}

static int run_disable_region(void *data, int nr_words, char **words)
{
	const struct disable_region_params *params = data;
	const struct verb verb = {
		.act = disable_one, .done = "disabled", .dry_run = params->dry_run,
	};

	return verb_run_regions(&verb, params, &params->region, nr_words, words);
}

const struct command command_disable_region = {
	.name = "disable-region",
	.group = "Regions",
	.summary = "disable regions: take their memory out of use",
	.words = "REGION...",
	.completes = WORD_REGION,
	.options = disable_region_options,
	.params_size = sizeof(struct disable_region_params),
	.run = run_disable_region,
};
