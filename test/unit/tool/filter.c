// SPDX-License-Identifier: GPL-2.0-or-later
/* Filters (lib/tool/verb/filter.h): arguments that match as a whole or not at all. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/tool/verb/filter.h"
#include "test/harness/test.h"

static struct filter filter;

static int teardown(void **state)
{
	(void)state;
	filter_free(&filter);
	return 0;
}

static bool mem(int id, const char *name)
{
	return filter_match_name(&filter, id, name, "0000:35:00.0");
}

static void test_words(void **state)
{
	(void)state;
	assert_int_equal(filter_names(&filter, "mem0"), 0);
	assert_int_equal(filter.nr, 1);
	assert_true(mem(0, "mem0"));
	assert_false(mem(1, "mem1"));
	assert_false(mem(10, "mem01"));
	assert_false(mem(0, "mem"));
	assert_false(mem(0, "mem00"));
}

static void test_separators(void **state)
{
	static const struct {
		const char *text;
		size_t nr;
	} cases[] = {
		{ "mem0,mem1", 2 }, { "mem0 mem1", 2 }, { "mem0,mem1,", 2 }, { ",mem0,,mem1", 2 },
		{ " mem0  mem1 ", 2 }, { "mem0, mem1", 2 }, { "a,b,c,d", 4 }, { "mem0,mem0", 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(filter_names(&filter, cases[i].text), 0);
		assert_int_equal(filter.nr, cases[i].nr);
		filter_free(&filter);
	}
}

static void test_mixed_separators(void **state)
{
	(void)state;
	assert_int_equal(filter_names(&filter, "mem0,mem1 mem2"), 0);
	assert_int_equal(filter.nr, 3);
	assert_true(mem(0, "mem0"));
	assert_true(mem(1, "mem1"));
	assert_true(mem(2, "mem2"));
}

static void test_nothing(void **state)
{
	static const char *const texts[] = { "", ",", ",,,", " ", "   " };

	(void)state;
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(filter_names(&filter, texts[i]), -EINVAL);
	assert_null(filter.copy);
	assert_null(filter.words);
}

static void test_ids(void **state)
{
	(void)state;
	assert_int_equal(filter_names(&filter, "3,010,0x5,-1,99999999999"), 0);
	assert_true(mem(3, "mem3"));
	assert_false(mem(8, "mem8"));	/* 010 is not an id */
	assert_false(mem(10, "mem10"));
	assert_false(mem(5, "mem5"));
	assert_false(mem(-1, "mem7"));
	assert_false(mem(13, "mem13"));
	assert_false(mem(30, "mem30"));
}

static void test_other_name(void **state)
{
	(void)state;
	assert_int_equal(filter_names(&filter, "0000:35:00.0"), 0);
	assert_true(mem(7, "mem7"));
	assert_false(filter_match_name(&filter, 7, "mem7", NULL));
	assert_false(filter_match_name(&filter, 7, "mem7", "0000:35:00"));
	assert_false(filter_match_name(&filter, 7, "mem7", "0000:35:00.01"));
}

static void test_all(void **state)
{
	(void)state;
	assert_int_equal(filter_names(&filter, "all"), 0);
	assert_null(filter_unmatched(&filter));
	assert_true(mem(0, "mem0"));
	assert_true(mem(999, "mem999"));
	filter_free(&filter);
	assert_int_equal(filter_names(&filter, "ALL"), 0);
	assert_false(mem(0, "mem0"));
}

static void test_unmatched(void **state)
{
	(void)state;
	assert_int_equal(filter_names(&filter, "mem0,mem7,0,mem8"), 0);
	assert_string_equal(filter_unmatched(&filter), "mem0");
	assert_true(mem(0, "mem0"));	/* the same object matches the 0 */
	assert_string_equal(filter_unmatched(&filter), "mem7");
	mem(7, "mem7");
	assert_string_equal(filter_unmatched(&filter), "mem8");
	mem(8, "mem8");
	assert_null(filter_unmatched(&filter));
}

static void test_numbers(void **state)
{
	const char *bad;

	(void)state;
	assert_int_equal(filter_numbers(&filter, "16,0x20,010,18446744073709551615", &bad), 0);
	assert_true(filter_match_number(&filter, 16));
	assert_true(filter_match_number(&filter, 32));
	assert_true(filter_match_number(&filter, 8));
	assert_false(filter_match_number(&filter, 10));
	assert_string_equal(filter_unmatched(&filter), "18446744073709551615");
	assert_true(filter_match_number(&filter, ULLONG_MAX));
	assert_null(filter_unmatched(&filter));
}

static void test_bad_numbers(void **state)
{
	static const struct {
		const char *text, *bad;
		int rc;
	} cases[] = {
		{ "mem0", "mem0", -EINVAL },
		{ "1,x,2", "x", -EINVAL },
		{ "1,2,0x", "0x", -EINVAL },
		{ "1 -2 3", "-2", -EINVAL },
		{ "1, x", "x", -EINVAL },
		{ "1,18446744073709551616", "18446744073709551616", -ERANGE },
		{ "all", "all", -EINVAL },
		{ "", "", -EINVAL },
		{ ",", ",", -EINVAL },
	};
	const char *bad;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(filter_numbers(&filter, cases[i].text, &bad), cases[i].rc);
		/* The argument, not the rest of the list: a message quotes it. */
		assert_string_equal(bad, cases[i].bad);
		filter_free(&filter);
		assert_null(filter.copy);
	}
}

#define TEST(function) cmocka_unit_test_teardown(function, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_words),
		TEST(test_separators),
		TEST(test_mixed_separators),
		TEST(test_nothing),
		TEST(test_ids),
		TEST(test_other_name),
		TEST(test_all),
		TEST(test_unmatched),
		TEST(test_numbers),
		TEST(test_bad_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
