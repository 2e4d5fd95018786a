/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From words to memdevs, ports, buses: all of them, before anything is touched. */
#pragma once

#include "cxl/session.h"
#include "lib/tool/verb/choose.h"

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

/*
 * The memdevs that @words name ("all", ids, names, hosts, serials; each word may
 * be a list). CLI_OK, or an exit status after complaining: a word that matches
 * nothing is an error, but "all" may be nothing. Ends with selection_free().
 */
int select_memdevs(struct session *session, const struct memdev_options *options, int nr_words,
		   char **words, struct selection *selection) _must_check_ _nonnull_;

/* The same for ports but roots, or endpoints (as ports); for buses. */
int select_ports(struct session *session, bool endpoints, int nr_words, char **words,
		 struct selection *selection) _must_check_ _nonnull_;
int select_buses(struct session *session, int nr_words, char **words, struct selection *selection)
	_must_check_ _nonnull_;

/* Has the memdev a serial number, and is it one of these? */
bool memdev_has_serial(struct filter *serials, struct cxl_memdev *memdev) _nonnull_;
