// SPDX-License-Identifier: GPL-2.0-or-later
/* Completion candidates (lib/tool/cli/complete.c), from tables and the tool's objects. */
#include <string.h>

#include "lib/tool/cli/command.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"

struct params {
	const char *memdev, *file, *folder, *text;
	bool human, no_verify;
	int format;
};

static const struct option_choice formats[] = {
	{ "json", "nested" }, { "table", "lines" }, { NULL, NULL },
};

static const struct option_row rows[] = {
	TEXT('m', "memdev", struct params, memdev, "MEMDEV", WORD_MEMDEV, "only these"),
	TEXT('f', "file", struct params, file, "FILE", WORD_FILE, "a file"),
	TEXT(0, "folder", struct params, folder, "DIR", WORD_DIRECTORY, "a folder"),
	TEXT('t', "text", struct params, text, "TEXT", WORD_NONE, "anything"),
	FLAG('u', "human", struct params, human, "for humans"),
	CHOICE('o', "output-format", struct params, format, "FORMAT", formats, "how"),
	FLAG(0, "no-verify", struct params, no_verify, "do not look"),
	OPTION_END,
};

static int run(void *params, int nr_words, char **words)
{
	(void)params;
	(void)nr_words;
	(void)words;
	return CLI_OK;
}

static const struct command list = {
	.name = "list", .group = "G", .summary = "list things", .words = "",
	.options = rows, .params_size = sizeof(struct params), .run = run,
};
static const struct command zero = {
	.name = "zero-labels", .group = "G", .summary = "zero things", .words = "MEMDEV...",
	.completes = WORD_MEMDEV, .options = rows, .params_size = sizeof(struct params), .run = run,
};
static const struct command secret = {
	.name = "secret", .group = "G", .summary = "hidden", .words = "", .hidden = true,
	.options = rows, .params_size = sizeof(struct params), .run = run,
};

static void objects(enum word_kind kind, const char *typed,
		    void (*emit)(const char *name, const char *what))
{
	(void)typed;
	if (kind != WORD_MEMDEV)
		return;
	emit("mem0", "a memdev");
	emit("mem1", "a memdev");
	emit("all", "every memdev");
}

static const struct command *const commands[] = { &list, &zero, &secret };

static const struct tool tool = {
	.name = "cxl", .summary = "Test", .version = "85", .commands = commands,
	.nr_commands = 3, .complete = objects,
};

/* Candidates for the last of the words, separated by "|"; "_" is an empty word. */
static const char *complete(const char *line)
{
	static char copy[256], joined[4096];
	char *words[16];
	int nr = 0;

	assert_true(strlen(line) < sizeof(copy));
	memcpy(copy, line, strlen(line) + 1);
	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
		words[nr++] = strcmp(word, "_") ? word : strchr(word, '\0');
	words[nr] = NULL;
	capture_begin();
	complete_words(&tool, nr, words);
	capture_end();
	assert_string_equal(captured_err(), "");

	/* "name<TAB>what" to "name|"; what the shell has to look for, to "<file>|". */
	joined[0] = '\0';
	for (const char *at = captured_out(); *at; at = strchr(at, '\n') + 1) {
		size_t len = strcspn(at, "\t");

		assert_true(at[len] == '\t' && strchr(at, '\n') > at + len + 1);
		if (len == 0) {
			strcat(joined, "<");
			strncat(joined, at + 1, strcspn(at + 1, "\n"));
			strcat(joined, ">|");
			continue;
		}
		strncat(joined, at, len);
		strcat(joined, "|");
	}
	return joined;
}

static void check(const char *line, const char *want)
{
	const char *got = complete(line);

	if (strcmp(got, want))
		fail_msg("\"%s\": \"%s\" instead of \"%s\"", line, got, want);
}

static void test_commands(void **state)
{
	(void)state;
	check("_", "list|zero-labels|");
	check("l", "list|");
	check("list", "list|");
	check("x", "");
	check("sec", "");
	check("", "");
}

static void test_options(void **state)
{
	static const char all[] =
		"--memdev|--file|--folder|--text|--human|--output-format|--no-verify|--help|";

	(void)state;
	check("list -", all);
	check("list --", all);
	check("list --f", "--file|--folder|");
	check("list --he", "--help|");
	check("list --no-",
	      "--no-memdev|--no-file|--no-folder|--no-text|--no-human|--no-output-format|--no-verify|");
	check("list --no-v", "--no-verify|");
	check("list --x", "");
	check("list -u -", all);
}

static void test_arguments(void **state)
{
	(void)state;
	check("list -m _", "mem0|mem1|all|");
	check("list -m m", "mem0|mem1|");
	check("list --memdev _", "mem0|mem1|all|");
	check("list -um _", "mem0|mem1|all|");
	check("list -f _", "<file>|");
	check("list -f x", "<file>|");
	check("list --folder _", "<directory>|");
	check("list -t _", "");
	check("list --file -", "<file>|");
	check("list -o _", "json|table|");
	check("list --output-format t", "table|");
	check("list --output-format=j", "--output-format=json|");
}

static void test_assignments(void **state)
{
	(void)state;
	check("list --memdev=", "--memdev=mem0|--memdev=mem1|--memdev=all|");
	check("list --memdev=mem1", "--memdev=mem1|");
	check("list --text=", "");
	check("list --human=", "");
	check("list --nothing=", "");
}

/* Lists: behind the last comma, with what stands before it kept. */
static void test_lists(void **state)
{
	(void)state;
	check("list -m mem0,", "mem0,mem1|mem0,all|");
	check("list -m mem0,mem1,a", "mem0,mem1,all|");
	check("zero-labels mem0,mem", "mem0,mem1|");
	check("list --memdev=mem0,mem1", "--memdev=mem0,mem1|");
	check("list --memdev=mem0,", "--memdev=mem0,mem1|--memdev=mem0,all|");
}

static void test_words(void **state)
{
	(void)state;
	check("zero-labels _", "mem0|mem1|all|");
	check("zero-labels mem0 _", "mem1|all|");
	check("zero-labels -u m", "mem0|mem1|");
	check("list _", "");
	check("nothing _", "");
	check("nothing -", "");
}

/* Behind "--", and behind an argument that looks like an option, stand words. */
static void test_words_only(void **state)
{
	(void)state;
	check("zero-labels -- _", "mem0|mem1|all|");
	check("zero-labels -- m", "mem0|mem1|");
	check("zero-labels -m mem0 _", "mem1|all|");
}

/* "-ftm": the rest of the word is the argument of -f; -m waits for nothing. */
static void test_letter_in_argument(void **state)
{
	(void)state;
	check("zero-labels -ftm _", "mem0|mem1|all|");
	check("list -fm _", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_arguments),
		cmocka_unit_test(test_assignments),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_words_only),
		cmocka_unit_test(test_letter_in_argument),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
