// SPDX-License-Identifier: GPL-2.0-or-later
/* Get Partition Info (lib/cxl/command/partition.c): offsets are those of the specification. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/bits.h"
#include "test/double/reply.h"
#include "test/harness/test.h"

#define SIZE	0x20
#define UNIT	(256ULL << 20)

static unsigned long long (*const get[])(struct cxl_cmd *cmd) = {
	cxl_cmd_partition_get_active_volatile_size,
	cxl_cmd_partition_get_active_persistent_size,
	cxl_cmd_partition_get_next_volatile_size,
	cxl_cmd_partition_get_next_persistent_size,
};

static unsigned char reply[SIZE];

static int setup(void **state)
{
	memset(reply, 0, sizeof(reply));
	return reply_begin(state, cxl_cmd_new_get_partition);
}

static void assert_none(struct cxl_cmd *cmd)
{
	for (size_t i = 0; i < 4; i++)
		assert_true(get[i](cmd) == ULLONG_MAX);
}

static void test_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < 4; i++)
		put_le(reply + 8 * i, 8, 0x11 + i);
	reply_submit(reply, SIZE);
	for (size_t i = 0; i < 4; i++)
		assert_true(get[i](reply_cmd) == (0x11 + i) * UNIT);
}

/* A 64-bit number of units is more than 64 bits of bytes. */
static void test_limits(void **state)
{
	(void)state;
	put_le(reply, 8, 0);
	put_le(reply + 8, 8, ULLONG_MAX / UNIT);
	put_le(reply + 16, 8, ULLONG_MAX / UNIT + 1);
	put_le(reply + 24, 8, ULLONG_MAX);
	reply_submit(reply, SIZE);
	assert_true(get[0](reply_cmd) == 0);
	assert_true(get[1](reply_cmd) == ULLONG_MAX / UNIT * UNIT);
	assert_true(get[2](reply_cmd) == ULLONG_MAX);
	assert_true(get[3](reply_cmd) == ULLONG_MAX);
}

static void test_errors(void **state)
{
	struct cxl_cmd *other = cxl_cmd_new_get_health_info(reply_memdev);

	(void)state;
	assert_none(reply_cmd);
	fault_reply(4, NULL, 0);
	assert_int_equal(cxl_cmd_submit(reply_cmd), 0);
	assert_none(reply_cmd);
	fault_reply_errno(EBUSY);
	assert_int_equal(cxl_cmd_submit(reply_cmd), -EBUSY);
	assert_none(reply_cmd);
	assert_none(NULL);
	fault_reply(0, reply, 0x12);
	assert_int_equal(cxl_cmd_submit(other), 0);
	assert_none(other);
	cxl_cmd_unref(other);
}

static void test_short_reply(void **state)
{
	(void)state;
	for (size_t len = 0; len <= SIZE; len++) {
		reply_submit(reply, len);
		for (size_t i = 0; i < 4; i++)
			assert_true(get[i](reply_cmd) == (len < 8 * (i + 1) ? ULLONG_MAX : 0));
	}
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, reply_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_values),
		TEST(test_limits),
		TEST(test_errors),
		TEST(test_short_reply),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
