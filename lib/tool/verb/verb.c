// SPDX-License-Identifier: GPL-2.0-or-later
/* A command that changes each of the objects that its words name. */
#include "lib/tool/verb/signals.h"
#include "lib/tool/verb/verb.h"
#include "lib/tool/view/emit.h"

struct acting {
	const struct verb *verb;
	const struct verb_host *host;
	struct verb_job *job;
};

/* What was told of one object is no reason for what happens to the next. */
static int act_on(void *object, void *data)
{
	const struct acting *acting = data;

	acting->host->forget(acting->job);
	return acting->verb->act(object, acting->job);
}

static int act(const struct verb *verb, const struct verb_host *host, struct verb_job *job,
	       struct group *shown, const struct selection *selection)
{
	struct acting acting = { verb, host, job };
	struct hold hold;
	int status;

	/* Each object is done or undone before a signal ends us, and what was done is shown. */
	hold_begin(&hold);
	status = each_object(selection->objects, selection->nr, act_on, &acting, verb->done,
			     verb->noun);
	if (verb->prints) {
		groups_sort(shown, 1);
		if (emit_json(shown, 1, verb->human))
			status = CLI_FAILED;
		if (host->printed)
			host->printed(job);
	}
	hold_end(&hold);
	return status;
}

int verb_carry_out(const struct verb *verb, const struct verb_host *host, struct verb_job *job,
		   struct group *shown, const struct verb_line *line)
{
	struct selection selection = { 0 };
	int status;

	status = host->open(job, line->sysroot, line->debug);
	if (status == CLI_OK)
		status = (verb->select ? verb->select : host->select)(job, line->nr_words,
								      line->words, &selection);
	if (status == CLI_OK && line->sysroot) {
		say_error("%s is a copy of a machine: nothing can be changed there",
			  quoted(line->sysroot));
		status = CLI_FAILED;
	}
	if (status == CLI_OK && verb->prepare)
		status = verb->prepare(job, &selection);
	if (status == CLI_OK)
		status = act(verb, host, job, shown, &selection);
	groups_free(shown, 1);
	selection_free(&selection);
	host->close(job);
	return status;
}
