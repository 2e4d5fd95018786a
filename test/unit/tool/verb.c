// SPDX-License-Identifier: GPL-2.0-or-later
/* The engine of verbs (lib/tool/verb/verb.h) and that of steps (steps.h). */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "lib/tool/verb/signals.h"
#include "lib/tool/verb/steps.h"
#include "lib/tool/verb/verb.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"

struct verb_job {
	int numbers[5];
	size_t nr;
	unsigned int calls, forgotten;
	struct group shown;
};

static int open_library(struct verb_job *job, const struct machine *machine, bool debug)
{
	(void)job;
	(void)machine;
	(void)debug;
	return CLI_OK;
}

static void close_library(struct verb_job *job)
{
	(void)job;
}

static void forget(struct verb_job *job)
{
	job->forgotten++;
}

static int select_numbers(struct verb_job *job, int nr_words, char **words,
			  struct selection *selection)
{
	(void)nr_words;
	(void)words;
	selection->objects = calloc(job->nr + 1, sizeof(*selection->objects));
	for (; selection->nr < job->nr; selection->nr++)
		selection->objects[selection->nr] = &job->numbers[selection->nr];
	return CLI_OK;
}

static int odd_fails(void *object, void *data)
{
	((struct verb_job *)data)->calls++;
	return *(int *)object % 2;
}

static int run(struct verb_job *job, const struct verb *verb, const char *sysroot)
{
	static const struct verb_host host = {
		open_library, close_library, forget, select_numbers, NULL, NULL,
	};
	char *words[] = { NULL };
	const struct verb_line line = { { .sysroot = sysroot }, false, 0, words };
	int status;

	say_as("cxl", "zero-labels");
	capture_begin();
	status = verb_carry_out(verb, &host, job, &job->shown, &line);
	capture_end();
	return status;
}

static const struct verb zero = { .act = odd_fails, .done = "zeroed", .noun = "mem" };

static void test_summary(void **state)
{
	struct verb_job job = { .numbers = { 0, 1, 2, 3, 5 }, .nr = 5 };
	struct verb_job even = { .numbers = { 0, 2 }, .nr = 2 };

	(void)state;
	assert_int_equal(run(&job, &zero, NULL), CLI_FAILED);
	/* Each object, whatever happens to the others, and no error is blamed on another. */
	assert_int_equal(job.calls, 5);
	assert_int_equal(job.forgotten, 5);
	assert_string_equal(captured_err(),
			    "cxl zero-labels: zeroed 2 mems, failed for 3 of 5\n");
	assert_int_equal(run(&even, &zero, NULL), CLI_OK);
	assert_string_equal(captured_err(), "cxl zero-labels: zeroed 2 mems\n");
	even.nr = 1;
	assert_int_equal(run(&even, &zero, NULL), CLI_OK);
	assert_string_equal(captured_err(), "cxl zero-labels: zeroed 1 mem\n");
	even.nr = 0;
	assert_int_equal(run(&even, &zero, NULL), CLI_OK);
	assert_string_equal(captured_err(), "cxl zero-labels: zeroed 0 mems\n");
	assert_string_equal(captured_out(), "");
}

static void test_recorded(void **state)
{
	struct verb_job job = { .numbers = { 0 }, .nr = 1 };
	struct verb verb = zero;

	(void)state;
	assert_int_equal(run(&job, &verb, "/there"), CLI_FAILED);
	assert_string_equal(captured_err(), "cxl zero-labels: /there is a recorded machine: "
			    "nothing can be changed there\n");
	verb.refusal = "no";
	assert_int_equal(run(&job, &verb, "/there"), CLI_FAILED);
	assert_string_equal(captured_err(),
			    "cxl zero-labels: /there is a recorded machine: no\n");
	assert_int_equal(job.calls, 0);
	verb.dry_run = true;
	assert_int_equal(run(&job, &verb, "/there"), CLI_OK);
	assert_string_equal(captured_out(), "nothing was changed\n");
	assert_string_equal(captured_err(), "");
	verb.dry_run = false;
	verb.reads = true;
	assert_int_equal(run(&job, &verb, "/there"), CLI_OK);
	assert_int_equal(job.calls, 2);
}

static volatile sig_atomic_t caught;

static void catch(int number)
{
	caught = number;
}

static int second_is_interrupted(void *object, void *data)
{
	struct verb_job *job = data;

	(void)object;
	if (++job->calls == 2)
		raise(SIGTERM);
	return 0;
}

