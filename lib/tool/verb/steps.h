/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A change as a list of steps: all are done in order, or those that were done are undone in
 * reverse order. The same list is printed by --dry-run.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"
#include "lib/tool/machine/library.h"

struct step;

/* 0, a negative errno, or of what is done also STEP_SKIPPED. */
typedef int (*step_fn)(void *env, const struct step *step);

/* There was nothing to do, so there is nothing to undo. */
#define STEP_SKIPPED 1

struct step {
	step_fn act;
	step_fn undo;			/* NULL: it ends with another step, or for good */
	bool half;			/* a failure may leave it half done: it is undone, too */
	const char *what;		/* "set its mode": for "cannot ..."; NULL: its number */
	char name[48];			/* what is made or undone, in messages; "": nothing */
	char file[96], value[48];	/* what is written: "decoder2.0/mode", "ram"; "": nothing */
	/* For act and undo. */
	void *object;
	unsigned int position;
	unsigned long long to, before;
};

struct steps {
	struct step *all;
	size_t nr, room;
	bool no_memory;			/* a step is missing */
	char *detail;			/* the library's last error, LIBRARY_DETAIL_MAX bytes */
	/* After a failure. */
	size_t failed;			/* the step */
	bool undo_failed;
	char undone[256], kept[256];	/* names of what was undone, and of what could not be */
	char why[LIBRARY_DETAIL_MAX];	/* the first reason for that */
};

/* Appends a step; never NULL: without memory the list cannot be run. */
struct step *steps_add(struct steps *steps, step_fn act, step_fn undo)
	__attribute__((nonnull(1), returns_nonnull));

/* Sets what the step writes: a file below the devices of its bus, and the value. */
void step_writes(struct step *step, const char *value, const char *file, ...) _printf_(3, 4);

/*
 * Does the steps in order; a signal that is held (signals.h) stops it between two. 0, or a
 * negative errno: then the steps before @failed are done and steps_undo() is due.
 */
int steps_run(struct steps *steps, void *env) _must_check_ __attribute__((nonnull(1)));

/* Undoes them in reverse order, all that can be. @rc: from steps_run(). */
void steps_undo(struct steps *steps, void *env, int rc) __attribute__((nonnull(1)));

/* Says which step failed and why: "<subject>: step 2 of 7 failed: ..."; forgets the detail. */
void steps_report(struct steps *steps, const char *subject, int rc)
	__attribute__((nonnull(1)));

/* Says what is not undone, if anything; true: all is. */
bool steps_report_kept(const struct steps *steps) _nonnull_;

/* Prints every write to stdout, for --dry-run. */
void steps_print(const struct steps *steps) _nonnull_;

/*
 * All of it for one object: @dry_run prints the writes; otherwise the steps are run, or undone
 * after a failure, which is reported. 0, or a negative errno after reporting it.
 */
int steps_carry_out(struct steps *steps, void *env, const char *subject, bool dry_run)
	_must_check_ __attribute__((nonnull(1, 3)));

void steps_free(struct steps *steps) _nonnull_;
