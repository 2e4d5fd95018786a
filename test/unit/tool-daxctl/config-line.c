// SPDX-License-Identifier: GPL-2.0-or-later
/* Lines of configuration files (daxctl/config/line.h). */
#include <string.h>

#include "daxctl/config/line.h"
#include "test/harness/test.h"

static struct config_line line;

static void read_text(const char *text)
{
	config_line_read(&line, text, strlen(text));
}

static void check_pair(const char *text, const char *key, const char *value)
{
	read_text(text);
	assert_int_equal(line.kind, CONFIG_PAIR);
	assert_string_equal(line.word, key);
	assert_string_equal(line.rest, value);
}

static void check_section(const char *text, const char *word, const char *rest)
{
	read_text(text);
	assert_int_equal(line.kind, CONFIG_SECTION);
	assert_string_equal(line.word, word);
	assert_string_equal(line.rest, rest);
}

static void check_wrong(const char *text, const char *why)
{
	read_text(text);
	assert_int_equal(line.kind, CONFIG_WRONG);
	if (!strstr(line.why, why))
		fail_msg("\"%s\": %s", text, line.why);
	assert_non_null(line.instead);
}

static void test_nothing(void **state)
{
	static const char *const texts[] = { "", " ", "\t", "# a = b", ";", "  # [x]", "\t;;" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		read_text(texts[i]);
		assert_int_equal(line.kind, CONFIG_NOTHING);
	}
}

static void test_sections(void **state)
{
	(void)state;
	check_section("[reconfigure-device one]", "reconfigure-device", "one");
	check_section("  [ reconfigure-device\tone two ]  ", "reconfigure-device", "one two");
	check_section("[a] # why", "a", "");
	check_section("[]", "", "");
	check_wrong("[a", "no ]");
	check_wrong("[a] b", "behind");
	check_wrong("[a]]", "behind");
}

static void test_pairs(void **state)
{
	(void)state;
	check_pair("a=b", "a", "b");
	check_pair("  a \t=\t b c  ", "a", "b c");
	check_pair("a =", "a", "");
	check_pair("a = # nothing", "a", "");
	check_pair("a = b # c", "a", "b");
	check_pair("a = b;c ; d", "a", "b;c");
	check_pair("a = b = c", "a", "b = c");
	check_pair("a = \"b # c\" # d", "a", "b # c");
	check_pair("a = 'b'", "a", "b");
	check_pair("a = \"\"", "a", "");
	check_wrong("a", "neither");
	check_wrong("= b", "no key");
	check_wrong("a = \"b", "does not end");
	check_wrong("a = \"b\" c", "behind");
}

static void test_no_text(void **state)
{
	(void)state;
	check_wrong("a = b\r", "CR LF");
	check_wrong("\r", "CR LF");
	check_wrong("a\rb", "0x0d at column 2");
	check_wrong("# \x1b[31m", "0x1b at column 3");
	check_wrong("\x7f", "0x7f at column 1");
	config_line_read(&line, "a\0b", 3);
	assert_int_equal(line.kind, CONFIG_WRONG);
	assert_string_equal(line.why, "byte 0x00 at column 2 is no text");
	/* Other languages are text. */
	check_pair("n\xc3\xa4me = \xc3\xbc", "n\xc3\xa4me", "\xc3\xbc");
}

static void test_length(void **state)
{
	static char text[CONFIG_LINE_MAX + 2];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[1] = '=';
	config_line_read(&line, text, CONFIG_LINE_MAX);
	assert_int_equal(line.kind, CONFIG_PAIR);
	assert_int_equal(strlen(line.rest), CONFIG_LINE_MAX - 2);
	check_wrong(text, "4097 bytes");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_no_text),
		cmocka_unit_test(test_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
