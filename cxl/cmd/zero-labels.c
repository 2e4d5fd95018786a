// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl zero-labels: zeros to the label areas of memdevs. */
#include "cxl/commands.h"
#include "cxl/device/labels.h"

struct zero_labels_params {
	struct label_options label;
};

static const struct option_row zero_labels_options[] = {
	OPTIONS_LABEL(struct zero_labels_params, label, "the whole label area"),
	OPTION_END,
};

static int zero_one(void *memdev, void *data)
{
	struct verb_job *job = data;
	_cleanup_free_ char *zeros = NULL;
	struct label_range range;

	if (label_range(memdev, job->label, &range) || label_in_use(memdev))
		return -1;
	zeros = calloc(1, range.length + 1);
	if (!zeros) {
		say_error("%s: no memory for %zu zeros", cxl_memdev_get_devname(memdev),
			  range.length);
		return -1;
	}
	return label_write(&job->session, memdev, &range, zeros, true);
}

static int run_zero_labels(void *data, int nr_words, char **words)
{
	static const struct verb verb = {
		.act = zero_one, .done = "zeroed", .noun = "mem",
		.refusal = "labels are written to the devices of a real one",
	};
	struct zero_labels_params *params = data;

	return verb_run_labels(&verb, params, &params->label, nr_words, words);
}

const struct command command_zero_labels = {
	.name = "zero-labels",
	.group = "Labels",
	.summary = "zero the label area of memory devices",
	.words = "MEMDEV...",
	.completes = WORD_MEMDEV,
	.options = zero_labels_options,
	.params_size = sizeof(struct zero_labels_params),
	.run = run_zero_labels,
};
