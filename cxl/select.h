/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From words to memdevs: all of them, before anything is touched. */
#pragma once

#include "../lib/cli/filter.h"
#include "session.h"

/* What the options of every memdev command say about its words. */
struct memdev_options {
	const char *bus;
	bool serials;
	bool verbose;
	const char *sysroot;
};

#define OPTIONS_MEMDEV(params, member) \
	TEXT('b', "bus", params, member.bus, "BUS", WORD_BUS, \
	     "only memdevs below these buses"), \
	FLAG('S', "serial", params, member.serials, "the words are serial numbers"), \
	FLAG('v', "verbose", params, member.verbose, "tell what is done"), \
	OPTION_SYSROOT(params, member.sysroot)

/* Objects for each_object(), in the order of the words, none twice. */
struct selection {
	void **memdevs;
	size_t nr;
};

/*
 * The memdevs that @words name ("all", ids, names, hosts, serials; each word may
 * be a list). CLI_OK, or an exit status after complaining: a word that matches
 * nothing is an error, but "all" may be nothing. Ends with selection_free().
 */
int select_memdevs(struct session *session, const struct memdev_options *options, int nr_words,
		   char **words, struct selection *selection) _must_check_ _nonnull_;
void selection_free(struct selection *selection) _nonnull_;

/* Has the memdev a serial number, and is it one of these? */
bool memdev_has_serial(struct filter *serials, struct cxl_memdev *memdev) _nonnull_;

/* "there are 4, mem0 to mem3", "there is none": for messages. Static buffer. */
const char *what_there_is(struct cxl_ctx *ctx) _nonnull_;
