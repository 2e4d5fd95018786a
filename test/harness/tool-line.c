// SPDX-License-Identifier: GPL-2.0-or-later
/* A command of a tool, run as a user types it: see tool-line.h. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "test/harness/tool-line.h"

int tool_run_line(const char *tool, const struct command *command, const char *line)
{
	_cleanup_free_ char *copy = strdup(line);
	_cleanup_free_ void *params = calloc(1, command->params_size + 1);
	char *words[16], *rest;
	int nr = 1, first = 0, status = CLI_USAGE;

	words[0] = (char *)command->name;
	for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		words[nr++] = word;
	words[nr] = NULL;
	say_as(tool, command->name);
	capture_begin();
	if (options_parse(command->options, params, nr, words, &first) == OPTIONS_OK)
		status = command->run(params, nr - first, words + first);
	capture_end();
	return status;
}

/* Of the run under tool_run_interrupted(): a signal handler has no parameters. */
static struct {
	int (*written)(const char *path, const char *data, size_t len);
	size_t raise_at, nr, then;
	volatile sig_atomic_t caught;
} interruption;

static void catch_signal(int number)
{
	interruption.caught = number;
	interruption.then = fault_count(FAULT_WRITE);
}

static int interrupted_write(const char *path, const char *data, size_t len)
{
	if (++interruption.nr == interruption.raise_at)
		raise(SIGTERM);
	return interruption.written(path, data, len);
}

int tool_run_interrupted(const char *tool, const struct command *command, const char *line,
			 size_t at)
{
	const struct sigaction action = { .sa_handler = catch_signal };
	struct sigaction before;
	int status;

	interruption = (typeof(interruption)){ .written = fault.written, .raise_at = at };
	fault.written = interrupted_write;
	sigaction(SIGTERM, &action, &before);
	status = tool_run_line(tool, command, line);
	sigaction(SIGTERM, &before, NULL);
	fault.written = interruption.written;
	if (interruption.nr < at)
		return status;
	/* Set when the signal came, and when all writes were done by then. */
	assert_int_equal(interruption.caught, SIGTERM);
	assert_int_equal(interruption.then, fault_count(FAULT_WRITE));
	return status;
}

void assert_says(const char *text)
{
	if (!strstr(captured_err(), text))
		fail_msg("does not say \"%s\" but \"%s\"", text, captured_err());
}

void assert_prints(const char *text)
{
	if (!strstr(captured_out(), text))
		fail_msg("does not print \"%s\" but \"%s\"", text, captured_out());
}