/* A signal comes between two objects; the summary is still printed. */
static void test_signal(void **state)
{
	const struct sigaction action = { .sa_handler = catch };
	struct verb_job job = { .nr = 5 };
	struct verb verb = zero;
	struct sigaction before;

	(void)state;
	verb.act = second_is_interrupted;
	sigaction(SIGTERM, &action, &before);
	assert_int_equal(run(&job, &verb, NULL), CLI_FAILED);
	sigaction(SIGTERM, &before, NULL);
	assert_int_equal(caught, SIGTERM);
	assert_int_equal(job.calls, 2);
	assert_string_equal(captured_err(), "cxl zero-labels: stopped by a signal: zeroed 2 mems, "
			    "failed for 0, 3 of 5 untouched\n");
}

/* Steps that add their position to a log; some fail. */
struct log {
	char text[64];
	int fail_do, fail_undo;		/* position + 1 */
};

static void note(struct log *log, const char *what, const struct step *step)
{
	size_t used = strlen(log->text);

	snprintf(log->text + used, sizeof(log->text) - used, "%s%u ", what, step->position);
}

static int act(void *env, const struct step *step)
{
	struct log *log = env;

	note(log, "+", step);
	return log->fail_do == (int)step->position + 1 ? -EIO : 0;
}

static int undo(void *env, const struct step *step)
{
	struct log *log = env;

	note(log, "-", step);
	return log->fail_undo == (int)step->position + 1 ? -ENOSPC : 0;
}

static int skip_it(void *env, const struct step *step)
{
	note(env, "0", step);
	return STEP_SKIPPED;
}

static int carry_out(struct log *log, bool half, bool dry_run)
{
	char detail[LIBRARY_DETAIL_MAX] = "";
	struct steps steps = { .detail = detail };
	int rc;

	for (unsigned int i = 0; i < 4; i++) {
		struct step *step = steps_add(&steps, i == 1 ? skip_it : act, undo);

		step->position = i;
		step->half = half;
		snprintf(step->name, sizeof(step->name), "thing %u", i);
		step_writes(step, "1", "mem%u/on", i);
	}
	say_as("cxl", "test");
	capture_begin();
	rc = steps_carry_out(&steps, log, "all", dry_run);
	capture_end();
	steps_free(&steps);
	return rc;
}

static void test_steps(void **state)
{
	struct log log = { .fail_do = 0 };

	(void)state;
	assert_int_equal(carry_out(&log, false, false), 0);
	assert_string_equal(log.text, "+0 01 +2 +3 ");
	log = (struct log){ .fail_do = 4 };
	assert_int_equal(carry_out(&log, false, false), -EIO);
	/* A skipped step is not undone. */
	assert_string_equal(log.text, "+0 01 +2 +3 -2 -0 ");
	assert_string_equal(captured_err(), "cxl test: all: step 4 of 4 failed: "
			    "write \"1\" to mem3/on: Input/output error\n");
	log = (struct log){ .fail_do = 3, .fail_undo = 3 };
	assert_int_equal(carry_out(&log, true, false), -EIO);
	assert_string_equal(log.text, "+0 01 +2 -2 -0 ");
	assert_non_null(strstr(captured_err(), "  NOT undone: thing 2: No space left on device\n"));
}

static void test_dry_run(void **state)
{
	struct log log = { .fail_do = 1 };

	(void)state;
	assert_int_equal(carry_out(&log, false, true), 0);
	assert_string_equal(log.text, "");
	assert_string_equal(captured_out(),
			    "writes   mem0/on                            1\n"
			    "         mem1/on                            1\n"
			    "         mem2/on                            1\n"
			    "         mem3/on                            1\n");
}

/* A signal before a step means that it was not even started. */
static void test_steps_signal(void **state)
{
	const struct sigaction action = { .sa_handler = catch };
	struct log log = { .fail_do = 0 };
	struct sigaction before;
	struct signals signals;

	(void)state;
	sigaction(SIGTERM, &action, &before);
	signals_hold(&signals);
	raise(SIGTERM);
	assert_int_equal(carry_out(&log, true, false), -EINTR);
	signals_release(&signals);
	sigaction(SIGTERM, &before, NULL);
	assert_string_equal(log.text, "");
	assert_string_equal(captured_err(),
			    "cxl test: all: stopped by a signal before step 1 of 4\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_summary),
		cmocka_unit_test(test_recorded),
		cmocka_unit_test(test_signal),
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_dry_run),
		cmocka_unit_test(test_steps_signal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
