// SPDX-License-Identifier: GPL-2.0-or-later
/* Get Alert Configuration (lib/cxl/command/alert.c): offsets are those of the specification. */
#include <errno.h>
#include <string.h>

#include "lib/base/bits.h"
#include "lib/base/cleanup.h"
#include "test/double/reply.h"
#include "test/harness/test.h"

#define SIZE	0x10

#define BIT(name, needs)	{ #name, cxl_cmd_alert_config_##name, needs }
#define FIELD(name, needs)	{ #name, cxl_cmd_alert_config_get_##name, needs }

static const struct reply_field fields[] = {
	BIT(life_used_prog_warn_threshold_valid, 1),
	BIT(dev_over_temperature_prog_warn_threshold_valid, 1),
	BIT(dev_under_temperature_prog_warn_threshold_valid, 1),
	BIT(corrected_volatile_mem_err_prog_warn_threshold_valid, 1),
	BIT(corrected_pmem_err_prog_warn_threshold_valid, 1),
	BIT(life_used_prog_warn_threshold_writable, 2),
	BIT(dev_over_temperature_prog_warn_threshold_writable, 2),
	BIT(dev_under_temperature_prog_warn_threshold_writable, 2),
	BIT(corrected_volatile_mem_err_prog_warn_threshold_writable, 2),
	BIT(corrected_pmem_err_prog_warn_threshold_writable, 2),
	FIELD(life_used_crit_alert_threshold, 3),
	FIELD(life_used_prog_warn_threshold, 4),
	FIELD(dev_over_temperature_crit_alert_threshold, 6),
	FIELD(dev_under_temperature_crit_alert_threshold, 8),
	FIELD(dev_over_temperature_prog_warn_threshold, 10),
	FIELD(dev_under_temperature_prog_warn_threshold, 12),
	FIELD(corrected_volatile_mem_err_prog_warn_threshold, 14),
	FIELD(corrected_pmem_err_prog_warn_threshold, 16),
};

#define BYTES	(&fields[10])
#define WORDS	(&fields[12])

static unsigned char reply[SIZE];

static int setup(void **state)
{
	memset(reply, 0, sizeof(reply));
	return reply_begin(state, cxl_cmd_new_get_alert_config);
}

static void submit(void)
{
	reply_submit(reply, sizeof(reply));
}

static void test_bits(void **state)
{
	(void)state;
	for (int bits = 0; bits < 256; bits++) {
		reply[0] = bits;
		reply[1] = ~bits;
		submit();
		for (int i = 0; i < 5; i++) {
			assert_int_equal(fields[i].get(reply_cmd), bits >> i & 1);
			assert_int_equal(fields[5 + i].get(reply_cmd), !(bits >> i & 1));
		}
	}
}

static void test_percent(void **state)
{
	(void)state;
	/* No value means "not implemented" here. */
	for (int percent = 0; percent < 256; percent++) {
		reply[2] = percent;
		reply[3] = 255 - percent;
		submit();
		assert_int_equal(BYTES[0].get(reply_cmd), percent);
		assert_int_equal(BYTES[1].get(reply_cmd), 255 - percent);
	}
}

static void test_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < 6; i++)
		put_le(reply + 4 + 2 * i, 2, 0x1234 + i);
	submit();
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(WORDS[i].get(reply_cmd), 0x1234 + i);
	memset(reply, 0xff, sizeof(reply));
	submit();
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(WORDS[i].get(reply_cmd), 0xffff);
}

/* Unsigned, because a negative number is an error; the cast in the documentation is right. */
static void test_below_zero(void **state)
{
	static const int celsius[] = { -1, -10, -40, -32768, 0, 32767 };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(celsius); i++) {
		for (size_t at = 0; at < 4; at++)
			put_le(reply + 4 + 2 * at, 2, celsius[i]);
		submit();
		for (size_t at = 0; at < 4; at++) {
			assert_int_equal(WORDS[at].get(reply_cmd), celsius[i] & 0xffff);
			assert_int_equal((int16_t)WORDS[at].get(reply_cmd), celsius[i]);
		}
	}
}

static void test_errors(void **state)
{
	(void)state;
	reply_assert_errors(fields, ARRAY_SIZE(fields));
}

static void test_short_reply(void **state)
{
	(void)state;
	reply_assert_short(fields, ARRAY_SIZE(fields), SIZE);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, reply_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_bits),
		TEST(test_percent),
		TEST(test_words),
		TEST(test_below_zero),
		TEST(test_errors),
		TEST(test_short_reply),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
