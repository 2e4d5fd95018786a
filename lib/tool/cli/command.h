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
	const char *words;		/* synopsis of what is not an option; "" for nothing */
	enum word_kind completes;	/* what the words are */
	bool hidden;			/* for scripts: neither listed nor documented */
	const struct option_row *options;
	size_t params_size;		/* of the structure the options are stored in */
	/*
	 * @params: zeroed, then filled from the options; @words: the @nr_words
	 * other words, NULL-terminated. Returns an exit status.
	 */
	int (*run)(void *params, int nr_words, char **words);
};

struct tool {
	const char *name;
	const char *summary;
	const char *version;		/* of the command line interface */
	const struct command *const *commands;
	size_t nr_commands;
	/* Commands of the interface that are not there yet; ends with NULL, may be NULL. */
	const char *const *missing;
	/* Call @emit with every name of that kind (of object) and what it is. */
	void (*complete)(enum word_kind kind, const char *typed,
			 void (*emit)(const char *name, const char *what));
};

/* Run the program: the whole of main(). Returns the exit status. */
int tool_main(const struct tool *tool, int argc, char **argv) _nonnull_;

/* The command of that name; NULL and, if @complain_too, an error line with near names. */
const struct command *tool_find(const struct tool *tool, const char *name, bool complain_too)
	_nonnull_;

/* The tool that tool_main() runs, for commands about commands. */
const struct tool *tool_running(void);

/* Help texts, from the tables: of one command, of the tool. */
void help_command(const struct tool *tool, const struct command *command, FILE *out) _nonnull_;
void help_tool(const struct tool *tool, FILE *out) _nonnull_;

/* Every command and option of the tool as one JSON object, to stdout. */
void dump_commands(const struct tool *tool) _nonnull_;

/* The options of one command, for completion scripts of today: "--size --help ...". */
void print_option_names(const struct command *command) _nonnull_;

/*
 * Candidates for the last of @words (those after the tool's name), one a line:
 * "candidate<TAB>what it is", or "<TAB>file", "<TAB>folder" where the shell has to
 * look itself.
 */
void complete_words(const struct tool *tool, int nr_words, char **words) _nonnull_;

/* Commands that every tool has. */
extern const struct command command_version;
extern const struct command command_help;
extern const struct command command_complete;
