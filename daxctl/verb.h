/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A command that changes each of the dax devices that its words name. */
#pragma once

#include "daxctl/select.h"
#include "lib/tool/verb/verb.h"

struct verb_job {
	struct session session;
	const void *params;		/* of the command */
	const struct dev_options *options;
	bool idle;			/* "all" means devices of size 0, too */
	bool policy_reported;		/* by policy_warn() */
	struct group shown;		/* what is printed in the end, as a JSON array */
};

/*
 * The whole of such a command: open the library, resolve the words, refuse a copy of
 * a machine (--sysroot), act, print. Returns the exit status.
 */
int verb_run(const struct verb *verb, struct verb_job *job, int nr_words, char **words)
	_must_check_ _nonnull_;

/* Say that the kernel refused something, and why as far as the library knows. */
void verb_refused(struct verb_job *job, struct daxctl_dev *dev, const char *what, int rc)
	_nonnull_;

/* Show a device when all is done. 0, or -ENOMEM after complaining. */
int verb_show_dev(struct verb_job *job, struct daxctl_dev *dev) _must_check_ _nonnull_;
