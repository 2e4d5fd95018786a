// SPDX-License-Identifier: GPL-2.0-or-later
/* A command that acts on each of the objects that its words name. */
#include <stdio.h>
#include <string.h>

#include "lib/tool/verb/signals.h"
#include "lib/tool/verb/verb.h"
#include "lib/tool/view/emit.h"

/* What became of the objects. */
static int summarize(const struct verb *verb, size_t good, size_t tried, size_t nr)
{
	const char *noun = verb->noun, *done = verb->done;
	const char *plural = good == 1 ? "" : noun[strlen(noun) - 1] == 's' ? "es" : "s";

	if (tried < nr)
		say_error("stopped by a signal: %s %zu %s%s, failed for %zu, %zu of %zu untouched",
			  done, good, noun, plural, tried - good, nr - tried, nr);
	else if (verb->dry_run)
		puts("nothing was changed");
	else if (good == nr)
		say_status("%s %zu %s%s", done, good, noun, plural);
	else
		say_error("%s %zu %s%s, failed for %zu of %zu", done, good, noun, plural, nr - good,
			  nr);
	return good == nr ? CLI_OK : CLI_FAILED;
}

static int act_on_each(const struct verb *verb, const struct verb_host *host,
		       struct verb_job *job, const struct selection *selection)
{
	size_t good = 0, tried = 0;

	for (; tried < selection->nr && !signals_asked(); tried++) {
		/* The library's last error is not to blame for the next object. */
		host->forget(job);
		if (verb->act(selection->objects[tried], job) == 0)
			good++;
	}
	return summarize(verb, good, tried, selection->nr);
}

static int act(const struct verb *verb, const struct verb_host *host, struct verb_job *job,
	       struct group *shown, const struct selection *selection)
{
	int status = act_on_each(verb, host, job, selection);

	if (verb->prints && !verb->dry_run) {
		groups_sort(shown, 1);
		if (emit_json(shown, 1, host->env ? host->env(job) : NULL, verb->human))
			status = CLI_FAILED;
		if (host->printed)
			host->printed(job);
	}
	return status;
}

/* Each object is done or undone before a signal ends us, and what was done is shown. */
static int act_held(const struct verb *verb, const struct verb_host *host, struct verb_job *job,
		    struct group *shown, const struct selection *selection)
{
	struct signals signals;
	int status;

	if (verb->reads)
		return act(verb, host, job, shown, selection);
	signals_hold(&signals);
	status = act(verb, host, job, shown, selection);
	signals_release(&signals);
	return status;
}

static int check_machine(const struct verb *verb, const struct machine *machine)
{
	if (verb->reads || verb->dry_run || !machine_name(machine))
		return CLI_OK;
	say_error("%s is a recorded machine: %s", quoted(machine_name(machine)),
		  verb->refusal ? verb->refusal : "nothing can be changed there");
	return CLI_FAILED;
}

int verb_carry_out(const struct verb *verb, const struct verb_host *host, struct verb_job *job,
		   struct group *shown, const struct verb_line *line)
{
	struct selection selection = { 0 };
	int status;

	status = host->open(job, &line->machine, line->debug);
	if (status == CLI_OK)
		status = (verb->select ? verb->select : host->select)(job, line->nr_words,
								      line->words, &selection);
	if (status == CLI_OK)
		status = check_machine(verb, &line->machine);
	if (status == CLI_OK && verb->prepare)
		status = verb->prepare(job, &selection);
	if (status == CLI_OK)
		status = act_held(verb, host, job, shown, &selection);
	groups_free(shown, 1);
	selection_free(&selection);
	host->close(job);
	return status;
}
