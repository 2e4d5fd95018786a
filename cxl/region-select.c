// SPDX-License-Identifier: GPL-2.0-or-later
/* From words to regions. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "match.h"
#include "region-select.h"

/* Regions in the order of the words, none twice. */
struct regions {
	void **all;
	size_t nr;
};

struct candidates {
	struct cxl_region **all;
	size_t nr;
};

static int out_of_memory(void)
{
	complain("out of memory");
	return CLI_FAILED;
}

static int compile(struct filter *filter, const char *option, const char *text)
{
	int rc = text ? filter_names(filter, text) : 0;

	if (!rc)
		return CLI_OK;
	if (rc == -ENOMEM)
		return out_of_memory();
	complain("--%s \"%s\" names nothing", option, quoted(text));
	return CLI_USAGE;
}

static int check_matched(const struct filter *filter, const char *what)
{
	const char *unmatched = filter_unmatched(filter);

	if (!unmatched)
		return CLI_OK;
	complain("no %s matches \"%s\"", what, quoted(unmatched));
	return CLI_USAGE;
}

static int add_window(struct cxl_decoder *decoder, struct candidates *candidates)
{
	struct cxl_region *region, **grown;

	cxl_region_foreach(decoder, region) {
		grown = reallocarray(candidates->all, candidates->nr + 1, sizeof(*grown));
		if (!grown)
			return out_of_memory();
		candidates->all = grown;
		grown[candidates->nr++] = region;
	}
	return CLI_OK;
}

/* Every region that --bus and --decoder let through. */
static int find_candidates(struct cxl_ctx *ctx, const struct region_options *options,
			   struct filter *buses, struct filter *decoders,
			   struct candidates *candidates)
{
	struct cxl_decoder *decoder;
	struct cxl_bus *bus;
	int status = CLI_OK;

	cxl_bus_foreach(ctx, bus) {
		if (options->bus && !match_bus(buses, bus))
			continue;
		cxl_decoder_foreach(cxl_bus_get_port(bus), decoder)
			if (status == CLI_OK &&
			    (!options->decoder || match_decoder(decoders, decoder)))
				status = add_window(decoder, candidates);
	}
	if (status == CLI_OK && options->bus)
		status = check_matched(buses, "bus");
	if (status == CLI_OK && options->decoder)
		status = check_matched(decoders, "window (decoder of a root)");
	return status;
}

static const char *what_there_is(const struct candidates *candidates)
{
	static char text[96];
	size_t used;

	if (!candidates->nr)
		return "there is none";
	snprintf(text, sizeof(text), "there %s", candidates->nr == 1 ? "is" : "are");
	for (size_t i = 0; i < candidates->nr; i++) {
		used = strlen(text);
		if (used > sizeof(text) - 24) {
			snprintf(text + used, sizeof(text) - used, " ...");
			break;
		}
		snprintf(text + used, sizeof(text) - used, " %s",
			 cxl_region_get_devname(candidates->all[i]));
	}
	return text;
}

static int select_word(const char *word, struct candidates *candidates, struct regions *regions)
{
	const char *unmatched;
	struct filter filter;
	int rc = filter_names(&filter, word);

	if (rc) {
		filter_free(&filter);
		if (rc == -ENOMEM)
			return out_of_memory();
		complain("\"%s\" names no region: region0, 0, or all", quoted(word));
		return CLI_USAGE;
	}
	for (size_t i = 0; i < candidates->nr; i++) {
		struct cxl_region *region = candidates->all[i];
		size_t at = 0;

		if (!match_region(&filter, region))
			continue;
		while (at < regions->nr && regions->all[at] != region)
			at++;
		if (at == regions->nr)
			regions->all[regions->nr++] = region;
	}
	unmatched = filter_unmatched(&filter);
	if (unmatched)
		complain("no region matches \"%s\"; %s", quoted(unmatched),
			 what_there_is(candidates));
	rc = unmatched ? CLI_USAGE : CLI_OK;
	filter_free(&filter);
	return rc;
}

static int select_regions(struct cxl_ctx *ctx, const struct region_options *options,
			  int nr_words, char **words, struct regions *regions)
{
	struct filter buses = { 0 }, decoders = { 0 };
	struct candidates candidates = { 0 };
	int status;

	status = compile(&buses, "bus", options->bus);
	if (status == CLI_OK)
		status = compile(&decoders, "decoder", options->decoder);
	if (status == CLI_OK)
		status = find_candidates(ctx, options, &buses, &decoders, &candidates);
	regions->all = calloc(candidates.nr + 1, sizeof(*regions->all));
	if (status == CLI_OK && !regions->all)
		status = out_of_memory();
	for (int i = 0; i < nr_words && status == CLI_OK; i++)
		status = select_word(words[i], &candidates, regions);
	filter_free(&buses);
	filter_free(&decoders);
	free(candidates.all);
	return status;
}

int region_command(const struct region_options *options, void *params, int nr_words,
		   char **words, each_fn act, const char *done)
{
	struct region_job job = { .params = params };
	struct regions regions = { 0 };
	int status;

	if (nr_words == 0) {
		complain("which region? Name one or more, or say all (see --help)");
		return CLI_USAGE;
	}
	status = session_open(&job.session, NULL, NULL, options->debug);
	if (status == CLI_OK)
		status = select_regions(job.session.ctx, options, nr_words, words, &regions);
	if (status == CLI_OK)
		status = each_object(regions.all, regions.nr, act, &job, done, "region");
	free(regions.all);
	session_close(&job.session);
	return status;
}
