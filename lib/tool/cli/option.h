/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Options as static tables: parsing, help, completion and the description of a
 * command all follow from the rows, and from nothing else.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

enum option_type {
	OPTION_FLAG,	/* bool: true if given; --no-<name> cancels it, and the reverse */
	OPTION_COUNT,	/* int: how often it was given */
	OPTION_TEXT,	/* const char *: the argument; NULL if not given */
	OPTION_SIZE,	/* struct option_size */
	OPTION_CHOICE,	/* int: index in the row's choices; 0 if not given */
};

/* A value of an option; a table ends with a row without a value. */
struct option_choice {
	const char *word;
	const char *what;	/* its meaning, for completion */
};

/* A number of bytes, if given. */
struct option_size {
	unsigned long long bytes;
	bool given;
};

/* The kinds of arguments, for completion. */
enum word_kind {
	WORD_NONE,	/* nothing: free text, a number */
	WORD_FILE,
	WORD_DIRECTORY,
	WORD_COMMAND,
	WORD_MEMDEV,	/* memdev names and "all" */
	WORD_SERIAL,
	WORD_BUS,
	WORD_PORT,
	WORD_PORT_BELOW,	/* ports but roots and endpoints */
	WORD_ENDPOINT,
	WORD_DECODER,
	WORD_REGION,
	WORD_DAXDEV,
	WORD_DAXREGION,
	WORD_COLUMN,	/* of tables */
};

struct option_row {
	const char *name;		/* long name, without dashes */
	char letter;			/* short name; 0: none */
	enum option_type type;
	size_t offset;			/* of the value in the command's parameters */
	const char *arg;		/* what the argument is called in help; NULL: none */
	enum word_kind completes;
	const struct option_choice *choices;	/* of OPTION_CHOICE; else for completion */
	const char *help;		/* lower case, no full stop */
};

#define OPTION_END { .name = NULL }

#define OPTION(type_, letter_, name_, params, member, arg_, completes_, help_) \
	{ .name = name_, .letter = letter_, .type = type_, .offset = offsetof(params, member), \
	  .arg = arg_, .completes = completes_, .help = help_ }

#define FLAG(letter, name, params, member, help) \
	OPTION(OPTION_FLAG, letter, name, params, member, NULL, WORD_NONE, help)
#define COUNT(letter, name, params, member, help) \
	OPTION(OPTION_COUNT, letter, name, params, member, NULL, WORD_NONE, help)
#define TEXT(letter, name, params, member, arg, completes, help) \
	OPTION(OPTION_TEXT, letter, name, params, member, arg, completes, help)
#define SIZE(letter, name, params, member, help) \
	OPTION(OPTION_SIZE, letter, name, params, member, "SIZE", WORD_NONE, help)
#define CHOICE(letter_, name_, params, member, arg_, choices_, help_) \
	{ .name = name_, .letter = letter_, .type = OPTION_CHOICE, \
	  .offset = offsetof(params, member), .arg = arg_, .choices = choices_, .help = help_ }

enum option_result {
	OPTIONS_OK,
	OPTIONS_WRONG,	/* complained about */
	OPTIONS_HELP,	/* -h or --help was given */
	OPTIONS_LIST,	/* --list-opts was given */
};

/*
 * Parses the command line after a command's name into @params. Options and arguments can
 * be mixed, "--" ends the options, and unique prefixes of long names are enough. The
 * arguments are moved to argv[*first] and up.
 */
enum option_result options_parse(const struct option_row *rows, void *params, int argc,
				 char **argv, int *first) _must_check_ _nonnull_;

/* The place of a word in the choices of a row; false after complaining. */
bool option_choose(const struct option_row *row, const char *text, int *place) _must_check_
	_nonnull_;

/* Rows up to OPTION_END. */
size_t options_count(const struct option_row *rows) _nonnull_;

/* Does "--no-<name>" exist beside "--<name>"? */
bool option_has_negation(const struct option_row *row) _nonnull_;
