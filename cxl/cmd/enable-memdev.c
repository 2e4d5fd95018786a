// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl enable-memdev: bind the driver of memdevs. */
#include "cxl/commands.h"
#include "cxl/verb.h"

struct enable_memdev_params {
	struct memdev_options memdev;
};

static const struct option_row enable_memdev_options[] = {
	OPTIONS_MEMDEV(struct enable_memdev_params, memdev),
	OPTION_END,
};

static int enable_one(void *memdev, void *data)
{
	int rc = cxl_memdev_enable(memdev);

	if (rc)
		verb_refused(data, cxl_memdev_get_devname(memdev), "enable it", rc);
	return rc;
}

static int run_enable_memdev(void *data, int nr_words, char **words)
{
	static const struct verb verb = {
		.act = enable_one, .done = "enabled", .noun = "mem",
	};
	const struct enable_memdev_params *params = data;

	return verb_run_memdevs(&verb, params, &params->memdev, nr_words, words);
}

const struct command command_enable_memdev = {
	.name = "enable-memdev",
	.group = "Drivers",
	.summary = "bind the driver of memory devices",
	.words = "MEMDEV...",
	.completes = WORD_MEMDEV,
	.options = enable_memdev_options,
	.params_size = sizeof(struct enable_memdev_params),
	.run = run_enable_memdev,
};
