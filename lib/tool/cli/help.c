// SPDX-License-Identifier: GPL-2.0-or-later
/* Help texts, from the tables. */
#include <string.h>

#include "lib/tool/cli/command.h"

/* The column of the explanations. */
#define HELP_COLUMN 28

static void print_option(const struct option_row *row, FILE *out)
{
	char left[128];
	int len;

	len = snprintf(left, sizeof(left), "  %c%c%c --%s%s%s", row->letter ? '-' : ' ',
		       row->letter ? row->letter : ' ', row->letter ? ',' : ' ', row->name,
		       row->arg ? " " : "", row->arg ? row->arg : "");
	if (len < HELP_COLUMN - 1)
		fprintf(out, "%-*s%s\n", HELP_COLUMN, left, row->help);
	else
		fprintf(out, "%s\n%*s%s\n", left, HELP_COLUMN, "", row->help);
}

void help_command(const struct tool *tool, const struct command *command, FILE *out)
{
	static const struct option_row help = {
		.name = "help", .letter = 'h', .help = "show this text",
	};

	fprintf(out, "Usage: %s %s [OPTION...]%s%s\n\n", tool->name, command->name,
		command->words[0] ? " " : "", command->words);
	fprintf(out, "%c%s.\n\nOptions:\n", command->summary[0] & ~0x20, command->summary + 1);
	for (const struct option_row *row = command->options; row->name; row++)
		print_option(row, out);
	print_option(&help, out);
	fprintf(out, "\nFor details: %s help %s (manual page %s-%s)\n", tool->name,
		command->name, tool->name, command->name);
}

/* Returns the width of the column of names: two blanks after the longest. */
static int names_width(const struct tool *tool)
{
	size_t longest = 18;

	for (size_t i = 0; i < tool->nr_commands; i++)
		if (!tool->commands[i]->hidden && strlen(tool->commands[i]->name) > longest)
			longest = strlen(tool->commands[i]->name);
	return longest + 2;
}

static void print_group(const struct tool *tool, const char *group, FILE *out)
{
	int width = names_width(tool);

	fprintf(out, "\n%s:\n", group);
	for (size_t i = 0; i < tool->nr_commands; i++) {
		const struct command *command = tool->commands[i];

		if (!command->hidden && !strcmp(command->group, group))
			fprintf(out, "  %-*s%s\n", width, command->name, command->summary);
	}
}

void help_tool(const struct tool *tool, FILE *out)
{
	fprintf(out, "Usage: %s COMMAND [OPTION...] [ARGUMENT...]\n\n%s.\n", tool->name,
		tool->summary);
	for (size_t i = 0; i < tool->nr_commands; i++) {
		const char *group = tool->commands[i]->group;
		size_t first = 0;

		/* A group is printed at the place of its first command. */
		while (strcmp(tool->commands[first]->group, group))
			first++;
		if (first == i)
			print_group(tool, group, out);
	}
	fprintf(out, "\n%s COMMAND --help lists the options of a command,\n"
		"%s help COMMAND shows its manual page.\n", tool->name, tool->name);
}

void print_option_names(const struct command *command)
{
	for (const struct option_row *row = command->options; row->name; row++)
		printf("--%s ", row->name);
	printf("--help\n");
}
