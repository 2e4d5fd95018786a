// SPDX-License-Identifier: GPL-2.0-or-later
/* Parsing of option tables, by getopt_long(). */
#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/parse.h"
#include "lib/base/strbuf.h"
#include "lib/tool/cli/near.h"
#include "lib/tool/cli/option.h"
#include "lib/tool/io/say.h"

/* Values that getopt_long() returns: row numbers above all letters. */
enum {
	VALUE_ROW = 1 << 8,
	VALUE_NEGATED = 1 << 16,
	VALUE_HELP = 1 << 17,
	VALUE_LIST,
};

/* More than any command has; it sets the room for letters. */
#define MAX_ROWS 64

struct getopt_tables {
	char letters[2 * MAX_ROWS + 4];
	struct option *longs;
};

size_t options_count(const struct option_row *rows)
{
	size_t nr = 0;

	while (rows[nr].name)
		nr++;
	return nr;
}

bool option_has_negation(const struct option_row *row)
{
	return strncmp(row->name, "no-", 3);
}

/* Fills the rows for getopt_long(); the names of negations are allocated. */
static int make_tables(const struct option_row *rows, struct getopt_tables *tables)
{
	size_t nr = options_count(rows), used = 0;
	char *letter = tables->letters;
	struct option *longs;

	assert(nr <= MAX_ROWS);

	longs = calloc(2 * nr + 3, sizeof(*longs));
	if (!longs)
		return -ENOMEM;
	tables->longs = longs;
	*letter++ = ':';	/* distinguish a missing argument from an unknown option */
	*letter++ = 'h';
	for (size_t i = 0; i < nr; i++) {
		longs[used++] = (struct option){ rows[i].name, !!rows[i].arg, NULL, VALUE_ROW + i };
		if (rows[i].letter)
			*letter++ = rows[i].letter;
		if (rows[i].letter && rows[i].arg)
			*letter++ = ':';
	}
	longs[used++] = (struct option){ "help", 0, NULL, VALUE_HELP };
	longs[used++] = (struct option){ "list-opts", 0, NULL, VALUE_LIST };
	for (size_t i = 0; i < nr; i++) {
		bool adds = option_has_negation(&rows[i]);
		char *name;

		/* For --no-online, this is --online. */
		if (asprintf(&name, "%s%s", adds ? "no-" : "",
			     rows[i].name + (adds ? 0 : strlen("no-"))) < 0)
			return -ENOMEM;
		longs[used++] = (struct option){ name, 0, NULL, VALUE_NEGATED + i };
	}
	return 0;
}

static void free_tables(struct getopt_tables *tables)
{
	for (struct option *row = tables->longs; row && row->name; row++)
		if (row->val >= VALUE_NEGATED && row->val < VALUE_HELP)
			free((char *)row->name);
	free(tables->longs);
}

static bool store_size(const struct option_row *row, struct option_size *size, const char *text)
{
	int rc = parse_size(text, &size->bytes);

	size->given = rc == 0;
	if (rc == -ERANGE)
		say_error("--%s %s is too large: sizes have 64 bits", row->name, quoted(text));
	else if (rc)
		say_error("--%s \"%s\" is not a size: bytes, decimal or 0x..., and at most one of k, m, g, t",
			  row->name, quoted(text));
	return rc == 0;
}

/* Only whole words of the table: a prefix may become ambiguous. */
bool option_choose(const struct option_row *row, const char *text, int *place)
{
	char words[256];
	struct strbuf list = STRBUF_IN(words);

	for (int i = 0; row->choices[i].word; i++) {
		if (!strcmp(row->choices[i].word, text)) {
			*place = i;
			return true;
		}
		strbuf_separate(&list, row->choices[i + 1].word ? ", " : " or ");
		strbuf_add(&list, row->choices[i].word);
	}
	say_error("--%s cannot be \"%s\": it must be one of %s", row->name, quoted(text), words);
	return false;
}

static bool store(const struct option_row *row, void *params, const char *text)
{
	void *value = (char *)params + row->offset;

	switch (row->type) {
	case OPTION_FLAG:
		*(bool *)value = true;
		return true;
	case OPTION_COUNT:
		++*(int *)value;
		return true;
	case OPTION_TEXT:
		*(const char **)value = text;
		return true;
	case OPTION_SIZE:
		return store_size(row, value, text);
	case OPTION_CHOICE:
		return option_choose(row, text, value);
	}
	return false;
}

