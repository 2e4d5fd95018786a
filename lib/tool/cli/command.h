/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands as constant structures, and the program that is made of them. */
#pragma once

#include <stdio.h>

#include "lib/tool/cli/option.h"
#include "lib/tool/io/say.h"

struct command {
	const char *name;
	const char *group;		/* heading in the list of commands */
	const char *summary;		/* one line, lower case, no full stop */
	const char *words;		/* synopsis of the arguments; "": none */
	enum word_kind completes;	/* kind of the arguments */
	bool hidden;			/* for scripts: neither listed nor documented */
	const struct option_row *options;
	size_t params_size;		/* of the structure the options are stored in */
	/*
	 * @params: zeroed, then filled from the options; @words: the @nr_words
	 * arguments, NULL-terminated. Returns an exit status.
	 */
	int (*run)(void *params, int nr_words, char **words);
};

struct tool {
	const char *name;
	const char *summary;
	const char *version;		/* of the command line interface */
	const struct command *const *commands;
	size_t nr_commands;
	/* Commands of the interface that do not exist yet; NULL-terminated, or NULL. */
	const char *const *missing;
	/* Calls @emit with every name of that kind of object and a description. */
	void (*complete)(enum word_kind kind, const char *typed,
			 void (*emit)(const char *name, const char *what));
};

/* Runs the program, as all of main(). Returns the exit status. */
int tool_main(const struct tool *tool, int argc, char **argv) _nonnull_;

/* Returns the command of that name; NULL and, if @report, an error with similar names. */
const struct command *tool_find(const struct tool *tool, const char *name, bool report)
	_nonnull_;

/* Returns the tool that tool_main() runs, for commands about commands. */
const struct tool *tool_running(void);

/* Print the help text of a command or of the tool, from the tables. */
void help_command(const struct tool *tool, const struct command *command, FILE *out) _nonnull_;
void help_tool(const struct tool *tool, FILE *out) _nonnull_;

/* Prints every command and option of the tool as one JSON object. */
void dump_commands(const struct tool *tool) _nonnull_;

/* Prints the options of a command, for existing completion scripts: "--size --help ...". */
void print_option_names(const struct command *command) _nonnull_;

/*
 * Prints candidates for the last of @words (the arguments of the tool), one per line:
 * "candidate<TAB>description", or "<TAB>file", "<TAB>directory" if the shell must search
 * itself.
 */
void complete_words(const struct tool *tool, int nr_words, char **words) _nonnull_;

/* Commands of every tool. */
extern const struct command command_version;
extern const struct command command_help;
extern const struct command command_complete;
