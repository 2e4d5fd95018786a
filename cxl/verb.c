// SPDX-License-Identifier: GPL-2.0-or-later
/* A command that changes each of the objects that its words name. */
#include <errno.h>
#include <stdio.h>

#include "cxl/device/labels.h"
#include "cxl/device/mailbox.h"
#include "cxl/show/show.h"
#include "cxl/verb.h"

int verb_show_memdev(struct verb_job *job, struct cxl_memdev *memdev, struct cxl_decoder *decoder)
{
	struct node *node = group_add(&job->shown, &memdev_type, memdev);

	if (node && decoder) {
		node->groups = calloc(1, sizeof(*node->groups));
		if (node->groups) {
			node->nr_groups = 1;
			node->groups[0] = (struct group){ .key = "decoder", .single = true };
			node = group_add(&node->groups[0], &decoder_type, decoder);
		} else {
			node = NULL;
		}
	}
	if (node)
		return 0;
	say_error("out of memory: %s was changed, and is not shown",
		  cxl_memdev_get_devname(memdev));
	return -ENOMEM;
}

void verb_refused(struct verb_job *job, const char *name, const char *what, int rc)
{
	library_refused(name, what, rc, job->session.detail);
}

int verb_change(struct verb_job *job, struct steps *steps, const char *kind, const char *name)
{
	int rc;

	steps->detail = job->session.detail;
	if (job->dry_run)
		printf("%-8s %s\n", kind, name);
	rc = steps_carry_out(steps, NULL, name, job->dry_run);
	steps_free(steps);
	return rc;
}

static int open_library(struct verb_job *job, const struct machine *machine, bool debug)
{
	return session_open_machine(&job->session, NULL, machine, debug);
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
	return select_memdevs(&job->session, job->memdev, nr_words, words, selection);
}

static void explain(struct verb_job *job)
{
	mailbox_explain(&job->session, false);
}

static void *env(struct verb_job *job)
{
	return &job->session;
}

static const struct verb_host host = {
	open_library, close_library, forget, select_words, explain, env,
};

int verb_run(const struct verb *verb, const void *params, const char *sysroot, bool debug,
	     int nr_words, char **words)
{
	struct verb_job job = { .params = params, .dry_run = verb->dry_run };
	const struct verb_line line = { { .sysroot = sysroot }, debug, nr_words, words };

	return verb_carry_out(verb, &host, &job, &job.shown, &line);
}

int verb_run_memdevs(const struct verb *verb, const void *params,
		     const struct memdev_options *options, int nr_words, char **words)
{
	struct verb_job job = {
		.params = params, .memdev = options, .dry_run = verb->dry_run,
	};
	const struct verb_line line = {
		{ .sysroot = options->sysroot }, options->verbose, nr_words, words,
	};

	return verb_carry_out(verb, &host, &job, &job.shown, &line);
}

static int select_region_words(struct verb_job *job, int nr_words, char **words,
			       struct selection *selection)
{
	return select_regions(job->session.ctx, job->region, nr_words, words, selection);
}

int verb_run_regions(const struct verb *verb, const void *params,
		     const struct region_options *options, int nr_words, char **words)
{
	struct verb_job job = {
		.params = params, .region = options, .dry_run = verb->dry_run,
	};
	const struct verb_line line = { { 0 }, options->debug, nr_words, words };
	struct verb regions = *verb;

	regions.select = select_region_words;
	regions.noun = "region";
	return verb_carry_out(&regions, &host, &job, &job.shown, &line);
}

int verb_run_labels(const struct verb *verb, void *params, const struct label_options *options,
		    int nr_words, char **words)
{
	struct verb_job job = {
		.params = params, .state = params, .memdev = &options->memdev,
		.label = options,
	};
	const struct verb_line line = {
		{ options->memdev.sysroot, options->from }, options->memdev.verbose, nr_words,
		words,
	};

	return verb_carry_out(verb, &host, &job, &job.shown, &line);
}
