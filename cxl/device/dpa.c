// SPDX-License-Identifier: GPL-2.0-or-later
/* Device capacity of a memdev's decoders. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>

#include "cxl/device/dpa.h"
#include "cxl/objects/match.h"
#include "lib/base/parse.h"

const struct option_choice dpa_types[] = {
	[DPA_AUTO] = { "auto", "what fits" },
	[DPA_PMEM] = { "pmem", "persistent" },
	[DPA_RAM] = { "ram", "volatile" },
	[DPA_VOLATILE] = { "volatile", "the same as ram" },
	{ NULL, NULL },
};

struct cxl_port *dpa_port(struct cxl_memdev *memdev)
{
	struct cxl_endpoint *endpoint = cxl_memdev_get_endpoint(memdev);
	const char *name = cxl_memdev_get_devname(memdev);

	if (endpoint)
		return cxl_endpoint_get_port(endpoint);
	if (cxl_memdev_is_enabled(memdev)) {
		say_error("%s: it has no endpoint, and so no decoders", name);
	} else {
		say_error("%s: it is disabled: its decoders come with its driver", name);
		say_hint("cxl enable-memdev %s", name);
	}
	return NULL;
}

enum cxl_decoder_mode dpa_mode(const struct dpa_options *options)
{
	switch (options->type) {
	case DPA_PMEM:
		return CXL_DECODER_MODE_PMEM;
	case DPA_RAM:
	case DPA_VOLATILE:
		return CXL_DECODER_MODE_RAM;
	default:
		return CXL_DECODER_MODE_NONE;
	}
}

unsigned long long dpa_of(struct cxl_decoder *decoder)
{
	unsigned long long bytes = cxl_decoder_get_dpa_size(decoder);

	return bytes == ULLONG_MAX ? 0 : bytes;
}

static struct cxl_decoder *find_decoder(const char *text, struct cxl_port *port)
{
	struct cxl_decoder *decoder, *found = NULL;
	struct filter filter;
	int id;

	if (parse_id(text, "", &id) == 0) {
		cxl_decoder_foreach(port, decoder)
			if (cxl_decoder_get_id(decoder) == id)
				return decoder;
		return NULL;
	}
	if (filter_names(&filter, text) == 0)
		cxl_decoder_foreach(port, decoder)
			if (match_decoder(&filter, decoder) && !found)
				found = decoder;
	filter_free(&filter);
	return found;
}

static void tell_decoders(struct cxl_port *port)
{
	struct cxl_decoder *first = cxl_decoder_get_first(port);
	struct cxl_decoder *last = cxl_decoder_get_last(port);

	if (!first)
		say_hint("It has no decoders at all");
	else if (first == last)
		say_hint("There is %s", cxl_decoder_get_devname(first));
	else
		say_hint("There are %s to %s", cxl_decoder_get_devname(first),
			 cxl_decoder_get_devname(last));
}

static struct cxl_decoder *named_decoder(const char *text, struct cxl_port *port)
{
	struct cxl_decoder *decoder = find_decoder(text, port);

	if (decoder)
		return decoder;
	say_error("%s: it has no decoder \"%s\"", cxl_port_get_host(port), quoted(text));
	tell_decoders(port);
	return NULL;
}

int dpa_prepare(const struct dpa_options *options, const struct selection *selection)
{
	struct cxl_endpoint *endpoint;

	for (size_t i = 0; options->decoder && i < selection->nr; i++) {
		endpoint = cxl_memdev_get_endpoint(selection->objects[i]);
		if (endpoint && !named_decoder(options->decoder, cxl_endpoint_get_port(endpoint)))
			return CLI_USAGE;
	}
	return CLI_OK;
}

struct cxl_decoder *dpa_decoder(const struct dpa_options *options, struct cxl_port *port,
				struct cxl_decoder *usual, const char *order)
{
	const char *name = cxl_port_get_host(port);
	struct cxl_decoder *decoder;

	if (!options->decoder) {
		if (!usual)
			say_error("%s: none of its decoders can be used: %s", name, order);
		return usual;
	}
	decoder = named_decoder(options->decoder, port);
	if (!decoder || decoder == usual)
		return decoder;
	say_error("%s: it is not the turn of %s but of %s: %s", name,
		  cxl_decoder_get_devname(decoder),
		  usual ? cxl_decoder_get_devname(usual) : "none", order);
	return options->force ? decoder : NULL;
}
