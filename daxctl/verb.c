// SPDX-License-Identifier: GPL-2.0-or-later
/* A command that changes each of the dax devices that its words name. */
#include <errno.h>

#include "daxctl/verb.h"
#include "lib/tool/dax/show.h"

int verb_show_dev(struct verb_job *job, struct daxctl_dev *dev)
{
	if (group_add(&job->shown, &dax_dev_type, dev))
		return 0;
	say_error("out of memory: %s was changed, and is not shown", daxctl_dev_get_devname(dev));
	return -ENOMEM;
}

void verb_refused(struct verb_job *job, struct daxctl_dev *dev, const char *what, int rc)
{
	library_refused(daxctl_dev_get_devname(dev), what, rc, job->session.detail);
}

static int open_library(struct verb_job *job, const struct machine *machine, bool debug)
{
	return session_open(&job->session, machine, debug);
}

static void close_library(struct verb_job *job)
{
	session_close(&job->session);
}

static void forget(struct verb_job *job)
{
	job->session.detail[0] = '\0';
}

static int select_words(struct verb_job *job, int nr_words, char **words,
			struct selection *selection)
{
	return select_devs(&job->session, job->options, job->idle, nr_words, words, selection);
}

int verb_run(const struct verb *verb, struct verb_job *job, int nr_words, char **words)
{
	static const struct verb_host host = {
		open_library, close_library, forget, select_words, NULL, NULL,
	};
	const struct verb_line line = {
		{ .sysroot = job->options->sysroot }, job->options->verbose, nr_words, words,
	};

	return verb_carry_out(verb, &host, job, &job->shown, &line);
}
