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

static bool is_selected(const struct selection *selection, const struct cxl_memdev *memdev)
{
	for (size_t i = 0; i < selection->nr; i++)
		if (selection->memdevs[i] == memdev)
			return true;
	return false;
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

/* Without a memdev: false, but every word that names a bus has then matched. */
static bool bus_matches(struct cxl_ctx *ctx, struct filter *filter, struct cxl_memdev *memdev)
{
	struct cxl_bus *bus;

	cxl_bus_foreach(ctx, bus)
		if (match_bus(filter, bus) && memdev && cxl_bus_hosts_memdev(bus, memdev))
			return true;
	return false;
}

/* One word of the command line, which may be a list. */
static int select_word(struct session *session, const struct memdev_options *options,
		       struct filter *buses, const char *word, struct selection *selection)
{
	struct cxl_memdev *memdev;
	const char *unmatched, *bad = word;
	struct filter filter;
	int rc;

	rc = options->serials ? filter_numbers(&filter, word, &bad) : filter_names(&filter, word);
	if (rc) {
		rc = complain_word(bad, rc, options->serials);
		filter_free(&filter);
		return rc;
	}
	cxl_memdev_foreach(session->ctx, memdev) {
		/* The bus first: a memdev of another bus is no match of the word. */
		if ((buses && !bus_matches(session->ctx, buses, memdev)) ||
		    !memdev_matches(&filter, options->serials, memdev) ||
		    is_selected(selection, memdev))
			continue;
		selection->memdevs[selection->nr++] = memdev;
	}
	unmatched = filter_unmatched(&filter);
	if (unmatched)
		complain("no memdev%s%s matches %s\"%s\"; %s", buses ? " of bus " : "",
			 buses ? quoted(options->bus) : "", options->serials ? "serial " : "",
			 quoted(unmatched), what_there_is(session->ctx));
	rc = unmatched ? CLI_USAGE : CLI_OK;
	filter_free(&filter);
	return rc;
}

static int compile_buses(struct session *session, const char *text, struct filter *filter)
{
	int rc = filter_names(filter, text);

	if (rc == 0) {
		const char *unmatched;

		/* A first look without a memdev tells which words are no bus. */
		bus_matches(session->ctx, filter, NULL);
		unmatched = filter_unmatched(filter);
		if (!unmatched)
			return CLI_OK;
		complain("no bus matches \"%s\": a name as root0, its number, or its provider",
			 quoted(unmatched));
		filter_free(filter);
		return CLI_USAGE;
	}
	complain("--bus \"%s\" names no bus", quoted(text));
	return CLI_USAGE;
}

static int alloc_selection(struct cxl_ctx *ctx, struct selection *selection)
{
	struct cxl_memdev *memdev;
	size_t nr = 0;

	cxl_memdev_foreach(ctx, memdev)
		nr++;
	selection->memdevs = calloc(nr + 1, sizeof(*selection->memdevs));
	return selection->memdevs ? 0 : -ENOMEM;
}

int select_memdevs(struct session *session, const struct memdev_options *options, int nr_words,
		   char **words, struct selection *selection)
{
	struct filter buses = { 0 };
	int status = CLI_OK;

	*selection = (struct selection){ 0 };
	if (nr_words == 0) {
		complain("which memdev? Name one or more, or say all (see --help)");
		return CLI_USAGE;
	}
	if (alloc_selection(session->ctx, selection)) {
		complain("out of memory");
		return CLI_FAILED;
	}
	if (options->bus)
		status = compile_buses(session, options->bus, &buses);
	for (int i = 0; i < nr_words && status == CLI_OK; i++)
		status = select_word(session, options, options->bus ? &buses : NULL, words[i],
				     selection);
	filter_free(&buses);
	return status;
}

void selection_free(struct selection *selection)
{
	free(selection->memdevs);
	*selection = (struct selection){ 0 };
}
