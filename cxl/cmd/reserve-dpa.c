// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl reserve-dpa: capacity of memdevs to a decoder. */
#include <errno.h>
#include <stdio.h>

#include "cxl/commands.h"
#include "cxl/device/dpa.h"

struct reserve_dpa_params {
	struct dpa_options dpa;
	struct option_size size;
};

static const struct option_row reserve_dpa_options[] = {
	SIZE('s', "size", struct reserve_dpa_params, size,
	     "how much; all that is left of the type if absent"),
	OPTIONS_DPA(struct reserve_dpa_params, dpa,
		    "of which sort: auto (the default), pmem, ram, volatile"),
	OPTION_END,
};

#define ORDER "decoders take capacity in the order of their numbers"

/* What no decoder has taken yet. */
static unsigned long long left_of(struct cxl_memdev *memdev, struct cxl_port *port,
				  enum cxl_decoder_mode mode)
{
	unsigned long long left = mode == CXL_DECODER_MODE_PMEM ?
					  cxl_memdev_get_pmem_size(memdev) :
					  cxl_memdev_get_ram_size(memdev);
	struct cxl_decoder *decoder;

	cxl_decoder_foreach(port, decoder)
		if (cxl_decoder_get_mode(decoder) == mode)
			left = dpa_of(decoder) < left ? left - dpa_of(decoder) : 0;
	return left;
}

static bool has_pmem(struct cxl_port *port)
{
	struct cxl_decoder *decoder;
	bool found = false;

	cxl_decoder_foreach(port, decoder)
		found |= cxl_decoder_get_mode(decoder) == CXL_DECODER_MODE_PMEM && dpa_of(decoder);
	return found;
}

/* What is volatile comes first in a device: it cannot follow what is persistent. */
static enum cxl_decoder_mode choose_mode(const struct dpa_options *options,
					 struct cxl_memdev *memdev, struct cxl_port *port)
{
	enum cxl_decoder_mode mode = dpa_mode(options);

	if (mode != CXL_DECODER_MODE_NONE)
		return mode;
	return left_of(memdev, port, CXL_DECODER_MODE_RAM) && !has_pmem(port) ?
		       CXL_DECODER_MODE_RAM : CXL_DECODER_MODE_PMEM;
}

/* 0, or a negative errno after complaining. */
static int choose_size(const struct reserve_dpa_params *params, const char *name,
		       enum cxl_decoder_mode mode, unsigned long long left,
		       unsigned long long *bytes)
{
	const char *type = cxl_decoder_mode_name(mode);
	unsigned long long fits;
	int rc = 0;

	*bytes = params->size.given ? params->size.bytes : left;
	if (*bytes == 0) {
		say_error(params->size.given ?
				  "%s: --size 0 reserves nothing; cxl free-dpa gives back" :
				  "%s: no %s capacity is left", name, type);
		return -ENOSPC;
	}
	if (*bytes > left) {
		say_error("%s: --size %llu is more than the %llu bytes of %s that are left", name,
			  *bytes, left, type);
		rc = dpa_let_pass(params->dpa.force, ENOSPC);
	} else if (*bytes % DPA_STEP) {
		fits = *bytes > DPA_STEP ? *bytes - *bytes % DPA_STEP : DPA_STEP;
		say_error("%s: %llu bytes are no multiple of 256 MiB", name, *bytes);
		if (fits <= left)
			say_hint("Try: --size %llum", fits >> 20);
		rc = dpa_let_pass(params->dpa.force, EINVAL);
	}
	return rc;
}

/* The one behind the last that has capacity. */
static struct cxl_decoder *next_decoder(struct cxl_port *port)
{
	struct cxl_decoder *decoder, *next = NULL;

	cxl_decoder_foreach_reverse(port, decoder) {
		if (dpa_of(decoder))
			break;
		next = decoder;
	}
	return next;
}

static int set_mode(void *env, const struct step *step)
{
	(void)env;
	return cxl_decoder_set_mode(step->object, step->to);
}

/* There is no way to write none; a decoder without capacity is as good without a mode. */
static int restore_mode(void *env, const struct step *step)
{
	enum cxl_decoder_mode mode = step->before;
	int rc;

	(void)env;
	if (mode != CXL_DECODER_MODE_PMEM && mode != CXL_DECODER_MODE_RAM)
		return 0;
	rc = cxl_decoder_set_mode(step->object, mode);
	if (!rc)
		say_status("%s: its mode is %s again", cxl_decoder_get_devname(step->object),
			   cxl_decoder_mode_name(mode));
	return rc;
}

