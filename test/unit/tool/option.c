// SPDX-License-Identifier: GPL-2.0-or-later
/* Option tables (lib/tool/cli/option.h): every rule of the grammar, and the messages. */
#include <limits.h>
#include <string.h>

#include "lib/tool/cli/option.h"
#include "lib/tool/io/say.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"

struct params {
	const char *memdev, *media, *file;
	struct option_size size;
	bool human, idle, no_verify;
	int verbose, format;
};

static const struct option_choice formats[] = {
	{ "json", "nested" }, { "flat", "one array" }, { "table", "lines" }, { NULL, NULL },
};

static const struct option_row rows[] = {
	TEXT('m', "memdev", struct params, memdev, "MEMDEV", WORD_MEMDEV, "only these"),
	TEXT(0, "media", struct params, media, "MEDIA", WORD_NONE, "of that type"),
	TEXT('f', "file", struct params, file, "FILE", WORD_FILE, "to a file"),
	SIZE('s', "size", struct params, size, "bytes"),
	FLAG('u', "human", struct params, human, "for humans"),
	FLAG('i', "idle", struct params, idle, "disabled too"),
	FLAG(0, "no-verify", struct params, no_verify, "do not read back"),
	CHOICE('o', "output-format", struct params, format, "FORMAT", formats, "how"),
	COUNT('v', "verbose", struct params, verbose, "more"),
	OPTION_END,
};

static struct params params;
static char *argv[16];
static int argc, first;

/* One line, followed only by hints. */
static void check_complaint(const char *text)
{
	for (text = strchr(text, '\n') + 1; *text; text = strchr(text, '\n') + 1)
		assert_int_equal(strncmp(text, "  ", 2), 0);
}

/* Arguments separated by blanks; "_" is an empty one. */
static enum option_result parse(const char *line)
{
	static char copy[512];
	enum option_result result;

	assert_true(strlen(line) < sizeof(copy));
	memcpy(copy, line, strlen(line) + 1);
	argc = 0;
	argv[argc++] = (char *)"list";
	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
		argv[argc++] = strcmp(word, "_") ? word : strchr(word, '\0');
	argv[argc] = NULL;
	params = (struct params){ 0 };
	say_as("cxl", "list");
	capture_begin();
	result = options_parse(rows, &params, argc, argv, &first);
	capture_end();
	assert_string_equal(captured_out(), "");
	if (result == OPTIONS_WRONG)
		check_complaint(captured_err());
	else
		assert_string_equal(captured_err(), "");
	return result;
}

static void parse_ok(const char *line, int words)
{
	if (parse(line) != OPTIONS_OK)
		fail_msg("\"%s\": %s", line, captured_err());
	assert_int_equal(argc - first, words);
}

static void parse_wrong(const char *line, const char *said)
{
	if (parse(line) != OPTIONS_WRONG)
		fail_msg("\"%s\" is accepted", line);
	if (!strstr(captured_err(), said))
		fail_msg("\"%s\": does not say \"%s\": %s", line, said, captured_err());
}

static void test_nothing(void **state)
{
	static const struct params zero;

	(void)state;
	parse_ok("", 0);
	assert_memory_equal(&params, &zero, sizeof(params));
}

static void test_forms(void **state)
{
	static const char *const forms[] = {
		"-m mem0", "-mmem0", "--memdev mem0", "--memdev=mem0", "--mem=mem0", "--mem mem0",
		"-um mem0",
	};

	(void)state;
	for (size_t i = 0; i < 7; i++) {
		parse_ok(forms[i], 0);
		assert_string_equal(params.memdev, "mem0");
	}
	parse_ok("-iumm mem0", 1);	/* the rest of a cluster is the argument */
	assert_string_equal(params.memdev, "m");
	assert_true(params.human && params.idle);
	parse_ok("-m mem9 -m mem0", 0);	/* the last one is used */
	assert_string_equal(params.memdev, "mem0");
	parse_ok("--memdev=", 0);
	assert_string_equal(params.memdev, "");
	parse_ok("-m _", 0);
	assert_string_equal(params.memdev, "");
	parse_ok("--memdev=a=b", 0);
	assert_string_equal(params.memdev, "a=b");
	parse_ok("-m=mem0", 0);		/* of a letter: unchanged */
	assert_string_equal(params.memdev, "=mem0");
}

