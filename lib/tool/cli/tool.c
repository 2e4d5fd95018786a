// SPDX-License-Identifier: GPL-2.0-or-later
/* The program: from the command line to a command and its exit status. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "lib/base/strbuf.h"
#include "lib/tool/cli/command.h"
#include "lib/tool/cli/near.h"

static const struct tool *running;

const struct tool *tool_running(void)
{
	return running;
}

static bool is_missing(const struct tool *tool, const char *name)
{
	for (const char *const *missing = tool->missing; missing && *missing; missing++)
		if (!strcmp(*missing, name))
			return true;
	return false;
}

const struct command *tool_find(const struct tool *tool, const char *name, bool report)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < tool->nr_commands; i++)
		if (!strcmp(tool->commands[i]->name, name))
			return tool->commands[i];
	if (!report)
		return NULL;

	if (is_missing(tool, name)) {
		say_error("\"%s\" is not available yet in cxl-utils %s (%s help lists all commands)",
			  name, PROJECT_VERSION, tool->name);
		return NULL;
	}
	say_error("unknown command \"%s\" (%s help lists all)", quoted(name), tool->name);
	for (size_t i = 0; i < tool->nr_commands; i++)
		if (!tool->commands[i]->hidden && is_near(tool->commands[i]->name, name, len))
			say_hint("Did you mean: %s %s", tool->name, tool->commands[i]->name);
	return NULL;
}

/* An argument of a command that takes options only: usually the name of an object to choose. */
static void complain_word(const struct command *command, const char *word)
{
	char options[256];
	struct strbuf list = STRBUF_IN(options);

	say_error("unexpected argument \"%s\": this command takes options only (see --help)",
		  quoted(word));
	for (const struct option_row *row = command->options; row->name; row++)
		if (row->letter && row->completes >= WORD_MEMDEV &&
		    row->completes <= WORD_DAXREGION) {
			strbuf_separate(&list, ", ");
			strbuf_addf(&list, "-%c %s", row->letter, row->arg);
		}
	if (list.len)
		say_hint("Options choose objects: %s", options);
}

static int run_command(const struct tool *tool, const struct command *command, int argc,
		       char **argv)
{
	_cleanup_free_ void *params = calloc(1, command->params_size ? command->params_size : 1);
	int first;

	say_as(tool->name, command->name);
	if (!params) {
		say_error("out of memory");
		return CLI_FAILED;
	}
	switch (options_parse(command->options, params, argc, argv, &first)) {
	case OPTIONS_HELP:
		help_command(tool, command, stdout);
		return CLI_OK;
	case OPTIONS_LIST:
		print_option_names(command);
		return CLI_OK;
	case OPTIONS_WRONG:
		return CLI_USAGE;
	case OPTIONS_OK:
		break;
	}
	if (first < argc && !command->words[0]) {
		complain_word(command, argv[first]);
		return CLI_USAGE;
	}
	return command->run(params, argc - first, argv + first);
}

static void list_commands(const struct tool *tool)
{
	for (size_t i = 0; i < tool->nr_commands; i++)
		if (!tool->commands[i]->hidden)
			puts(tool->commands[i]->name);
}

/* Options before a command, or in place of one. */
static int run_global(const struct tool *tool, const char *option)
{
	if (!strcmp(option, "-h") || !strcmp(option, "--help"))
		help_tool(tool, stdout);
	else if (!strcmp(option, "-v") || !strcmp(option, "--version"))
		puts(tool->version);
	else if (!strcmp(option, "--list-cmds"))
		list_commands(tool);
	else if (!strcmp(option, "--dump-commands"))
		dump_commands(tool);
	else {
		say_error("unknown option \"%s\" before a command (%s --help)", quoted(option),
			  tool->name);
		return CLI_USAGE;
	}
	return CLI_OK;
}

/* Output that could not be written is a failure, even if the command succeeded. */
static int finish(int status)
{
	if (fflush(stdout) || ferror(stdout)) {
		say_error("cannot write to standard output: %s", strerror(errno));
		return status ? status : CLI_FAILED;
	}
	return status;
}

/*
 * The next file that is opened must not get the number of a closed standard stream: messages
 * would be written into it. Open it the wrong way round so that using the stream still fails.
 */
static void occupy_streams(void)
{
	for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
		if (fcntl(stream, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			return;
}

int tool_main(const struct tool *tool, int argc, char **argv)
{
	const struct command *command;

	occupy_streams();
	running = tool;
	say_as(tool->name, NULL);
	if (argc < 2) {
		help_tool(tool, stderr);
		return CLI_USAGE;
	}
	if (argv[1][0] == '-' && argc > 2) {
		say_error("unexpected argument after \"%s\"; options of a command follow its name",
			  quoted(argv[1]));
		return CLI_USAGE;
	}
	if (argv[1][0] == '-')
		return finish(run_global(tool, argv[1]));
	command = tool_find(tool, argv[1], true);
	if (!command)
		return CLI_USAGE;
	return finish(run_command(tool, command, argc - 1, argv + 1));
}
