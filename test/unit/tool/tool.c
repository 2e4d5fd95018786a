// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The program around commands (lib/tool/cli/tool.c, help.c, dump.c): arguments, exit status,
 * output.
 */
#include <json-c/json.h>
#include <string.h>

#include "lib/tool/cli/command.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"

struct params {
	const char *name;
	bool fail, wrong;
};

static const struct option_row rows[] = {
	TEXT('n', "name", struct params, name, "NAME", WORD_NONE, "how it is called"),
	FLAG('f', "fail", struct params, fail, "fail"),
	FLAG(0, "wrong", struct params, wrong, "say it was wrong"),
	OPTION_END,
};

static int calls, seen_words;
static char seen_name[32], seen_first[32];

static int run(void *data, int nr_words, char **words)
{
	const struct params *params = data;

	calls++;
	seen_words = nr_words;
	snprintf(seen_name, sizeof(seen_name), "%s", params->name ? params->name : "(none)");
	snprintf(seen_first, sizeof(seen_first), "%s", words[0] ? words[0] : "(none)");
	return params->wrong ? CLI_USAGE : params->fail ? CLI_FAILED : CLI_OK;
}

#define COMMAND(name_, words_, hidden_) \
	{ .name = name_, .group = "Things", .summary = "do things", .words = words_, \
	  .hidden = hidden_, .options = rows, .params_size = sizeof(struct params), .run = run }

static const struct command list = COMMAND("list", "", false);
static const struct command zero = COMMAND("zero-labels", "MEMDEV...", false);
static const struct command secret = COMMAND("secret", "", true);
static const struct command *const commands[] = { &command_version, &list, &zero, &secret };
static const struct tool tool = {
	.name = "cxl", .summary = "Test things", .version = "85", .commands = commands,
	.nr_commands = 4,
};

/* Runs the whole program with these arguments; returns its exit status. */
static int program(const char *line)
{
	static char copy[256];
	char *argv[16];
	int argc = 0, status;

	assert_true(strlen(line) < sizeof(copy));
	memcpy(copy, line, strlen(line) + 1);
	argv[argc++] = (char *)"cxl";
	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word;
	argv[argc] = NULL;
	calls = 0;
	capture_begin();
	status = tool_main(&tool, argc, argv);
	capture_end();
	return status;
}

static void test_commands(void **state)
{
	(void)state;
	assert_int_equal(program("list -n one"), CLI_OK);
	assert_int_equal(calls, 1);
	assert_string_equal(seen_name, "one");
	assert_string_equal(seen_first, "(none)");
	assert_int_equal(program("zero-labels mem0 -n two mem1"), CLI_OK);
	assert_int_equal(seen_words, 2);
	assert_string_equal(seen_first, "mem0");
	assert_int_equal(program("list"), CLI_OK);
	assert_string_equal(seen_name, "(none)");	/* zeroed each time */
	assert_int_equal(program("list --fail"), CLI_FAILED);
	assert_int_equal(program("list --wrong"), CLI_USAGE);
	assert_int_equal(program("secret"), CLI_OK);
	assert_string_equal(captured_out(), "");
	assert_string_equal(captured_err(), "");
}

static void test_wrong(void **state)
{
	(void)state;
	assert_int_equal(program(""), CLI_USAGE);
	assert_non_null(strstr(captured_err(), "Usage: cxl"));
	assert_int_equal(program("nothing"), CLI_USAGE);
	assert_non_null(strstr(captured_err(), "unknown command \"nothing\""));
	assert_null(strstr(captured_err(), "Did you mean"));
	assert_int_equal(program("--nothing list"), CLI_USAGE);
	assert_non_null(strstr(captured_err(), "--nothing"));
	assert_int_equal(program("list mem0"), CLI_USAGE);
	assert_non_null(strstr(captured_err(), "unexpected argument \"mem0\""));
	assert_null(strstr(captured_err(), "Options choose"));	/* there is none that does */
	assert_int_equal(program("list -x"), CLI_USAGE);
	assert_int_equal(program("list -- -f"), CLI_USAGE);
	assert_int_equal(program("\x1b[31m"), CLI_USAGE);
	assert_null(strchr(captured_err(), '\x1b'));
	assert_int_equal(calls, 0);
	assert_string_equal(captured_out(), "");
}