/* Text that looks like an option is an argument if one is needed. */
static void test_greedy(void **state)
{
	(void)state;
	parse_ok("-m -u", 0);
	assert_string_equal(params.memdev, "-u");
	assert_false(params.human);
	parse_ok("--memdev --", 0);
	assert_string_equal(params.memdev, "--");
}

static void test_flags_and_counts(void **state)
{
	(void)state;
	parse_ok("-u --idle", 0);
	assert_true(params.human && params.idle);
	parse_ok("-vvv", 0);
	assert_int_equal(params.verbose, 3);
	parse_ok("-v --verbose -uv", 0);
	assert_int_equal(params.verbose, 3);
	assert_true(params.human);
}

static void test_mixing(void **state)
{
	(void)state;
	parse_ok("a -u b --idle c", 3);
	assert_true(params.human && params.idle);
	assert_string_equal(argv[first], "a");
	assert_string_equal(argv[first + 1], "b");
	assert_string_equal(argv[first + 2], "c");
	parse_ok("mem0 -s 1k mem1", 2);
	assert_string_equal(argv[first + 1], "mem1");
}

static void test_end_of_options(void **state)
{
	(void)state;
	parse_ok("-u -- --idle -x", 2);
	assert_true(params.human);
	assert_false(params.idle);
	assert_string_equal(argv[first], "--idle");
	assert_string_equal(argv[first + 1], "-x");
	parse_ok("a -- -- b", 3);
	assert_string_equal(argv[first], "a");
	assert_string_equal(argv[first + 1], "--");
	parse_ok("--", 0);
	parse_ok("-", 1);		/* an argument: standard output in many places */
	assert_string_equal(argv[first], "-");
	parse_ok("_ -u", 1);
	assert_string_equal(argv[first], "");
	assert_true(params.human);
}

static void test_prefixes(void **state)
{
	(void)state;
	parse_ok("--hu", 0);
	assert_true(params.human);
	parse_ok("--si=4k", 0);
	assert_int_equal(params.size.bytes, 4096);
	parse_ok("--mem m", 0);
	parse_ok("--med m", 0);
	assert_string_equal(params.media, "m");
	parse_wrong("--me m", "not clear");
	assert_non_null(strstr(captured_err(), "--memdev"));
	assert_non_null(strstr(captured_err(), "--media"));
	assert_null(strstr(captured_err(), "--size"));
	parse_wrong("--h", "not clear");	/* human, help */
	assert_non_null(strstr(captured_err(), "--help"));
	parse_wrong("--me=x", "not clear");
}

static void test_negation(void **state)
{
	(void)state;
	parse_ok("-u --no-human", 0);
	assert_false(params.human);
	parse_ok("--no-human -u", 0);
	assert_true(params.human);
	parse_ok("-vv --no-verbose -v", 0);
	assert_int_equal(params.verbose, 1);
	parse_ok("-m mem0 --no-memdev", 0);
	assert_null(params.memdev);
	parse_ok("-s 4k --no-size", 0);
	assert_false(params.size.given);
	assert_int_equal(params.size.bytes, 0);
	parse_ok("--no-hu", 0);
	/* An option whose own name starts with no cannot be negated. */
	parse_ok("--no-verify", 0);
	assert_true(params.no_verify);
	parse_wrong("--no-no-verify", "unknown");
	parse_wrong("--no-memdev=mem0", "takes no argument");
}

static void test_sizes(void **state)
{
	(void)state;
	parse_ok("-s 0", 0);
	assert_true(params.size.given);
	parse_ok("--size=0x10k", 0);
	assert_int_equal(params.size.bytes, 16384);
	parse_ok("-s18446744073709551615", 0);
	assert_true(params.size.bytes == ULLONG_MAX);
	parse_wrong("-s x", "not a size");
	parse_wrong("-s -1", "not a size");
	parse_wrong("-s _", "not a size");
	parse_wrong("-s 1kb", "\"1kb\"");
	parse_wrong("--size 18446744073709551616", "too large");
	parse_wrong("-s 99999999t", "too large");
	assert_non_null(strstr(captured_err(), "--size"));
}

