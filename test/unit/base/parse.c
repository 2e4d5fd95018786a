// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/base/parse.h: whole strings only, limits, and untouched results. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include "lib/base/parse.h"
#include "test/harness/test.h"

#define UNTOUCHED 0x5a5a5a5aULL

struct number_case {
	const char *text;
	int rc;
	unsigned long long value;
};

static char nines[301];		/* 300 digits */
static char zeros_one[302];	/* 300 zeros and a 1 */
static char junk[301];		/* digits with a letter at the end */

static void check(const struct number_case *cases, size_t nr,
		  int (*parse)(const char *text, unsigned long long *value))
{
	for (size_t i = 0; i < nr; i++) {
		unsigned long long value = UNTOUCHED, want;
		int rc = parse(cases[i].text, &value);

		want = cases[i].rc ? UNTOUCHED : cases[i].value;
		if (rc != cases[i].rc || value != want)
			fail_msg("\"%.40s\": %d, %llu instead of %d, %llu", cases[i].text, rc,
				 value, cases[i].rc, want);
	}
}

static void test_u64(void **state)
{
	const struct number_case cases[] = {
		{ "0", 0, 0 },
		{ "1", 0, 1 },
		{ "4294967296", 0, 4294967296ULL },
		{ "18446744073709551615", 0, ULLONG_MAX },
		{ "0xffffffffffffffff", 0, ULLONG_MAX },
		{ "0XFFffFFffFFffFFff", 0, ULLONG_MAX },
		{ "01777777777777777777777", 0, ULLONG_MAX },
		{ "0x0", 0, 0 },
		{ "0x00000000000000000000000001", 0, 1 },
		{ "010", 0, 8 },
		{ "00", 0, 0 },
		{ zeros_one, 0, 1 },
		{ "18446744073709551616", -ERANGE, 0 },
		{ "0x10000000000000000", -ERANGE, 0 },
		{ "02000000000000000000000", -ERANGE, 0 },
		{ "99999999999999999999999999", -ERANGE, 0 },
		{ nines, -ERANGE, 0 },
		{ junk, -EINVAL, 0 },
		{ "18446744073709551616x", -EINVAL, 0 },
		{ "", -EINVAL, 0 },
		{ " ", -EINVAL, 0 },
		{ " 1", -EINVAL, 0 },
		{ "1 ", -EINVAL, 0 },
		{ "\t1", -EINVAL, 0 },
		{ "1\n", -EINVAL, 0 },
		{ "\n", -EINVAL, 0 },
		{ "-", -EINVAL, 0 },
		{ "+", -EINVAL, 0 },
		{ "-1", -EINVAL, 0 },
		{ "+1", -EINVAL, 0 },
		{ "-0", -EINVAL, 0 },
		{ "0x", -EINVAL, 0 },
		{ "0X", -EINVAL, 0 },
		{ "0xg", -EINVAL, 0 },
		{ "x1", -EINVAL, 0 },
		{ "0x 1", -EINVAL, 0 },
		{ "0x-1", -EINVAL, 0 },
		{ "08", -EINVAL, 0 },
		{ "1a", -EINVAL, 0 },
		{ "1.0", -EINVAL, 0 },
		{ "1e3", -EINVAL, 0 },
		{ "1k", -EINVAL, 0 },
		{ "one", -EINVAL, 0 },
		{ "\xb2", -EINVAL, 0 },		/* superscript two: a digit in some locales */
		{ "\xef\xbc\x91", -EINVAL, 0 },	/* a full-width 1 */
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]), parse_u64);
}