static void test_suggestions(void **state)
{
	static const char *const typed[] = { "lst", "lists", "lits", "lisst", "list-", "lisp" };

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(program(typed[i]), CLI_USAGE);
		if (!strstr(captured_err(), "Did you mean: cxl list\n"))
			fail_msg("\"%s\": %s", typed[i], captured_err());
	}
	assert_int_equal(program("secre"), CLI_USAGE);
	assert_null(strstr(captured_err(), "Did you mean"));	/* hidden */
}

static void test_help(void **state)
{
	static const char *const asked[] = {
		"--help", "-h", "list --help", "list -h", "list x -h",
	};

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(program(asked[i]), CLI_OK);
		assert_int_equal(strncmp(captured_out(), "Usage: cxl", 10), 0);
		assert_string_equal(captured_err(), "");
		assert_int_equal(calls, 0);
	}
	program("--help");
	assert_non_null(strstr(captured_out(), "zero-labels"));
	assert_null(strstr(captured_out(), "secret"));
	program("zero-labels --help");
	assert_non_null(strstr(captured_out(), "[OPTION...] MEMDEV..."));
	assert_non_null(strstr(captured_out(), "  -n, --name NAME"));
	assert_non_null(strstr(captured_out(), "      --wrong"));
	assert_non_null(strstr(captured_out(), "  -h, --help"));
}

/* A name as wide as the column keeps a distance from its description. */
static void test_help_of_long_names(void **state)
{
	static const struct command twenty = COMMAND("migrate-device-model", "", false);
	static const struct command *const both[] = { &list, &twenty };
	const struct tool other = {
		.name = "daxctl", .summary = "Test", .commands = both, .nr_commands = 2,
	};

	(void)state;
	capture_begin();
	help_tool(&other, stdout);
	capture_end();
	assert_non_null(strstr(captured_out(), "  list                  do things\n"));
	assert_non_null(strstr(captured_out(), "  migrate-device-model  do things\n"));
}

static void test_lists(void **state)
{
	(void)state;
	assert_int_equal(program("--list-cmds"), CLI_OK);
	assert_string_equal(captured_out(), "version\nlist\nzero-labels\n");
	assert_int_equal(program("list --list-opts"), CLI_OK);
	assert_string_equal(captured_out(), "--name --fail --wrong --help\n");
	assert_int_equal(calls, 0);
}

static void test_version(void **state)
{
	(void)state;
	assert_int_equal(program("--version"), CLI_OK);
	assert_string_equal(captured_out(), "85\n");
	assert_int_equal(program("-v"), CLI_OK);
	assert_string_equal(captured_out(), "85\n");
	assert_int_equal(program("version"), CLI_OK);
	assert_string_equal(captured_out(), "85\n");
	assert_int_equal(program("version -v"), CLI_OK);
	assert_non_null(strstr(captured_out(), "85\ncxl-utils "));
}

static const char *text_of(struct json_object *object, const char *key)
{
	return json_object_get_string(json_object_object_get(object, key));
}

static void test_dump(void **state)
{
	struct json_object *dump, *list_json, *option;

	(void)state;
	assert_int_equal(program("--dump-commands"), CLI_OK);
	dump = json_tokener_parse(captured_out());
	assert_non_null(dump);
	assert_string_equal(text_of(dump, "tool"), "cxl");
	assert_int_equal(json_object_array_length(json_object_object_get(dump, "commands")), 3);
	list_json = json_object_array_get_idx(json_object_object_get(dump, "commands"), 1);
	assert_string_equal(text_of(list_json, "name"), "list");
	option = json_object_array_get_idx(json_object_object_get(list_json, "options"), 0);
	assert_string_equal(text_of(option, "letter"), "n");
	assert_string_equal(text_of(option, "argument"), "NAME");
	assert_string_equal(text_of(option, "type"), "text");
	option = json_object_array_get_idx(json_object_object_get(list_json, "options"), 2);
	assert_null(text_of(option, "letter"));
	assert_null(text_of(option, "argument"));
	json_object_put(dump);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_suggestions),
		cmocka_unit_test(test_help),
		cmocka_unit_test(test_help_of_long_names),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_version),
		cmocka_unit_test(test_dump),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
