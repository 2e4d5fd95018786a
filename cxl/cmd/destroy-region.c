// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl destroy-region: reset the decoders, give capacity and addresses back. */
#include "cxl/commands.h"
#include "cxl/region/destroy.h"
#include "cxl/region/holders.h"
#include "cxl/verb.h"

struct destroy_region_params {
	struct region_options region;
	bool force, dry_run;
};

static const struct option_row destroy_region_options[] = {
	OPTIONS_REGION(struct destroy_region_params, region),
	FLAG('f', "force", struct destroy_region_params, force,
	     "also when it is enabled: disable it first, as disable-region --force does"),
	FLAG(0, "dry-run", struct destroy_region_params, dry_run,
	     "show every write that would be made; change nothing"),
	OPTION_END,
};

static int destroy_one(void *region, void *data)
{
	struct verb_job *job = data;
	const struct destroy_region_params *params = job->params;
	const struct region_change change = { region, params->force, params->dry_run };
	const char *name = cxl_region_get_devname(region);

	if (!region_check_destroyable(region))
		return -1;
	if (cxl_region_is_enabled(region) && !params->force) {
		say_error("%s is enabled: its memory may be in use", name);
		if (!region_report_holders(region))
			say_hint("Nobody is seen to use it. Try: cxl disable-region %s", name);
		return -1;
	}
	return region_destroy(&job->session, &change);
}

static int run_destroy_region(void *data, int nr_words, char **words)
{
	const struct destroy_region_params *params = data;
	const struct verb verb = {
		.act = destroy_one, .done = "destroyed", .dry_run = params->dry_run,
	};

	return verb_run_regions(&verb, params, &params->region, nr_words, words);
}

const struct command command_destroy_region = {
	.name = "destroy-region",
	.group = "Regions",
	.summary = "destroy regions",
	.words = "REGION...",
	.completes = WORD_REGION,
	.options = destroy_region_options,
	.params_size = sizeof(struct destroy_region_params),
	.run = run_destroy_region,
};