static void take_back(const struct option_row *row, void *params)
{
	void *value = (char *)params + row->offset;

	switch (row->type) {
	case OPTION_FLAG:
		*(bool *)value = false;
		break;
	case OPTION_COUNT:
	case OPTION_CHOICE:
		*(int *)value = 0;
		break;
	case OPTION_TEXT:
		*(const char **)value = NULL;
		break;
	case OPTION_SIZE:
		*(struct option_size *)value = (struct option_size){ 0 };
		break;
	}
}

/* Returns the number of long names that begin with @text; several are ambiguous. */
static void complain_unknown(const struct getopt_tables *tables, const char *word)
{
	const char *text = word + 2;
	size_t len = strcspn(text, "=");
	const struct option *row;
	struct strbuf names = { 0 };
	int matches = 0;

	if (optopt && optopt < VALUE_ROW) {
		const char letter[] = { optopt, '\0' };

		say_error("unknown option -%s (see --help)", quoted(letter));
		return;
	}
	for (row = tables->longs; row->name && len; row++) {
		if (strncmp(row->name, text, len))
			continue;
		/* The whole name is not ambiguous, even if longer names begin with it. */
		if (!row->name[len]) {
			matches = 1;
			break;
		}
		matches++;
		strbuf_addf(&names, " --%s", row->name);
	}
	if (matches > 1)
		say_error("option \"%s\" is not clear: it may be%s", quoted(word),
			  strbuf_text(&names));
	else if (matches == 1)
		say_error("option \"%s\": this option takes no argument", quoted(word));
	else
		say_error("unknown option \"%s\" (see --help)", quoted(word));
	for (row = tables->longs; row->name && !matches; row++)
		if (row->val < VALUE_NEGATED && is_near(row->name, text, len))
			say_hint("Did you mean: --%s", row->name);
	strbuf_free(&names);
}

static const struct option_row *row_of_letter(const struct option_row *rows, int letter)
{
	for (; rows->name; rows++)
		if (rows->letter == letter)
			return rows;
	return NULL;
}

static enum option_result parse_one(const struct option_row *rows,
				    const struct getopt_tables *tables, void *params, int value,
				    const char *word)
{
	const struct option_row *row;

	if (value == 'h' || value == VALUE_HELP)
		return OPTIONS_HELP;
	if (value == VALUE_LIST)
		return OPTIONS_LIST;
	if (value == '?') {
		complain_unknown(tables, word);
		return OPTIONS_WRONG;
	}
	if (value == ':') {
		row = optopt >= VALUE_ROW ? &rows[optopt - VALUE_ROW] : row_of_letter(rows, optopt);
		say_error("option --%s needs an argument: %s", row->name, row->arg);
		return OPTIONS_WRONG;
	}
	if (value >= VALUE_NEGATED) {
		take_back(&rows[value - VALUE_NEGATED], params);
		return OPTIONS_OK;
	}
	row = value >= VALUE_ROW ? &rows[value - VALUE_ROW] : row_of_letter(rows, value);
	return store(row, params, optarg) ? OPTIONS_OK : OPTIONS_WRONG;
}

enum option_result options_parse(const struct option_row *rows, void *params, int argc,
				 char **argv, int *first)
{
	struct getopt_tables tables = { 0 };
	enum option_result result = OPTIONS_OK;
	int value;

	if (make_tables(rows, &tables)) {
		say_error("out of memory");
		result = OPTIONS_WRONG;
	}
	/* It would end the options at the first other argument. */
	unsetenv("POSIXLY_CORRECT");
	optind = 0;	/* glibc: start again, also after another parser */
	opterr = 0;
	while (result == OPTIONS_OK) {
		value = getopt_long(argc, argv, tables.letters, tables.longs, NULL);
		if (value == -1)
			break;
		result = parse_one(rows, &tables, params, value, argv[optind - 1]);
	}
	*first = optind;
	free_tables(&tables);
	return result;
}
