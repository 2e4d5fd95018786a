/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A command that changes each of the objects that its words name. */
#pragma once

#include "cxl/objects/region-select.h"
#include "cxl/objects/select.h"
#include "lib/tool/verb/steps.h"
#include "lib/tool/verb/verb.h"

struct label_options;

struct verb_job {
	struct session session;
	const void *params;		/* of the command, */
	void *state;			/* and what it keeps from object to object */
	const struct memdev_options *memdev;	/* of a command over memdevs, */
	const struct label_options *label;	/* their labels, */
	const struct region_options *region;	/* or regions */
	bool dry_run;			/* of the verb */
	struct group shown;		/* what is printed in the end, as a JSON array */
};

/*
 * The whole of such a command: open the library, resolve the words, refuse a copy of
 * a machine (@sysroot), act, print. Returns the exit status.
 */
int verb_run(const struct verb *verb, const void *params, const char *sysroot, bool debug,
	     int nr_words, char **words) _must_check_ __attribute__((nonnull(1, 2, 6)));

/* The same with the options of commands over memdevs. */
int verb_run_memdevs(const struct verb *verb, const void *params,
		     const struct memdev_options *options, int nr_words, char **words)
	_must_check_ _nonnull_;

/* The same over regions: what @verb has not to say are the noun and what words mean. */
int verb_run_regions(const struct verb *verb, const void *params,
		     const struct region_options *options, int nr_words, char **words)
	_must_check_ _nonnull_;

/* The same over the labels of memdevs, which --from may have recorded. */
int verb_run_labels(const struct verb *verb, void *params, const struct label_options *options,
		    int nr_words, char **words) _must_check_ _nonnull_;

/*
 * Show a memdev when all is done, and @decoder (unless it is NULL) in it. 0, or
 * -ENOMEM after complaining.
 */
int verb_show_memdev(struct verb_job *job, struct cxl_memdev *memdev,
		     struct cxl_decoder *decoder) _must_check_ __attribute__((nonnull(1, 2)));

/*
 * Carries out the steps for one object, or with --dry-run of the verb prints them below
 * "@kind @name"; frees them. 0, or a negative errno after reporting it.
 */
int verb_change(struct verb_job *job, struct steps *steps, const char *kind, const char *name)
	_must_check_ _nonnull_;

/* Say that the kernel refused something, and why as far as the library knows. */
void verb_refused(struct verb_job *job, const char *name, const char *what, int rc) _nonnull_;
