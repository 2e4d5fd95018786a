// SPDX-License-Identifier: GPL-2.0-or-later
/* Completion: candidates for the last argument, from the tables and the tool's objects. */
#include <string.h>

#include "lib/tool/cli/command.h"

/* The part of the argument that was typed, and its text before "=" and a comma. */
static const char *prefix, *kept;
static size_t kept_len;

/* Earlier arguments, if each is the name of an object. */
static char **named;
static int nr_named;

/* Is it in the part of the list before the last comma of the typed argument? */
static bool is_in_list(const char *name)
{
	size_t len = strlen(name), at, end;

	for (at = 0; at < kept_len; at = end + 1) {
		end = at + strcspn(kept + at, ",=");
		if (end - at == len && !strncmp(kept + at, name, len))
			return true;
	}
	return false;
}

static bool is_named(const char *name)
{
	for (int i = 0; i < nr_named; i++)
		if (!strcmp(named[i], name))
			return true;
	return is_in_list(name);
}

static void emit_object(const char *name, const char *what)
{
	if (!strncmp(name, prefix, strlen(prefix)) && !is_named(name))
		printf("%.*s%s\t%s\n", (int)kept_len, kept, name, what);
}

static void emit(const char *name, const char *what)
{
	if (!strncmp(name, prefix, strlen(prefix)))
		printf("%.*s%s\t%s\n", (int)kept_len, kept, name, what);
}

static void emit_options(const struct command *command)
{
	char name[64];

	for (const struct option_row *row = command->options; row->name; row++) {
		snprintf(name, sizeof(name), "--%s", row->name);
		emit(name, row->help);
		/* Negations only if they are asked for: they double the list. */
		if (strncmp(prefix, "--no-", 5) || !option_has_negation(row))
			continue;
		snprintf(name, sizeof(name), "--no-%s", row->name);
		emit(name, "cancel that option");
	}
	emit("--help", "show the options");
}

static void emit_kind(const struct tool *tool, enum word_kind kind)
{
	const char *comma;

	switch (kind) {
	case WORD_NONE:
		return;
	case WORD_FILE:
		puts("\tfile");
		return;
	case WORD_DIRECTORY:
		puts("\tdirectory");
		return;
	case WORD_COMMAND:
		for (size_t i = 0; i < tool->nr_commands; i++)
			if (!tool->commands[i]->hidden)
				emit(tool->commands[i]->name, tool->commands[i]->summary);
		return;
	default:
		break;
	}
	/* Names of objects can be lists: complete the text after the last comma. */
	comma = strrchr(prefix, ',');
	if (comma) {
		/* The text before it (--name=) is kept. */
		if (!kept_len)
			kept = prefix;
		kept_len = comma + 1 - kept;
		prefix = comma + 1;
	}
	if (tool->complete)
		tool->complete(kind, prefix, emit_object);
}

/* Prints names of objects for the arguments of the command, each once. */
static void emit_named(const struct tool *tool, const struct command *command, int nr_words,
		       char **words)
{
	named = words + 1;
	nr_named = nr_words - 2;
	emit_kind(tool, command->completes);
}

static void emit_argument(const struct tool *tool, const struct option_row *row)
{
	for (const struct option_choice *choice = row->choices; choice && choice->word; choice++)
		emit(choice->word, choice->what);
	emit_kind(tool, row->completes);
}

/* The option of a letter that takes an argument. */
static const struct option_row *letter_with_argument(const struct command *command, char letter)
{
	for (const struct option_row *row = command->options; row->name; row++)
		if (row->arg && row->letter == letter)
			return row;
	return NULL;
}

/* Returns the option whose argument is the last one, if any. */
static const struct option_row *waiting_option(const struct command *command, const char *word)
{
	const struct option_row *row;

	if (word[0] != '-')
		return NULL;
	if (word[1] == '-') {
		for (row = command->options; row->name; row++)
			if (row->arg && !strcmp(word + 2, row->name))
				return row;
		return NULL;
	}
	/* In combined letters, the text after the first such option is its argument. */
	while (*++word) {
		row = letter_with_argument(command, *word);
		if (row)
			return word[1] ? NULL : row;
	}
	return NULL;
}

/* "--name=value": returns the option; the value is completed. */
static const struct option_row *assigned_option(const struct command *command, const char *word)
{
	size_t len = strcspn(word, "=");

	if (strncmp(word, "--", 2) || !word[len])
		return NULL;
	for (const struct option_row *row = command->options; row->name; row++)
		if (row->arg && strlen(row->name) == len - 2 &&
		    !strncmp(row->name, word + 2, len - 2))
			return row;
	return NULL;
}

void complete_words(const struct tool *tool, int nr_words, char **words)
{
	const struct command *command;
	const struct option_row *row;

	if (nr_words < 1)
		return;
	prefix = words[nr_words - 1];
	kept = prefix;
	kept_len = 0;
	nr_named = 0;
	if (nr_words == 1) {
		emit_kind(tool, WORD_COMMAND);
		return;
	}
	command = tool_find(tool, words[0], false);
	if (!command)
		return;

	for (int i = 1; i < nr_words - 1; i++) {
		if (strcmp(words[i], "--"))
			continue;
		emit_named(tool, command, nr_words, words);
		return;
	}
	row = nr_words > 2 ? waiting_option(command, words[nr_words - 2]) : NULL;
	if (row) {
		emit_argument(tool, row);
		return;
	}
	row = assigned_option(command, prefix);
	if (row) {
		kept_len = strcspn(prefix, "=") + 1;
		prefix += kept_len;
		emit_argument(tool, row);
	} else if (prefix[0] == '-') {
		emit_options(command);
	} else {
		emit_named(tool, command, nr_words, words);
	}
}

static const struct option_row complete_options[] = { OPTION_END };

static int run_complete(void *params, int nr_words, char **words)
{
	(void)params;
	complete_words(tool_running(), nr_words, words);
	return CLI_OK;
}

const struct command command_complete = {
	.name = "complete",
	.group = "General",
	.summary = "print completions of the last argument",
	.words = "[-- WORD...]",
	.hidden = true,
	.options = complete_options,
	.run = run_complete,
};
