// SPDX-License-Identifier: GPL-2.0-or-later
/* From words to dax devices and regions. */
#include <stdio.h>

#include "daxctl/select.h"

static bool match_dev_name(struct filter *filter, struct daxctl_dev *dev)
{
	const char *name = daxctl_dev_get_devname(dev);
	bool matched;
	char id[32];

	snprintf(id, sizeof(id), "%d.%d", daxctl_region_get_id(daxctl_dev_get_region(dev)),
		 daxctl_dev_get_id(dev));
	/* Each word has to know that it matched. */
	matched = filter_match_word(filter, name);
	matched |= filter_match_word(filter, id);
	matched |= filter_match_path(filter, name);
	return matched;
}

bool match_dev(struct filter *filter, struct daxctl_dev *dev)
{
	bool matched = match_dev_name(filter, dev);

	return filter_match_word(filter, "all") || matched;
}

bool match_region(struct filter *filter, struct daxctl_region *region)
{
	int id = daxctl_region_get_id(region);
	char name[32];

	snprintf(name, sizeof(name), "region%d", id);
	return filter_match_name(filter, id, name, daxctl_region_get_devname(region));
}

static bool match_dev_object(struct filter *filter, void *dev)
{
	return match_dev(filter, dev);
}

static bool match_used_dev(struct filter *filter, void *dev)
{
	return daxctl_dev_get_size(dev) ? match_dev(filter, dev) : match_dev_name(filter, dev);
}

int select_regions(struct session *session, const char *text, struct filter *filter)
{
	struct candidates there = { 0 };
	struct daxctl_region *region;
	const char *unmatched;
	char first[32] = "", last[32] = "";

	if (filter_names(filter, text ? text : "all")) {
		say_error("--region \"%s\" names no region: 0, region0, or all",
			  quoted(text ? text : ""));
		return CLI_USAGE;
	}
	daxctl_region_foreach(session->ctx, region) {
		match_region(filter, region);
		snprintf(last, sizeof(last), "region %d", daxctl_region_get_id(region));
		if (!there.nr++)
			snprintf(first, sizeof(first), "%s", last);
	}
	unmatched = filter_unmatched(filter);
	if (!unmatched)
		return CLI_OK;
	candidates_tell(&there, "dax region", first, last);
	say_error("no dax region matches \"%s\"; %s", quoted(unmatched), there.there);
	return CLI_USAGE;
}

static const char *name_at(const struct candidates *candidates, size_t place)
{
	return place < candidates->nr ? daxctl_dev_get_devname(candidates->all[place].object) : "";
}

static int find_devs(struct session *session, struct filter *regions,
		     struct candidates *candidates)
{
	struct daxctl_region *region;
	struct daxctl_dev *dev;
	int rc = 0;

	daxctl_region_foreach(session->ctx, region) {
		if (!match_region(regions, region))
			continue;
		daxctl_dev_foreach(region, dev)
			if (rc == 0)
				rc = candidates_add(candidates, dev);
	}
	candidates_tell(candidates, "dax device", name_at(candidates, 0),
			name_at(candidates, candidates->nr - 1));
	return rc ? CLI_FAILED : candidates_check(candidates, session->detail);
}

int select_devs(struct session *session, const struct dev_options *options, bool idle,
		int nr_words, char **words, struct selection *selection)
{
	const struct choice choice = {
		.noun = "dax device", .form = "dax1.0, 1.0, a path as of its node, or all",
		.of = "region", .of_what = options->region,
		.match = idle ? match_dev_object : match_used_dev,
	};
	struct candidates candidates = { 0 };
	struct filter regions = { 0 };
	int status;

	*selection = (struct selection){ 0 };
	status = choose_check_words(nr_words, choice.noun);
	if (status == CLI_OK)
		status = select_regions(session, options->region, &regions);
	if (status == CLI_OK)
		status = find_devs(session, &regions, &candidates);
	filter_free(&regions);
	if (status == CLI_OK)
		return choose(&choice, &candidates, nr_words, words, selection);
	free(candidates.all);
	return status;
}
