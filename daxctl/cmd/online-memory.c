// SPDX-License-Identifier: GPL-2.0-or-later
/* daxctl online-memory: let the system use the memory of devices. */
#include "daxctl/commands.h"
#include "daxctl/verb.h"
#include "lib/tool/dax/blocks.h"

struct online_memory_params {
	struct dev_options dev;
	bool no_movable;
};

static const struct option_row online_memory_options[] = {
	FLAG(0, "no-movable", struct online_memory_params, no_movable,
	     "for the kernel, too: such memory may never go offline again"),
	OPTIONS_DEV(struct online_memory_params, dev),
	OPTION_END,
};

static int online_one(void *dev, void *data)
{
	struct verb_job *job = data;
	const struct online_memory_params *params = job->params;
	const struct blocks_request request = {
		.online = true,
		.zone = params->no_movable ? DAXCTL_ONLINE_ANY : DAXCTL_ONLINE_MOVABLE,
		.verbose = params->dev.verbose,
		.detail = job->session.detail,
	};

	return blocks_command(dev, &request);
}

static int run_online_memory(void *data, int nr_words, char **words)
{
	static const struct verb verb = {
		.act = online_one, .done = "onlined memory for", .noun = "device",
	};
	const struct online_memory_params *params = data;
	struct verb_job job = { .params = params, .options = &params->dev };

	return verb_run(&verb, &job, nr_words, words);
}

const struct command command_online_memory = {
	.name = "online-memory",
	.group = "Memory",
	.summary = "let the system use the memory of devices",
	.words = "DEVICE...",
	.completes = WORD_DAXDEV,
	.options = online_memory_options,
	.params_size = sizeof(struct online_memory_params),
	.run = run_online_memory,
};
