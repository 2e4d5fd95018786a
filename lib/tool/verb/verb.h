/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A command that acts on each of the objects that its words name, whatever they are. */
#pragma once

#include <stdbool.h>

#include "lib/tool/machine/machine.h"
#include "lib/tool/verb/choose.h"
#include "lib/tool/view/node.h"

struct verb_job;	/* of the tool: its library, what is shown, what it needs beside */

struct verb {
	/* The words to objects: a status, as choose(). NULL: they mean what they usually do. */
	int (*select)(struct verb_job *job, int nr_words, char **words,
		      struct selection *selection);
	/* Look at all of them before anything is changed: a status. May be NULL. */
	int (*prepare)(struct verb_job *job, const struct selection *selection);
	int (*act)(void *object, void *job);	/* 0, or non-zero after reporting */
	const char *done, *noun;	/* "disabled", "mem" */
	bool prints, human;		/* what the job collected to show, as JSON, for humans */
	bool reads;			/* changes nothing: recorded machines will do, too */
	bool dry_run;			/* @act prints what it would write, as above */
	const char *refusal;		/* of a recorded machine; NULL: nothing can be changed */
};

/* How the tool does its part. */
struct verb_host {
	/* Open the library: a status; close() follows in any case. */
	int (*open)(struct verb_job *job, const struct machine *machine, bool debug);
	void (*close)(struct verb_job *job);
	/* What the library said so far. */
	void (*forget)(struct verb_job *job);
	/* What words mean when the verb does not say. */
	int (*select)(struct verb_job *job, int nr_words, char **words,
		      struct selection *selection);
	/* Behind what was printed. May be NULL. */
	void (*printed)(struct verb_job *job);
	/* For getters of what is printed (row.h). May be NULL. */
	void *(*env)(struct verb_job *job);
};

/* What the user said. */
struct verb_line {
	struct machine machine;
	bool debug;
	int nr_words;
	char **words;
};

/*
 * The whole of such a command: opens the library, resolves the words, refuses a recorded
 * machine, acts on every object whatever became of the others, prints @shown (of the job) and
 * says on stderr "<done> N <noun>s". A signal ends it between two objects. Returns the exit
 * status.
 */
int verb_carry_out(const struct verb *verb, const struct verb_host *host, struct verb_job *job,
		   struct group *shown, const struct verb_line *line) _must_check_ _nonnull_;
