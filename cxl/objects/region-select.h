/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From words to regions, for commands about regions. */
#pragma once

#include "cxl/session.h"
#include "lib/tool/verb/choose.h"

/* The options of every such command. */
struct region_options {
	const char *bus, *decoder;
	bool debug;
};

#define OPTIONS_REGION(params, member) \
	TEXT('b', "bus", params, member.bus, "BUS", WORD_BUS, \
	     "only regions below these buses"), \
	TEXT('d', "decoder", params, member.decoder, "DECODER", WORD_DECODER, \
	     "only regions in these windows, decoders of a root"), \
	FLAG(0, "debug", params, member.debug, "tell what the library does")

/* The regions that @words name: as choose(). */
int select_regions(struct cxl_ctx *ctx, const struct region_options *options, int nr_words,
		   char **words, struct selection *selection) _must_check_ _nonnull_;
