// SPDX-License-Identifier: GPL-2.0-or-later
/* From words to regions. */
#include <errno.h>
#include <stdlib.h>

#include "cxl/objects/kinds.h"
#include "cxl/objects/match.h"
#include "cxl/objects/region-select.h"

static const char *region_at(const struct candidates *candidates, size_t index)
{
	if (index >= candidates->nr)
		return NULL;
	return cxl_region_get_devname(candidates->all[index].object);
}

static int compile(struct filter *filter, const char *option, const char *text)
{
	int rc = text ? filter_names(filter, text) : 0;

	if (rc == -ENOMEM)
		say_error("out of memory");
	else if (rc)
		say_error("--%s \"%s\" names nothing", option, quoted(text));
	if (rc)
		return rc == -ENOMEM ? CLI_FAILED : CLI_USAGE;
	return CLI_OK;
}

static int check_matched(const struct filter *filter, const char *what)
{
	const char *unmatched = filter_unmatched(filter);

	if (!unmatched)
		return CLI_OK;
	say_error("no %s matches \"%s\"", what, quoted(unmatched));
	return CLI_USAGE;
}

static int add_window(struct cxl_decoder *decoder, struct candidates *candidates)
{
	struct cxl_region *region;

	cxl_region_foreach(decoder, region)
		if (candidates_add(candidates, region))
			return CLI_FAILED;
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

int select_regions(struct cxl_ctx *ctx, const struct region_options *options, int nr_words,
		   char **words, struct selection *selection)
{
	const struct choice choice = object_kinds[OBJECT_region].choice;
	struct filter buses = { 0 }, decoders = { 0 };
	struct candidates candidates = { 0 };
	int status;

	*selection = (struct selection){ 0 };
	status = choose_check_words(nr_words, choice.noun);
	if (status == CLI_OK)
		status = compile(&buses, "bus", options->bus);
	if (status == CLI_OK)
		status = compile(&decoders, "decoder", options->decoder);
	if (status == CLI_OK)
		status = find_candidates(ctx, options, &buses, &decoders, &candidates);
	filter_free(&buses);
	filter_free(&decoders);
	candidates_tell(&candidates, choice.noun, region_at(&candidates, 0),
			region_at(&candidates, candidates.nr - 1));
	if (status == CLI_OK)
		return choose(&choice, &candidates, nr_words, words, selection);
	free(candidates.all);
	return status;
}
