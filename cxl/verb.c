// SPDX-License-Identifier: GPL-2.0-or-later
/* A command that changes each of the objects that its words name. */
#include <errno.h>
#include <string.h>

#include "../lib/cli/emit.h"
#include "mailbox.h"
#include "show.h"
#include "verb.h"

int verb_show_memdev(struct verb_job *job, struct cxl_memdev *memdev, struct cxl_decoder *decoder)
{
	struct node *node = group_add(&job->shown, &memdev_rows, memdev);

	if (node && decoder) {
		node->groups = calloc(1, sizeof(*node->groups));
		if (node->groups) {
			node->nr_groups = 1;
			node->groups[0] = (struct group){ .key = "decoder", .single = true };
			node = group_add(&node->groups[0], &decoder_rows, decoder);
		} else {
			node = NULL;
		}
	}
	if (node)
		return 0;
	complain("out of memory: %s was changed, and is not shown", cxl_memdev_get_devname(memdev));
	return -ENOMEM;
}

void verb_refused(struct verb_job *job, const char *name, const char *what, int rc)
{
	char *detail = job->session.detail;

	complain("%s: cannot %s: %s", name, what, detail[0] ? detail : strerror(-rc));
	if (rc == -EACCES || rc == -EPERM)
		suggest("This needs the right to write to /sys: try as root");
	detail[0] = '\0';
}

static int act(const struct verb *verb, struct verb_job *job, const struct selection *selection)
{
	int status = each_object(selection->objects, selection->nr, verb->act, job, verb->done,
				 verb->noun);

	if (!verb->prints)
		return status;
	groups_sort(&job->shown, 1);
	if (emit_json(&job->shown, 1, verb->human))
		status = CLI_FAILED;
	mailbox_explain(&job->session);
	return status;
}

static int select_words(const struct verb *verb, struct verb_job *job, int nr_words, char **words,
			struct selection *selection)
{
	if (verb->select)
		return verb->select(job, nr_words, words, selection);
	return select_memdevs(&job->session, job->memdev, nr_words, words, selection);
}

static int run(const struct verb *verb, struct verb_job *job, const char *sysroot, bool debug,
	       int nr_words, char **words)
{
	struct selection selection = { 0 };
	int status;

	status = session_open(&job->session, NULL, sysroot, debug);
	if (status == CLI_OK)
		status = select_words(verb, job, nr_words, words, &selection);
	if (status == CLI_OK && sysroot) {
		complain("%s is a copy of a machine: nothing can be changed there",
			 quoted(sysroot));
		status = CLI_FAILED;
	}
	if (status == CLI_OK && verb->prepare)
		status = verb->prepare(job, &selection);
	if (status == CLI_OK)
		status = act(verb, job, &selection);
	groups_free(&job->shown, 1);
	selection_free(&selection);
	session_close(&job->session);
	return status;
}

int verb_run(const struct verb *verb, const void *params, const char *sysroot, bool debug,
	     int nr_words, char **words)
{
	struct verb_job job = { .params = params };

	return run(verb, &job, sysroot, debug, nr_words, words);
}

int verb_run_memdevs(const struct verb *verb, const void *params,
		     const struct memdev_options *options, int nr_words, char **words)
{
	struct verb_job job = { .params = params, .memdev = options };

	return run(verb, &job, options->sysroot, options->verbose, nr_words, words);
}
