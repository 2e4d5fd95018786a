// SPDX-License-Identifier: GPL-2.0-or-later
/* A command of a tool, run as a user types it: see tool-line.h. */
#include <stdlib.h>
#include <string.h>

#include "tool-line.h"

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
	complain_as(tool, command->name);
	capture_begin();
	if (options_parse(command->options, params, nr, words, &first) == OPTIONS_OK)
		status = command->run(params, nr - first, words + first);
	capture_end();
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