static int set_capacity(void *env, const struct step *step)
{
	(void)env;
	return cxl_decoder_set_dpa_size(step->object, step->to);
}

/* The kernel frees what was there before it looks at what is wanted. */
static int restore_capacity(void *env, const struct step *step)
{
	enum cxl_decoder_mode mode = step->position;
	int rc;

	(void)env;
	if (dpa_of(step->object) == step->before)
		return 0;
	/* Its mode could not be restored: this would be capacity of another type. */
	if (cxl_decoder_get_mode(step->object) != mode)
		return -EINVAL;
	rc = cxl_decoder_set_dpa_size(step->object, step->before);
	if (rc == 0)
		say_status("%s: it has its %llu bytes of %s again",
			   cxl_decoder_get_devname(step->object), step->before,
			   cxl_decoder_mode_name(mode));
	return rc;
}

static struct step *add_capacity(struct steps *steps, struct cxl_decoder *decoder,
				 unsigned long long to, unsigned long long before)
{
	struct step *step = steps_add(steps, set_capacity, restore_capacity);
	const char *name = cxl_decoder_get_devname(decoder);
	char text[32];

	step->object = decoder;
	step->what = "reserve capacity";
	step->position = cxl_decoder_get_mode(decoder);
	step->to = to;
	step->before = before;
	snprintf(step->name, sizeof(step->name), "%llu bytes of %s", before, name);
	snprintf(text, sizeof(text), "%#llx", to);
	step_writes(step, text, "%s/dpa_size", name);
	return step;
}

static void add_mode(struct steps *steps, struct cxl_decoder *decoder, enum cxl_decoder_mode mode)
{
	struct step *step = steps_add(steps, set_mode, restore_mode);
	const char *name = cxl_decoder_get_devname(decoder);

	step->object = decoder;
	step->what = "set its mode";
	step->to = mode;
	step->before = cxl_decoder_get_mode(decoder);
	snprintf(step->name, sizeof(step->name), "mode of %s", name);
	step_writes(step, cxl_decoder_mode_name(mode), "%s/mode", name);
}

static int reserve(struct verb_job *job, struct cxl_decoder *decoder, enum cxl_decoder_mode mode,
		   unsigned long long bytes)
{
	bool change = cxl_decoder_get_mode(decoder) != mode;
	unsigned long long before = dpa_of(decoder);
	struct steps steps = { 0 };
	struct step *step;

	/* With --force: a mode is changed without capacity only. */
	if (change && before)
		add_capacity(&steps, decoder, 0, before)->what = "set its mode";
	if (change)
		add_mode(&steps, decoder, mode);
	step = add_capacity(&steps, decoder, bytes, change ? 0 : before);
	step->half = !change;
	return verb_change(job, &steps, "decoder", cxl_decoder_get_devname(decoder));
}

static int reserve_one(void *memdev, void *data)
{
	const struct reserve_dpa_params *params = ((struct verb_job *)data)->params;
	struct cxl_port *port = dpa_port(memdev);
	struct cxl_decoder *decoder;
	enum cxl_decoder_mode mode;
	unsigned long long bytes;
	int rc;

	if (!port)
		return -ENXIO;
	mode = choose_mode(&params->dpa, memdev, port);
	rc = choose_size(params, cxl_memdev_get_devname(memdev), mode,
			 left_of(memdev, port, mode), &bytes);
	if (rc)
		return rc;
	decoder = dpa_decoder(&params->dpa, port, next_decoder(port), ORDER);
	if (!decoder)
		return -ENXIO;
	rc = reserve(data, decoder, mode, bytes);
	return rc ? rc : verb_show_memdev(data, memdev, decoder);
}

static int prepare(struct verb_job *job, const struct selection *selection)
{
	return dpa_prepare(&((const struct reserve_dpa_params *)job->params)->dpa, selection);
}

static int run_reserve_dpa(void *data, int nr_words, char **words)
{
	const struct reserve_dpa_params *params = data;
	const struct verb verb = {
		.prepare = prepare, .act = reserve_one, .done = "reservation completed on",
		.noun = "mem device", .prints = true, .human = params->dpa.human,
		.dry_run = params->dpa.dry_run,
	};

	return verb_run_memdevs(&verb, params, &params->dpa.memdev, nr_words, words);
}

const struct command command_reserve_dpa = {
	.name = "reserve-dpa",
	.group = "Capacity",
	.summary = "reserve capacity of memory devices for a region",
	.words = "MEMDEV...",
	.completes = WORD_MEMDEV,
	.options = reserve_dpa_options,
	.params_size = sizeof(struct reserve_dpa_params),
	.run = run_reserve_dpa,
};
