// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl enable-region: bind the driver of regions. */
#include "cxl/commands.h"
#include "cxl/verb.h"

struct enable_region_params {
	struct region_options region;
};

static const struct option_row enable_region_options[] = {
	OPTIONS_REGION(struct enable_region_params, region),
	OPTION_END,
};

static int enable_one(void *region, void *data)
{
	struct verb_job *job = data;
	const char *name = cxl_region_get_devname(region);
	int rc;

	if (cxl_region_is_enabled(region))
		return 0;
	if (!cxl_region_decode_is_committed(region)) {
		say_error("%s: its decoders are not committed: it has no memory to enable", name);
		say_hint("It was left half made. Try: cxl destroy-region %s; cxl create-region",
			 name);
		return -1;
	}
	rc = cxl_region_enable(region);
	if (rc)
		session_complain(&job->session, name, "enable", rc);
	return rc;
}

static int run_enable_region(void *data, int nr_words, char **words)
{
	static const struct verb verb = { .act = enable_one, .done = "enabled" };
	const struct enable_region_params *params = data;

	return verb_run_regions(&verb, params, &params->region, nr_words, words);
}

const struct command command_enable_region = {
	.name = "enable-region",
	.group = "Regions",
	.summary = "enable regions: their memory can be used",
	.words = "REGION...",
	.completes = WORD_REGION,
	.options = enable_region_options,
	.params_size = sizeof(struct enable_region_params),
	.run = run_enable_region,
};
