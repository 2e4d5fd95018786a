/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From words to dax devices and regions: all of them, before anything is touched. */
#pragma once

#include "daxctl/session.h"
#include "lib/tool/verb/choose.h"

/* What the options of every command over devices say about its words, and its output. */
struct dev_options {
	const char *region;
	bool human, verbose;
	const char *sysroot;
};

#define OPTIONS_DEV(params, member) \
	TEXT('r', "region", params, member.region, "REGION", WORD_DAXREGION, \
	     "only devices of these regions: numbers, names"), \
	FLAG('u', "human", params, member.human, "sizes with units, numbers in hexadecimal"), \
	FLAG('v', "verbose", params, member.verbose, "tell what is done"), \
	OPTION_SYSROOT(params, member.sysroot)

/* Which words mean a device or a region; "all" means both. */
bool match_dev(struct filter *filter, struct daxctl_dev *dev) _nonnull_;
bool match_region(struct filter *filter, struct daxctl_region *region) _nonnull_;

/*
 * The devices that @words name; with @idle, "all" means those of size 0, too. CLI_OK,
 * or an exit status after complaining: a word that matches nothing is an error, but
 * "all" may be nothing. Ends with selection_free().
 */
int select_devs(struct session *session, const struct dev_options *options, bool idle,
		int nr_words, char **words, struct selection *selection) _must_check_ _nonnull_;

/*
 * Compile the words of --region (NULL: all): a status, after complaining about one that
 * matches nothing. In any case, filter_free() ends it.
 */
int select_regions(struct session *session, const char *text, struct filter *filter)
	_must_check_ __attribute__((nonnull(1, 3)));