static void test_unknown(void **state)
{
	(void)state;
	parse_wrong("-x", "unknown option -x");
	parse_wrong("-uxi", "unknown option -x");
	parse_wrong("--nothing", "unknown option \"--nothing\"");
	parse_wrong("--nothing=1", "unknown");
	parse_wrong("a -x b", "-x");
	parse_wrong("--memdevs", "unknown");
	parse_wrong("-:", "unknown option");
	parse_wrong("-?", "unknown option -?");
	parse_wrong("--box", "unknown");
	assert_null(strstr(captured_err(), "Did you mean"));
	parse_wrong("--humna=1", "  Did you mean: --human\n");
	parse_wrong("--memdve mem0", "  Did you mean: --memdev\n");
	parse_wrong("---human", "unknown");
	parse_wrong("--human=yes", "takes no argument");
	parse_wrong("--help=list", "takes no argument");
	assert_non_null(strstr(captured_err(), "cxl list: "));
}

static void test_missing_argument(void **state)
{
	(void)state;
	parse_wrong("-m", "--memdev needs an argument: MEMDEV");
	parse_wrong("-um", "--memdev needs an argument");
	parse_wrong("--memdev", "--memdev needs an argument");
	parse_wrong("--mem", "--memdev needs an argument");
	parse_wrong("a --size", "--size needs an argument: SIZE");
}

/* The terminal does not act on bytes of the command line. */
static void test_hostile_words(void **state)
{
	(void)state;
	parse_wrong("--\x1b[31mred", "\\x1b[31mred");
	assert_null(strchr(captured_err(), '\x1b'));
	parse_wrong("-s \x1b]0;title\x07", "\\x1b");
	assert_null(strchr(captured_err(), '\x1b'));
	parse_wrong("-\x1b", "unknown option");
	assert_null(strchr(captured_err(), '\x1b'));
}

static void test_help_and_list(void **state)
{
	(void)state;
	assert_int_equal(parse("--help"), OPTIONS_HELP);
	assert_int_equal(parse("-h"), OPTIONS_HELP);
	assert_int_equal(parse("-uh"), OPTIONS_HELP);
	assert_int_equal(parse("mem0 --help --nothing"), OPTIONS_HELP);
	assert_int_equal(parse("--list-opts"), OPTIONS_LIST);
	assert_int_equal(parse("-- --help"), OPTIONS_OK);
	assert_int_equal(parse("-m --help"), OPTIONS_OK);
	parse_wrong("-x --help", "-x");
}

static void test_choices(void **state)
{
	(void)state;
	parse_ok("", 0);
	assert_int_equal(params.format, 0);
	parse_ok("-o table", 0);
	assert_int_equal(params.format, 2);
	parse_ok("--output-format=flat", 0);
	assert_int_equal(params.format, 1);
	parse_ok("-o flat -o table --no-output-format", 0);
	assert_int_equal(params.format, 0);
	/* A beginning is no choice, and neither is nothing. */
	parse_wrong("-o tab", "\"tab\": it must be one of json, flat or table");
	parse_wrong("-o _", "\"\": it must be one of");
	parse_wrong("-o \033[31m", "\\x1b[31m");
	parse_wrong("-o", "--output-format needs an argument: FORMAT");
}

static void test_tables(void **state)
{
	static const struct option_row none[] = { OPTION_END };

	(void)state;
	assert_int_equal(options_count(rows), 9);
	assert_int_equal(options_count(none), 0);
	assert_true(option_has_negation(&rows[0]));
	assert_false(option_has_negation(&rows[6]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_greedy),
		cmocka_unit_test(test_flags_and_counts),
		cmocka_unit_test(test_mixing),
		cmocka_unit_test(test_end_of_options),
		cmocka_unit_test(test_prefixes),
		cmocka_unit_test(test_negation),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_missing_argument),
		cmocka_unit_test(test_hostile_words),
		cmocka_unit_test(test_help_and_list),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