static void test_size(void **state)
{
	const struct number_case cases[] = {
		{ "0", 0, 0 },
		{ "010", 0, 10 },
		{ "0x10", 0, 16 },
		{ "1k", 0, 1ULL << 10 },
		{ "1K", 0, 1ULL << 10 },
		{ "3m", 0, 3ULL << 20 },
		{ "3M", 0, 3ULL << 20 },
		{ "256g", 0, 256ULL << 30 },
		{ "256G", 0, 256ULL << 30 },
		{ "16t", 0, 16ULL << 40 },
		{ "16T", 0, 16ULL << 40 },
		{ "0t", 0, 0 },
		{ "0x10k", 0, 16ULL << 10 },
		{ "18446744073709551615", 0, ULLONG_MAX },
		{ "16777215t", 0, 16777215ULL << 40 },
		{ "18014398509481983k", 0, ULLONG_MAX - 1023 },
		{ "16777216t", -ERANGE, 0 },
		{ "18014398509481984k", -ERANGE, 0 },
		{ "18446744073709551616", -ERANGE, 0 },
		{ "99999999999999999999k", -ERANGE, 0 },
		{ nines, -ERANGE, 0 },
		{ "", -EINVAL, 0 },
		{ "k", -EINVAL, 0 },
		{ "0x", -EINVAL, 0 },
		{ "0xk", -EINVAL, 0 },
		{ "1kb", -EINVAL, 0 },
		{ "1KiB", -EINVAL, 0 },
		{ "1kk", -EINVAL, 0 },
		{ "1 k", -EINVAL, 0 },
		{ "1k ", -EINVAL, 0 },
		{ "1p", -EINVAL, 0 },
		{ "1.5g", -EINVAL, 0 },
		{ "-1", -EINVAL, 0 },
		{ "+1", -EINVAL, 0 },
		{ " 1", -EINVAL, 0 },
		{ "99999999999999999999x", -EINVAL, 0 },
		{ "max", -EINVAL, 0 },
	};

	(void)state;
	check(cases, sizeof(cases) / sizeof(cases[0]), parse_size);
}

