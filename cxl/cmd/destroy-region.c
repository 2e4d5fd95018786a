// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl destroy-region: reset the decoders, give capacity and addresses back. */
#include "cxl/commands.h"
#include "cxl/objects/region-select.h"
#include "cxl/region/destroy.h"
#include "cxl/region/holders.h"

struct destroy_region_params {
	struct region_options region;
	bool force;
};

static const struct option_row destroy_region_options[] = {
	OPTIONS_REGION(struct destroy_region_params, region),
	FLAG('f', "force", struct destroy_region_params, force,
	     "also when it is enabled: disable it first, as disable-region --force does"),
	OPTION_END,
};

static int destroy_one(void *region, void *data)
{
	struct region_job *job = data;
	const struct destroy_region_params *params = job->params;
	const char *name = cxl_region_get_devname(region);

	if (!region_may_go(region))
		return -1;
	if (cxl_region_is_enabled(region) && !params->force) {
		say_error("%s is enabled: its memory may be in use", name);
		if (!region_tell_holders(region))
			say_hint("Nobody is seen to use it. Try: cxl disable-region %s", name);
		return -1;
	}
	if (cxl_region_is_enabled(region) && region_clear_out(&job->session, region, true))
		return -1;
	return region_take_apart(&job->session, region);
}

static int run_destroy_region(void *data, int nr_words, char **words)
{
	struct destroy_region_params *params = data;

	return region_command(&params->region, params, nr_words, words, destroy_one, "destroyed");
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
