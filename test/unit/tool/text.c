// SPDX-License-Identifier: GPL-2.0-or-later
/* Text from devices and users made safe (lib/tool/io/text.h), and messages (lib/tool/io/say.h). */
#include <stdio.h>
#include <string.h>

#include "lib/tool/io/say.h"
#include "lib/tool/io/text.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"

static void check(const char *text, const char *want)
{
	char buf[512];

	memset(buf, '#', sizeof(buf));
	text_escape(text, buf, sizeof(buf));
	assert_string_equal(buf, want);
}

static void test_plain(void **state)
{
	(void)state;
	check("", "");
	check("BWFW VERSION 00", "BWFW VERSION 00");
	check(" ~!\"\\/'", " ~!\"\\/'");
}

static void test_control(void **state)
{
	char text[2] = "", want[8];

	(void)state;
	for (int byte = 1; byte < 0x20; byte++) {
		text[0] = byte;
		snprintf(want, sizeof(want), "\\x%02x", byte);
		check(text, want);
	}
	check("\x7f", "\\x7f");
	check("a\nb\tc\x1b[0m", "a\\x0ab\\x09c\\x1b[0m");
	check("\xc2\x80", "\\xc2\\x80");	/* U+0080 to U+009f are controls */
	check("\xc2\x9b[31m", "\\xc2\\x9b[31m");
	check("\xc2\xa0", "\xc2\xa0");
}

static void test_utf8(void **state)
{
	static const char *const valid[] = {
		"\xc3\xbc", "\xdf\xbf", "\xe0\xa0\x80", "\xe2\x82\xac", "\xed\x9f\xbf",
		"\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf0\x9f\x98\x80",
		"\xf4\x8f\xbf\xbf", "x\xc3\xbcy\xe2\x82\xacz",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++)
		check(valid[i], valid[i]);
}

static void test_not_utf8(void **state)
{
	(void)state;
	check("\x80", "\\x80");				/* continuation alone */
	check("\xbf", "\\xbf");
	check("\xff\xfe", "\\xff\\xfe");
	check("\xc3", "\\xc3");				/* cut off */
	check("\xe2\x82", "\\xe2\\x82");
	check("\xf0\x9f\x98", "\\xf0\\x9f\\x98");
	check("\xc3z", "\\xc3z");
	check("\xe2\x82z", "\\xe2\\x82z");
	check("\xc0\xaf", "\\xc0\\xaf");		/* overlong */
	check("\xc1\xbf", "\\xc1\\xbf");
	check("\xe0\x80\xaf", "\\xe0\\x80\\xaf");
	check("\xe0\x9f\xbf", "\\xe0\\x9f\\xbf");
	check("\xf0\x80\x80\xaf", "\\xf0\\x80\\x80\\xaf");
	check("\xf0\x8f\xbf\xbf", "\\xf0\\x8f\\xbf\\xbf");
	check("\xed\xa0\x80", "\\xed\\xa0\\x80");	/* surrogates */
	check("\xed\xbf\xbf", "\\xed\\xbf\\xbf");
	check("\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");	/* beyond U+10ffff */
	check("\xf5\x80\x80\x80", "\\xf5\\x80\\x80\\x80");
	check("\xe2\x82\xac\xff", "\xe2\x82\xac\\xff");
}

/* A buffer of every size: whole characters, a terminator, nothing written after it. */
static void test_truncation(void **state)
{
	static const char *const texts[] = {
		"abcdefghij", "\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc", "\xff\xff\xff", "xy\xe2\x82\xacz",
	};
	char whole[64], buf[64];

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		text_escape(texts[i], whole, sizeof(whole));
		for (size_t len = 4; len < 32; len++) {
			size_t used;

			memset(buf, '#', sizeof(buf));
			text_escape(texts[i], buf, len);
			assert_non_null(memchr(buf, '\0', len));
			assert_int_equal(buf[len], '#');
			used = strlen(buf);
			if (strlen(whole) < len) {
				assert_string_equal(buf, whole);
				continue;
			}
			assert_true(used >= 3 && !strcmp(buf + used - 3, "..."));
			assert_memory_equal(buf, whole, used - 3);
			/* Not in the middle of a character. */
			assert_true((whole[used - 3] & 0xc0) != 0x80);
		}
	}
}

static void test_truncation_exact(void **state)
{
	char buf[16];

	(void)state;
	text_escape("abcdefg", buf, 8);
	assert_string_equal(buf, "abcdefg");
	text_escape("abcdefgh", buf, 8);
	assert_string_equal(buf, "abcd...");
	text_escape("abcdef\xff", buf, 8);
	assert_string_equal(buf, "abcd...");
	text_escape("abcdefgh", buf, 4);
	assert_string_equal(buf, "...");
}

/* A buffer too small even for "...": still a terminated text. */
static void test_tiny_buffer(void **state)
{
	char buf[4];

	(void)state;
	for (size_t len = 1; len < 4; len++) {
		memset(buf, '#', sizeof(buf));
		text_escape("abcdefgh", buf, len);
		assert_non_null(memchr(buf, '\0', len));
	}
}

static void test_size(void **state)
{
	static const struct {
		unsigned long long bytes;
		const char *text;
	} sizes[] = {
		{ 0, "0 B" },
		{ 1, "1 B" },
		{ 1023, "1023 B" },
		{ 1024, "1 KiB" },
		{ 1536, "1.5 KiB" },
		{ 1076, "1.05 KiB" },
		{ 1025, "1 KiB" },
		{ 256ULL << 20, "256 MiB" },
		{ 3584ULL << 20, "3.5 GiB" },
		{ (1ULL << 30) - 1, "1 GiB" },
		{ 1000ULL * 1000 * 1000, "953.67 MiB" },
		{ 1ULL << 63, "8 EiB" },
		{ ~0ULL, "16 EiB" },
	};
	char buf[TEXT_SIZE_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		assert_string_equal(text_size(sizes[i].bytes, buf), sizes[i].text);
}

static void test_quoted(void **state)
{
	char huge[1000];
	const char *texts[4];

	(void)state;
	memset(huge, 'x', sizeof(huge));
	huge[sizeof(huge) - 1] = '\0';
	assert_true(strlen(quoted(huge)) <= 63);
	assert_true(!strcmp(quoted(huge) + 60, "..."));
	assert_string_equal(quoted("\x1b"), "\\x1b");
	/* Four in one message. */
	texts[0] = quoted("a");
	texts[1] = quoted("b");
	texts[2] = quoted("c");
	texts[3] = quoted("d");
	assert_string_equal(texts[0], "a");
	assert_string_equal(texts[1], "b");
	assert_string_equal(texts[2], "c");
	assert_string_equal(texts[3], "d");
}

static void test_complain(void **state)
{
	(void)state;
	capture_begin();
	say_as("cxl", NULL);
	say_error("what %d", 1);
	say_as("cxl", "list");
	say_error("why");
	say_hint("how %s", "so");
	printf("data\n");
	capture_end();
	assert_string_equal(captured_err(), "cxl: what 1\ncxl list: why\n  how so\n");
	assert_string_equal(captured_out(), "data\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_control),
		cmocka_unit_test(test_utf8),
		cmocka_unit_test(test_not_utf8),
		cmocka_unit_test(test_truncation),
		cmocka_unit_test(test_truncation_exact),
		cmocka_unit_test(test_tiny_buffer),
		cmocka_unit_test(test_size),
		cmocka_unit_test(test_quoted),
		cmocka_unit_test(test_complain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
