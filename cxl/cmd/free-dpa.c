// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl free-dpa: capacity that a decoder has, back to the memdev. */
#include <errno.h>
#include <limits.h>

#include "cxl/commands.h"
#include "cxl/device/dpa.h"

struct free_dpa_params {
	struct dpa_options dpa;
};

static const struct option_row free_dpa_options[] = {
	OPTIONS_DPA(struct free_dpa_params, dpa,
		    "only if it is of that sort: auto (the default: any), pmem, ram, volatile"),
	OPTION_END,
};

#define ORDER "decoders give capacity back in the opposite order of their numbers"

/* The last one that has capacity. */
static struct cxl_decoder *last_decoder(struct cxl_port *port)
{
	struct cxl_decoder *decoder;

	cxl_decoder_foreach_reverse(port, decoder)
		if (dpa_of(decoder))
			return decoder;
	return NULL;
}

/* 0: it may be freed. Negative errno after complaining. */
static int check_free(const struct dpa_options *options, struct cxl_decoder *decoder)
{
	unsigned long long hpa = cxl_decoder_get_size(decoder);
	struct cxl_region *region = cxl_decoder_get_region(decoder);
	const char *name = cxl_decoder_get_devname(decoder);
	enum cxl_decoder_mode mode = cxl_decoder_get_mode(decoder);

	if (region) {
		say_error("%s: its capacity is that of %s", name, cxl_region_get_devname(region));
		say_hint("cxl destroy-region %s frees it", cxl_region_get_devname(region));
		return dpa_let_pass(options->force, EBUSY);
	}
	if (hpa != 0 && hpa != ULLONG_MAX) {
		say_error("%s: it is committed", name);
		return dpa_let_pass(options->force, EBUSY);
	}
	if (dpa_mode(options) != CXL_DECODER_MODE_NONE && dpa_mode(options) != mode) {
		say_error("%s: its capacity is %s, not %s", name, cxl_decoder_mode_name(mode),
			  cxl_decoder_mode_name(dpa_mode(options)));
		return dpa_let_pass(options->force, EINVAL);
	}
	return 0;
}

static int free_capacity(void *env, const struct step *step)
{
	(void)env;
	return cxl_decoder_set_dpa_size(step->object, 0);
}

static int free_one(void *memdev, void *data)
{
	struct verb_job *job = data;
	const struct free_dpa_params *params = job->params;
	struct cxl_port *port = dpa_port(memdev);
	struct cxl_decoder *decoder, *last;
	struct steps steps = { 0 };
	struct step *step;
	int rc;

	if (!port)
		return -ENXIO;
	last = last_decoder(port);
	if (!last && !params->dpa.decoder) {
		say_error("%s: no decoder has capacity", cxl_memdev_get_devname(memdev));
		return -ENXIO;
	}
	decoder = dpa_decoder(&params->dpa, port, last, ORDER);
	if (!decoder)
		return -ENXIO;
	rc = check_free(&params->dpa, decoder);
	if (rc)
		return rc;
	step = steps_add(&steps, free_capacity, NULL);
	step->object = decoder;
	step->what = "free its capacity";
	step_writes(step, "0", "%s/dpa_size", cxl_decoder_get_devname(decoder));
	rc = verb_change(job, &steps, "decoder", cxl_decoder_get_devname(decoder));
	return rc ? rc : verb_show_memdev(job, memdev, decoder);
}

static int prepare(struct verb_job *job, const struct selection *selection)
{
	const struct free_dpa_params *params = job->params;

	return dpa_prepare(&params->dpa, selection);
}

static int run_free_dpa(void *data, int nr_words, char **words)
{
	const struct free_dpa_params *params = data;
	const struct verb verb = {
		.prepare = prepare, .act = free_one, .done = "reservation release completed on",
		.noun = "mem device", .prints = true, .human = params->dpa.human,
		.dry_run = params->dpa.dry_run,
	};

	return verb_run_memdevs(&verb, params, &params->dpa.memdev, nr_words, words);
}

const struct command command_free_dpa = {
	.name = "free-dpa",
	.group = "Capacity",
	.summary = "give back reserved capacity of memory devices",
	.words = "MEMDEV...",
	.completes = WORD_MEMDEV,
	.options = free_dpa_options,
	.params_size = sizeof(struct free_dpa_params),
	.run = run_free_dpa,
};
