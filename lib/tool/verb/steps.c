// SPDX-License-Identifier: GPL-2.0-or-later
/* A change as a list of steps. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/tool/io/say.h"
#include "lib/tool/verb/signals.h"
#include "lib/tool/verb/steps.h"

struct step *steps_add(struct steps *steps, step_fn act, step_fn undo)
{
	static struct step nowhere;
	struct step *grown, *step = &nowhere;

	if (steps->nr == steps->room) {
		size_t room = steps->room ? 2 * steps->room : 16;

		grown = reallocarray(steps->all, room, sizeof(*grown));
		if (grown) {
			steps->all = grown;
			steps->room = room;
		}
	}
	if (steps->nr < steps->room)
		step = &steps->all[steps->nr++];
	else
		steps->no_memory = true;
	*step = (struct step){ .act = act, .undo = undo };
	return step;
}

void step_writes(struct step *step, const char *value, const char *file, ...)
{
	va_list args;

	va_start(args, file);
	vsnprintf(step->file, sizeof(step->file), file, args);
	va_end(args);
	snprintf(step->value, sizeof(step->value), "%s", value);
}

/* A step without act only tells --dry-run what the next one writes, too. */
static int run_step(const struct step *step, void *env)
{
	if (!step->act)
		return STEP_SKIPPED;
	return signals_asked() ? -EINTR : step->act(env, step);
}

int steps_run(struct steps *steps, void *env)
{
	if (steps->no_memory)
		return -ENOMEM;
	for (size_t i = 0; i < steps->nr; i++) {
		struct step *step = &steps->all[i];
		int rc;

		steps->failed = i;
		steps->detail[0] = '\0';
		rc = run_step(step, env);
		/* It may have made the list anew, with other names. */
		step = &steps->all[i];
		if (rc < 0)
			return rc;
		if (rc == STEP_SKIPPED)
			step->undo = NULL;
	}
	return 0;
}

static void note(char *list, size_t room, const char *name)
{
	size_t used = strlen(list);

	if (name[0])
		snprintf(list + used, room - used, "%s%s", used ? ", " : "", name);
}

void steps_undo(struct steps *steps, void *env, int rc)
{
	/* A signal comes before a step, which then was not even tried. */
	bool half = steps->nr && steps->all[steps->failed].half &&
		    !(rc == -EINTR && signals_asked());

	if (steps->no_memory)
		return;
	for (size_t i = steps->failed + half; i--;) {
		const struct step *step = &steps->all[i];
		int error;

		if (!step->undo)
			continue;
		steps->detail[0] = '\0';
		error = step->undo(env, step);
		if (error < 0 && !steps->undo_failed)
			snprintf(steps->why, sizeof(steps->why), "%s",
				 steps->detail[0] ? steps->detail : strerror(-error));
		steps->undo_failed |= error < 0;
		if (error < 0)
			note(steps->kept, sizeof(steps->kept),
			     step->name[0] ? step->name : step->file);
		else
			note(steps->undone, sizeof(steps->undone), step->name);
	}
	steps->detail[0] = '\0';
}

void steps_report(struct steps *steps, const char *subject, int rc)
{
	const char *prefix = subject ? subject : "", *colon = subject ? ": " : "";
	size_t at = steps->failed + 1, nr = steps->nr;
	const struct step *step = steps->nr ? &steps->all[steps->failed] : NULL;

	if (!step || steps->no_memory)
		say_error("%s%sout of memory", prefix, colon);
	else if (rc == -EINTR && signals_asked())
		say_error("%s%sstopped by a signal before step %zu of %zu", prefix, colon, at, nr);
	else if (step->what)
		library_refused(prefix, step->what, rc, steps->detail);
	else if (steps->detail[0])
		say_error("%s%sstep %zu of %zu failed: %s", prefix, colon, at, nr, steps->detail);
	else
		say_error("%s%sstep %zu of %zu failed: write \"%s\" to %s: %s", prefix, colon,
			  at, nr, step->value, step->file, strerror(-rc));
	steps->detail[0] = '\0';
}

bool steps_report_kept(const struct steps *steps)
{
	if (steps->undo_failed)
		say_hint("NOT undone: %s: %s", steps->kept, steps->why);
	return !steps->undo_failed;
}

void steps_print(const struct steps *steps)
{
	bool first = true;

	for (size_t i = 0; i < steps->nr; i++) {
		if (!steps->all[i].file[0])
			continue;
		printf("%-8s %-34s %s\n", first ? "writes" : "", steps->all[i].file,
		       steps->all[i].value);
		first = false;
	}
}

int steps_carry_out(struct steps *steps, void *env, const char *subject, bool dry_run)
{
	int rc;

	if (dry_run && !steps->no_memory) {
		steps_print(steps);
		return 0;
	}
	rc = steps_run(steps, env);
	if (rc) {
		steps_report(steps, subject, rc);
		steps_undo(steps, env, rc);
		(void)steps_report_kept(steps);
	}
	return rc;
}

void steps_free(struct steps *steps)
{
	free(steps->all);
	*steps = (struct steps){ .detail = steps->detail };
}
