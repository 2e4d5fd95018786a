// SPDX-License-Identifier: GPL-2.0-or-later
/* Identify (lib/cxl/command/identify.c): accessors of the reply, and their values without one. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/bits.h"
#include "test/double/machine.h"
#include "test/harness/commands.h"
#include "test/harness/test.h"

#define UNIT	(256ULL << 20)

static struct cxl_ctx *ctx;
static struct cxl_memdev *memdev;
static struct cxl_cmd *cmd;
static unsigned char reply[0x43];

static int setup(void **state)
{
	ctx = machine_begin(state);
	machine_memdev(0, 512, 1024);
	memdev = cxl_memdev_get_first(ctx);
	commands_usual();
	cmd = cxl_cmd_new_identify(memdev);
	memset(reply, 0, sizeof(reply));
	return cmd ? 0 : -1;
}

static int teardown(void **state)
{
	cxl_cmd_unref(cmd);
	return machine_end(state, ctx);
}

static void submit(size_t len)
{
	fault_reply(0, reply, len);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
}

/* Offsets are those of the specification, so that a shifted field fails. */
static void test_values(void **state)
{
	char revision[17] = "";

	(void)state;
	memcpy(reply, "BWFW VERSION 00x", 16);
	put_le(reply + 0x10, 8, 0x11);
	put_le(reply + 0x18, 8, 0x22);
	put_le(reply + 0x20, 8, 0x33);
	put_le(reply + 0x28, 8, 0x44);
	put_le(reply + 0x30, 8, 0xffffffffffffffff);	/* event log sizes */
	put_le(reply + 0x38, 4, 0x12345678);
	memset(reply + 0x3c, 0xff, 7);
	submit(sizeof(reply));
	assert_true(cxl_cmd_identify_get_total_size(cmd) == 0x11 * UNIT);
	assert_true(cxl_cmd_identify_get_volatile_only_size(cmd) == 0x22 * UNIT);
	assert_true(cxl_cmd_identify_get_persistent_only_size(cmd) == 0x33 * UNIT);
	assert_true(cxl_cmd_identify_get_partition_align(cmd) == 0x44 * UNIT);
	assert_int_equal(cxl_cmd_identify_get_label_size(cmd), 0x12345678);
	assert_int_equal(cxl_cmd_identify_get_fw_rev(cmd, revision, 16), 0);
	assert_string_equal(revision, "BWFW VERSION 00x");
}

static void test_zero(void **state)
{
	(void)state;
	submit(sizeof(reply));
	assert_true(cxl_cmd_identify_get_total_size(cmd) == 0);
	assert_true(cxl_cmd_identify_get_partition_align(cmd) == 0);
	assert_int_equal(cxl_cmd_identify_get_label_size(cmd), 0);
}

/* A 64-bit number of units is more than 64 bits of bytes. */
static void test_overflow(void **state)
{
	(void)state;
	put_le(reply + 0x10, 8, ULLONG_MAX / UNIT);
	put_le(reply + 0x18, 8, ULLONG_MAX / UNIT + 1);
	put_le(reply + 0x20, 8, ULLONG_MAX);
	submit(sizeof(reply));
	assert_true(cxl_cmd_identify_get_total_size(cmd) == ULLONG_MAX / UNIT * UNIT);
	assert_true(cxl_cmd_identify_get_volatile_only_size(cmd) == ULLONG_MAX);
	assert_true(cxl_cmd_identify_get_persistent_only_size(cmd) == ULLONG_MAX);
}