static void test_int(void **state)
{
	static const struct {
		const char *text;
		int rc, value;
	} cases[] = {
		{ "0", 0, 0 },
		{ "-1", 0, -1 },
		{ "-0", 0, 0 },
		{ "2147483647", 0, INT_MAX },
		{ "-2147483648", 0, INT_MIN },
		{ "010", 0, 10 },
		{ "2147483648", -ERANGE, 0 },
		{ "-2147483649", -ERANGE, 0 },
		{ "4294967296", -ERANGE, 0 },
		{ "18446744073709551615", -ERANGE, 0 },
		{ "-18446744073709551615", -ERANGE, 0 },
		{ "99999999999999999999", -ERANGE, 0 },
		{ nines, -ERANGE, 0 },
		{ "", -EINVAL, 0 },
		{ "-", -EINVAL, 0 },
		{ "--1", -EINVAL, 0 },
		{ "- 1", -EINVAL, 0 },
		{ "+1", -EINVAL, 0 },
		{ " 1", -EINVAL, 0 },
		{ "1 ", -EINVAL, 0 },
		{ "0x1", -EINVAL, 0 },
		{ "1.", -EINVAL, 0 },
		{ "99999999999999999999x", -EINVAL, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int value = -77, rc = parse_int(cases[i].text, &value);

		if (rc != cases[i].rc || value != (rc ? -77 : cases[i].value))
			fail_msg("\"%.40s\": %d, %d", cases[i].text, rc, value);
	}
}

static void test_id(void **state)
{
	static const struct {
		const char *text, *prefix;
		int rc, id;
	} cases[] = {
		{ "mem0", "mem", 0, 0 },
		{ "mem10", "mem", 0, 10 },
		{ "mem2147483647", "mem", 0, INT_MAX },
		{ "7", "", 0, 7 },
		{ "mem2147483648", "mem", -ERANGE, 0 },
		{ "mem99999999999", "mem", -ERANGE, 0 },
		{ "mem", "mem", -EINVAL, 0 },
		{ "mem01", "mem", -EINVAL, 0 },
		{ "mem00", "mem", -EINVAL, 0 },
		{ "mem-1", "mem", -EINVAL, 0 },
		{ "mem+1", "mem", -EINVAL, 0 },
		{ "mem 1", "mem", -EINVAL, 0 },
		{ "mem1 ", "mem", -EINVAL, 0 },
		{ "mem0_bogus", "mem", -EINVAL, 0 },
		{ "mem0x1", "mem", -EINVAL, 0 },
		{ "mem1.0", "mem", -EINVAL, 0 },
		{ "Mem0", "mem", -EINVAL, 0 },
		{ "xmem0", "mem", -EINVAL, 0 },
		{ "memory0", "mem", -EINVAL, 0 },
		{ "me", "mem", -EINVAL, 0 },
		{ "", "mem", -EINVAL, 0 },
		{ "", "", -EINVAL, 0 },
		{ "-1", "", -EINVAL, 0 },
		{ nines, "", -ERANGE, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int id = -77, rc = parse_id(cases[i].text, cases[i].prefix, &id);

		if (rc != cases[i].rc || id != (rc ? -77 : cases[i].id))
			fail_msg("\"%.40s\": %d, %d", cases[i].text, rc, id);
	}
}

static void test_devno(void **state)
{
	static const struct {
		const char *text;
		int rc, major, minor;
	} cases[] = {
		{ "250:0", 0, 250, 0 },
		{ "0:0", 0, 0, 0 },
		{ "010:010", 0, 10, 10 },
		{ "2147483647:2147483647", 0, INT_MAX, INT_MAX },
		{ "2147483648:0", -ERANGE, 0, 0 },
		{ "0:2147483648", -ERANGE, 0, 0 },
		{ "", -EINVAL, 0, 0 },
		{ ":", -EINVAL, 0, 0 },
		{ "250", -EINVAL, 0, 0 },
		{ "250:", -EINVAL, 0, 0 },
		{ ":0", -EINVAL, 0, 0 },
		{ "250:0:", -EINVAL, 0, 0 },
		{ "250:0:0", -EINVAL, 0, 0 },
		{ "250 :0", -EINVAL, 0, 0 },
		{ "250: 0", -EINVAL, 0, 0 },
		{ "250:0\n", -EINVAL, 0, 0 },
		{ "-1:0", -EINVAL, 0, 0 },
		{ "0:-1", -EINVAL, 0, 0 },
		{ "0xfa:0", -EINVAL, 0, 0 },
		{ "a:b", -EINVAL, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int major = -77, minor = -78, rc = parse_devno(cases[i].text, &major, &minor);

		if (rc != cases[i].rc || major != (rc ? -77 : cases[i].major) ||
		    minor != (rc ? -78 : cases[i].minor))
			fail_msg("\"%.40s\": %d, %d:%d", cases[i].text, rc, major, minor);
	}
}

/*
 * A number that is well-formed but too large is -ERANGE, whatever its length, as parse.h documents.
 */
static void test_devno_huge(void **state)
{
	int major = -77, minor = -78;
	char text[700];

	(void)state;
	assert_int_equal(parse_devno("99999999999999999999:0", &major, &minor), -ERANGE);
	assert_int_equal(parse_devno("0:99999999999999999999", &major, &minor), -ERANGE);
	snprintf(text, sizeof(text), "%s:%s", nines, nines);
	assert_int_equal(parse_devno(text, &major, &minor), -ERANGE);
	assert_int_equal(parse_devno("99999999999999999999:x", &major, &minor), -EINVAL);
	assert_int_equal(major, -77);
	assert_int_equal(minor, -78);
}

static void test_log_priority(void **state)
{
	static const struct {
		const char *text;
		int rc, priority;
	} cases[] = {
		{ "err", 0, LOG_ERR },
		{ "error", 0, LOG_ERR },
		{ "info", 0, LOG_INFO },
		{ "notice", 0, LOG_NOTICE },
		{ "debug", 0, LOG_DEBUG },
		{ "debugging", 0, LOG_DEBUG },
		{ "0", 0, 0 },
		{ "7", 0, 7 },
		{ "", -EINVAL, 0 },
		{ "er", -EINVAL, 0 },
		{ "warning", -EINVAL, 0 },
		{ "DEBUG", -EINVAL, 0 },
		{ "7 ", -EINVAL, 0 },
		{ "99999999999", -ERANGE, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int priority = -77, rc = parse_log_priority(cases[i].text, &priority);

		if (rc != cases[i].rc || priority != (rc ? -77 : cases[i].priority))
			fail_msg("\"%s\": %d, %d", cases[i].text, rc, priority);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_u64),
		cmocka_unit_test(test_size),
		cmocka_unit_test(test_int),
		cmocka_unit_test(test_id),
		cmocka_unit_test(test_devno),
		cmocka_unit_test(test_devno_huge),
		cmocka_unit_test(test_log_priority),
	};

	memset(nines, '9', 300);
	memset(junk, '9', 299);
	junk[299] = 'z';
	memset(zeros_one, '0', 300);
	zeros_one[300] = '1';
	return cmocka_run_group_tests(tests, NULL, NULL);
}
