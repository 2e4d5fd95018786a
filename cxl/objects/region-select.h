/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From words to regions, for commands about regions. */
#pragma once

#include "cxl/session.h"
#include "lib/tool/verb/each.h"
#include "lib/tool/verb/filter.h"

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

struct region_job {
	struct session session;
	void *params;		/* of the command */
};

/*
 * The whole of a command: open the library, resolve the words, call @act for every
 * region. Returns the exit status.
 */
int region_command(const struct region_options *options, void *params, int nr_words,
		   char **words, each_fn act, const char *done)
	_must_check_ __attribute__((nonnull(1, 2, 5, 6)));
