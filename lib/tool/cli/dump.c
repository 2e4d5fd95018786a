// SPDX-License-Identifier: GPL-2.0-or-later
/* Every command and option of a tool as JSON, for generators and checks. */
#include <stdio.h>

#include "lib/tool/cli/command.h"
#include "lib/tool/view/json-print.h"

static const char *const kinds[] = {
	[WORD_NONE] = NULL,
	[WORD_FILE] = "file",
	[WORD_DIRECTORY] = "directory",
	[WORD_COMMAND] = "command",
	[WORD_MEMDEV] = "memdev",
	[WORD_SERIAL] = "serial",
	[WORD_BUS] = "bus",
	[WORD_PORT] = "port",
	[WORD_PORT_BELOW] = "port-below-root",
	[WORD_ENDPOINT] = "endpoint",
	[WORD_DECODER] = "decoder",
	[WORD_REGION] = "region",
	[WORD_DAXDEV] = "daxdev",
	[WORD_DAXREGION] = "daxregion",
	[WORD_COLUMN] = "column",
};

static const char *const types[] = {
	[OPTION_FLAG] = "flag",
	[OPTION_COUNT] = "count",
	[OPTION_TEXT] = "text",
	[OPTION_SIZE] = "size",
	[OPTION_CHOICE] = "choice",
};

static void add_text(struct json_object *object, const char *key, const char *text)
{
	json_object_object_add(object, key, text ? json_object_new_string(text) : NULL);
}

static struct json_object *dump_choices(const struct option_choice *choices)
{
	struct json_object *words = choices ? json_object_new_array() : NULL;

	for (; choices && choices->word; choices++)
		json_object_array_add(words, json_object_new_string(choices->word));
	return words;
}

static struct json_object *dump_option(const struct option_row *row)
{
	struct json_object *object = json_object_new_object();
	const char letter[] = { row->letter, '\0' };

	add_text(object, "name", row->name);
	add_text(object, "letter", row->letter ? letter : NULL);
	add_text(object, "type", types[row->type]);
	add_text(object, "argument", row->arg);
	add_text(object, "completes", kinds[row->completes]);
	json_object_object_add(object, "choices", dump_choices(row->choices));
	add_text(object, "help", row->help);
	return object;
}

static struct json_object *dump_command(const struct command *command)
{
	struct json_object *object = json_object_new_object();
	struct json_object *options = json_object_new_array();

	add_text(object, "name", command->name);
	add_text(object, "group", command->group);
	add_text(object, "summary", command->summary);
	add_text(object, "words", command->words);
	add_text(object, "completes", kinds[command->completes]);
	for (const struct option_row *row = command->options; row->name; row++)
		json_object_array_add(options, dump_option(row));
	json_object_object_add(object, "options", options);
	return object;
}

void dump_commands(const struct tool *tool)
{
	struct json_object *object = json_object_new_object();
	struct json_object *commands = json_object_new_array();

	add_text(object, "tool", tool->name);
	add_text(object, "version", tool->version);
	for (size_t i = 0; i < tool->nr_commands; i++)
		if (!tool->commands[i]->hidden)
			json_object_array_add(commands, dump_command(tool->commands[i]));
	json_object_object_add(object, "commands", commands);
	json_print(object, 0);
	fputc('\n', stdout);
	json_object_put(object);
}
