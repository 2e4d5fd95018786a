// SPDX-License-Identifier: GPL-2.0-or-later
/* daxctl offline-memory: have the system stop using the memory of devices. */
#include "daxctl/commands.h"
#include "daxctl/verb.h"
#include "lib/tool/dax/blocks.h"
#include "lib/tool/dax/policy.h"

struct offline_memory_params {
	struct dev_options dev;
};

static const struct option_row offline_memory_options[] = {
	OPTIONS_DEV(struct offline_memory_params, dev),
	OPTION_END,
};

static int offline_one(void *dev, void *data)
{
	struct verb_job *job = data;
	const struct offline_memory_params *params = job->params;
	const struct blocks_request request = { .verbose = params->dev.verbose,
						.detail = job->session.detail };
	int rc = blocks_command(dev, &request);

	if (rc == 0)
		policy_warn(job->session.ctx, &job->policy_reported);
	return rc;
}

static int run_offline_memory(void *data, int nr_words, char **words)
{
	static const struct verb verb = {
		.act = offline_one, .done = "offlined memory for", .noun = "device",
	};
	const struct offline_memory_params *params = data;
	struct verb_job job = { .params = params, .options = &params->dev };

	return verb_run(&verb, &job, nr_words, words);
}

const struct command command_offline_memory = {
	.name = "offline-memory",
	.group = "Memory",
	.summary = "have the system stop using the memory of devices",
	.words = "DEVICE...",
	.completes = WORD_DAXDEV,
	.options = offline_memory_options,
	.params_size = sizeof(struct offline_memory_params),
	.run = run_offline_memory,
};
