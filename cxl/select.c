// SPDX-License-Identifier: GPL-2.0-or-later
/* From words to memdevs. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "../lib/cli/filter.h"
#include "match.h"
#include "select.h"

const char *what_there_is(struct cxl_ctx *ctx)
{
	struct cxl_memdev *memdev, *last = NULL;
	static char text[64];
	int nr = 0;

	cxl_memdev_foreach(ctx, memdev) {
		last = memdev;
		nr++;
	}
	if (nr == 0)
		return "there is no memdev at all";
	if (nr == 1)
		snprintf(text, sizeof(text), "there is %s", cxl_memdev_get_devname(last));
	else
		snprintf(text, sizeof(text), "there are %d, %s %s %s", nr,
			 cxl_memdev_get_devname(cxl_memdev_get_first(ctx)),
			 nr == 2 ? "and" : "to", cxl_memdev_get_devname(last));
	return text;
}

static int complain_word(const char *word, int rc, bool serials)
{
	if (rc == -ENOMEM)
		complain("out of memory");
	else if (rc == -ERANGE)
		complain("serial number %s is too large: it has 64 bits", quoted(word));
	else if (serials)
		complain("\"%s\" is not a serial number: decimal, 0x... or 0...", quoted(word));
	else
		complain("\"%s\" names no memdev: mem0, 0, a host as 0000:35:00.0, or all",
			 quoted(word));
	return rc == -ENOMEM ? CLI_FAILED : CLI_USAGE;
}

bool memdev_has_serial(struct filter *serials, struct cxl_memdev *memdev)
{
	unsigned long long serial = cxl_memdev_get_serial(memdev);

	/* The value for "absent" is no serial number. */
	return serial != ULLONG_MAX && filter_match_number(serials, serial);
}

static bool memdev_matches(struct filter *filter, bool serials, struct cxl_memdev *memdev)
{
	if (serials)
		return memdev_has_serial(filter, memdev);
	return match_memdev(filter, memdev);
}

/* A memdev that the words may choose, once. */
struct candidate {
	struct cxl_memdev *memdev;
	bool taken;
};

struct candidates {
	struct candidate *all;
	size_t nr;
};

/* One word of the command line, which may be a list. */
static int select_word(struct session *session, const struct memdev_options *options,
		       struct candidates *candidates, const char *word,
		       struct selection *selection)
{
	const char *unmatched, *bad = word;
	struct filter filter;
	int rc;

	rc = options->serials ? filter_numbers(&filter, word, &bad) : filter_names(&filter, word);
	if (rc) {
		rc = complain_word(bad, rc, options->serials);
		filter_free(&filter);
		return rc;
	}
	for (size_t i = 0; i < candidates->nr; i++) {
		struct candidate *candidate = &candidates->all[i];

		if (!memdev_matches(&filter, options->serials, candidate->memdev) ||
		    candidate->taken)
			continue;
		candidate->taken = true;
		selection->memdevs[selection->nr++] = candidate->memdev;
	}
	unmatched = filter_unmatched(&filter);
	if (unmatched)
		complain("no memdev%s%s matches %s\"%s\"; %s", options->bus ? " of bus " : "",
			 options->bus ? quoted(options->bus) : "",
			 options->serials ? "serial " : "", quoted(unmatched),
			 what_there_is(session->ctx));
	rc = unmatched ? CLI_USAGE : CLI_OK;
	filter_free(&filter);
	return rc;
}

/* Drop the memdevs that are below none of the buses: each is looked at once. */
static void keep_hosted(struct cxl_ctx *ctx, struct filter *filter, struct candidates *candidates)
{
	size_t kept = 0;

	for (size_t i = 0; i < candidates->nr; i++) {
		struct cxl_bus *bus, *host = NULL;

		cxl_bus_foreach(ctx, bus)
			if (filter_match_name(filter, cxl_bus_get_id(bus), cxl_bus_get_devname(bus),
					      cxl_bus_get_provider(bus)) &&
			    !host && cxl_bus_hosts_memdev(bus, candidates->all[i].memdev))
				host = bus;
		if (host)
			candidates->all[kept++] = candidates->all[i];
	}
	candidates->nr = kept;
}

static int apply_buses(struct session *session, const char *text, struct candidates *candidates)
{
	const char *unmatched;
	struct filter filter;
	struct cxl_bus *bus;
	int status = CLI_OK;

	if (filter_names(&filter, text)) {
		complain("--bus \"%s\" names no bus", quoted(text));
		filter_free(&filter);
		return CLI_USAGE;
	}
	cxl_bus_foreach(session->ctx, bus)
		filter_match_name(&filter, cxl_bus_get_id(bus), cxl_bus_get_devname(bus),
				  cxl_bus_get_provider(bus));
	unmatched = filter_unmatched(&filter);
	if (unmatched) {
		complain("no bus matches \"%s\": a name as root0, its number, or its provider",
			 quoted(unmatched));
		status = CLI_USAGE;
	} else {
		keep_hosted(session->ctx, &filter, candidates);
	}
	filter_free(&filter);
	return status;
}

/* Every memdev, and room to select each. */
static int find_candidates(struct session *session, struct candidates *candidates,
			   struct selection *selection)
{
	struct cxl_memdev *memdev;
	size_t nr = 0;

	cxl_memdev_foreach(session->ctx, memdev)
		nr++;
	/* Could not look is not the same as found nothing. */
	if (nr == 0 && session->detail[0]) {
		complain("%s", session->detail);
		return CLI_FAILED;
	}
	candidates->all = calloc(nr + 1, sizeof(*candidates->all));
	selection->memdevs = calloc(nr + 1, sizeof(*selection->memdevs));
	if (!candidates->all || !selection->memdevs) {
		complain("out of memory");
		return CLI_FAILED;
	}
	cxl_memdev_foreach(session->ctx, memdev)
		candidates->all[candidates->nr++].memdev = memdev;
	return CLI_OK;
}

int select_memdevs(struct session *session, const struct memdev_options *options, int nr_words,
		   char **words, struct selection *selection)
{
	struct candidates candidates = { 0 };
	int status;

	*selection = (struct selection){ 0 };
	if (nr_words == 0) {
		complain("which memdev? Name one or more, or say all (see --help)");
		return CLI_USAGE;
	}
	status = find_candidates(session, &candidates, selection);
	if (status == CLI_OK && options->bus)
		status = apply_buses(session, options->bus, &candidates);
	for (int i = 0; i < nr_words && status == CLI_OK; i++)
		status = select_word(session, options, &candidates, words[i], selection);
	free(candidates.all);
	return status;
}

void selection_free(struct selection *selection)
{
	free(selection->memdevs);
	*selection = (struct selection){ 0 };
}
