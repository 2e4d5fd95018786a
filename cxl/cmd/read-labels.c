// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl read-labels: label areas to a file. */
#include <unistd.h>

#include "cxl/commands.h"
#include "cxl/device/labels.h"
#include "lib/tool/io/output.h"

struct read_labels_params {
	struct label_options label;
	const char *output;
	struct output out;
};

static const struct option_row read_labels_options[] = {
	TEXT('o', "output", struct read_labels_params, output, "FILE", WORD_FILE,
	     "write to FILE, a new one in its place; - is standard output"),
	OPTIONS_LABEL(struct read_labels_params, label, "the whole label area"),
	OPTION_END,
};

static int read_one(void *memdev, void *data)
{
	struct verb_job *job = data;
	struct read_labels_params *params = job->state;
	_cleanup_free_ char *bytes = NULL;
	struct label_range range;

	if (label_range(memdev, job->label, &range))
		return -1;
	/* All of one memdev or nothing of it. */
	bytes = label_read(&job->session, memdev, &range);
	return bytes ? output_write(&params->out, bytes, range.length) : -1;
}

static int open_output(struct verb_job *job, const struct selection *selection)
{
	struct read_labels_params *params = job->state;

	/* Nothing to read is no reason to replace a file. */
	if (selection->nr == 0)
		return CLI_OK;
	if (!params->output && isatty(STDOUT_FILENO)) {
		say_error("labels are binary and standard output is a terminal");
		say_hint("Say where to: -o FILE, -o - to have it here, or: ... | hexdump -C");
		return CLI_USAGE;
	}
	return output_open(&params->out, params->output) ? CLI_FAILED : CLI_OK;
}

static int run_read_labels(void *data, int nr_words, char **words)
{
	static const struct verb verb = {
		.prepare = open_output, .act = read_one, .done = "read", .noun = "mem",
		.reads = true,
	};
	struct read_labels_params *params = data;
	int status;

	status = verb_run_labels(&verb, params, &params->label, nr_words, words);
	if (status != CLI_OK) {
		output_discard(&params->out);
		return status;
	}
	return output_close(&params->out) ? CLI_FAILED : CLI_OK;
}

const struct command command_read_labels = {
	.name = "read-labels",
	.group = "Labels",
	.summary = "read the label area of memory devices",
	.words = "MEMDEV...",
	.completes = WORD_MEMDEV,
	.options = read_labels_options,
	.params_size = sizeof(struct read_labels_params),
	.run = run_read_labels,
};
