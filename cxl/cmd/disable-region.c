// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl disable-region: take the memory out of use, unbind the driver of regions. */
#include "cxl/commands.h"
#include "cxl/objects/region-select.h"
#include "cxl/region/holders.h"

struct disable_region_params {
	struct region_options region;
	bool force;
};

static const struct option_row disable_region_options[] = {
	OPTIONS_REGION(struct disable_region_params, region),
	FLAG('f', "force", struct disable_region_params, force,
	     "also when memory cannot be put offline: it is lost until a reboot"),
	OPTION_END,
};

static int disable_one(void *region, void *data)
{
	struct region_job *job = data;
	const struct disable_region_params *params = job->params;

	return region_disable(&job->session, region, params->force);
}

static int run_disable_region(void *data, int nr_words, char **words)
{
	struct disable_region_params *params = data;

	return region_command(&params->region, params, nr_words, words, disable_one, "disabled");
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
