// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl reserve-dpa: capacity of memdevs to a decoder. */
#include <errno.h>
#include <limits.h>

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

	cxl_decoder_foreach(port, decoder)
		if (cxl_decoder_get_mode(decoder) == CXL_DECODER_MODE_PMEM && dpa_of(decoder))
			return true;
	return false;
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
		say_error(params->size.given ? "%s: --size 0 reserves nothing; cxl free-dpa gives back" :
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

/* What a decoder has before it is changed: with --force, also capacity. */
struct before {
	enum cxl_decoder_mode mode;
	unsigned long long bytes;
};

/* Back to what the decoder was; only with a mode can it be said to the kernel. */
static void undo(struct verb_job *job, struct cxl_decoder *decoder, const struct before *before)
{
	const char *name = cxl_decoder_get_devname(decoder);
	int rc = 0;

	if (before->mode != CXL_DECODER_MODE_PMEM && before->mode != CXL_DECODER_MODE_RAM)
		return;
	if (cxl_decoder_get_mode(decoder) != before->mode) {
		rc = cxl_decoder_set_mode(decoder, before->mode);
		if (rc)
			verb_refused(job, name, "give it back its mode", rc);
		else
			say_status("%s: its mode is %s again", name,
				   cxl_decoder_mode_name(before->mode));
	}
	/* The kernel frees what was there before it looks at what is wanted. */
	if (rc || dpa_of(decoder) == before->bytes)
		return;
	rc = cxl_decoder_set_dpa_size(decoder, before->bytes);
	if (rc)
		verb_refused(job, name, "give it back its capacity", rc);
	else
		say_status("%s: it has its %llu bytes of %s again", name, before->bytes,
			   cxl_decoder_mode_name(before->mode));
}

static int reserve(struct verb_job *job, struct cxl_decoder *decoder, enum cxl_decoder_mode mode,
		   unsigned long long bytes)
{
	const struct before before = { cxl_decoder_get_mode(decoder), dpa_of(decoder) };
	const char *what = "set its mode";
	int rc = 0;

	/* With --force: a mode is changed without capacity only. */
	if (before.mode != mode && before.bytes)
		rc = cxl_decoder_set_dpa_size(decoder, 0);
	if (rc == 0 && before.mode != mode)
		rc = cxl_decoder_set_mode(decoder, mode);
	if (rc == 0) {
		what = "reserve capacity";
		rc = cxl_decoder_set_dpa_size(decoder, bytes);
	}
	if (rc == 0)
		return 0;
	verb_refused(job, cxl_decoder_get_devname(decoder), what, rc);
	undo(job, decoder, &before);
	return rc;
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
	const struct reserve_dpa_params *params = job->params;

	return dpa_prepare(&params->dpa, selection);
}

static int run_reserve_dpa(void *data, int nr_words, char **words)
{
	const struct reserve_dpa_params *params = data;
	const struct verb verb = {
		.prepare = prepare, .act = reserve_one, .done = "reservation completed on", .noun = "mem device",
		.prints = true, .human = params->dpa.human,
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