static void test_fw_rev(void **state)
{
	char revision[20];

	(void)state;
	memset(revision, '#', sizeof(revision));
	memset(reply, 'v', 16);
	submit(sizeof(reply));
	assert_int_equal(cxl_cmd_identify_get_fw_rev(cmd, revision, 4), 0);
	assert_memory_equal(revision, "vvvv################", 20);
	assert_int_equal(cxl_cmd_identify_get_fw_rev(cmd, revision, sizeof(revision)), 0);
	assert_memory_equal(revision, "vvvvvvvvvvvvvvvv####", 20);
	assert_int_equal(cxl_cmd_identify_get_fw_rev(cmd, revision, 0), 0);
	assert_int_equal(cxl_cmd_identify_get_fw_rev(cmd, revision, -1), -EINVAL);
	assert_int_equal(cxl_cmd_identify_get_fw_rev(cmd, NULL, 16), -EINVAL);
}

static void assert_errors(int rc)
{
	char revision[16];

	assert_int_equal(cxl_cmd_identify_get_fw_rev(cmd, revision, 16), rc);
	assert_true(cxl_cmd_identify_get_total_size(cmd) == ULLONG_MAX);
	assert_true(cxl_cmd_identify_get_volatile_only_size(cmd) == ULLONG_MAX);
	assert_true(cxl_cmd_identify_get_persistent_only_size(cmd) == ULLONG_MAX);
	assert_true(cxl_cmd_identify_get_partition_align(cmd) == ULLONG_MAX);
	assert_int_equal((int)cxl_cmd_identify_get_label_size(cmd), rc);
}

static void test_before_submit(void **state)
{
	(void)state;
	assert_errors(-ENXIO);
}

static void test_refused(void **state)
{
	(void)state;
	fault_reply(4, NULL, 0);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_errors(-ENXIO);
}

static void test_submit_failed(void **state)
{
	(void)state;
	fault_reply_errno(EBUSY);
	assert_int_equal(cxl_cmd_submit(cmd), -EBUSY);
	assert_errors(-EBUSY);
	/* A later success is used. */
	put_le(reply + 0x10, 8, 1);
	submit(sizeof(reply));
	assert_true(cxl_cmd_identify_get_total_size(cmd) == UNIT);
}

/* Fields that the reply still contains have values, the others do not. */
static void test_short_reply(void **state)
{
	char revision[16];

	(void)state;
	put_le(reply + 0x10, 8, 1);
	submit(0x18);
	assert_int_equal(cxl_cmd_identify_get_fw_rev(cmd, revision, 16), 0);
	assert_true(cxl_cmd_identify_get_total_size(cmd) == UNIT);
	assert_true(cxl_cmd_identify_get_volatile_only_size(cmd) == ULLONG_MAX);
	assert_int_equal((int)cxl_cmd_identify_get_label_size(cmd), -ENODATA);
	submit(0x17);
	assert_true(cxl_cmd_identify_get_total_size(cmd) == ULLONG_MAX);
	submit(0x3b);
	assert_int_equal((int)cxl_cmd_identify_get_label_size(cmd), -ENODATA);
	submit(0x3c);
	assert_int_equal(cxl_cmd_identify_get_label_size(cmd), 0);
	submit(0);
	assert_errors(-ENODATA);
}

static void test_wrong_command(void **state)
{
	(void)state;
	cxl_cmd_unref(cmd);
	cmd = cxl_cmd_new_read_label(memdev, 0, 0x43);
	assert_errors(-EINVAL);
	submit(sizeof(reply));
	assert_errors(-EINVAL);
}

static void test_no_command(void **state)
{
	char buf[4];

	(void)state;
	assert_true(cxl_cmd_identify_get_total_size(NULL) == ULLONG_MAX);
	assert_int_equal((int)cxl_cmd_identify_get_label_size(NULL), -EINVAL);
	assert_int_equal(cxl_cmd_identify_get_fw_rev(NULL, buf, 4), -EINVAL);
	assert_int_equal(cxl_cmd_read_label_get_payload(NULL, buf, 4), -EINVAL);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_values),
		TEST(test_zero),
		TEST(test_overflow),
		TEST(test_fw_rev),
		TEST(test_before_submit),
		TEST(test_refused),
		TEST(test_submit_failed),
		TEST(test_short_reply),
		TEST(test_wrong_command),
		TEST(test_no_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
