// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of the label area: from device, kernel or platform, at any step. */
#include <errno.h>
#include <string.h>

#include "test/double/machine.h"
#include "test/harness/commands.h"
#include "test/harness/test.h"

static struct cxl_ctx *ctx;
static struct cxl_memdev *memdev;
static unsigned char labels[4096], buf[4096];

static int setup(void **state)
{
	ctx = machine_begin(state);
	machine_memdev(0, 512, 4096);
	memdev = cxl_memdev_get_first(ctx);
	fault_begin();		/* without the flush for the first question */
	commands_usual();
	return memdev ? 0 : -1;
}

static int teardown(void **state)
{
	return machine_end(state, ctx);
}

static void test_device_refuses(void **state)
{
	(void)state;
	fault_reply(0, labels, 504);
	fault_reply(2, NULL, 0);
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 1200, 0), -ENXIO);
	assert_int_equal(fault_count(FAULT_SEND), 2);
	assert_non_null(strstr(logged(), "invalid input"));
	assert_non_null(strstr(logged(), "mem0"));
	fault_reply(0, NULL, 0);
	fault_reply(7, NULL, 0);
	assert_int_equal(cxl_memdev_write_label(memdev, labels, 1200, 0), -ENXIO);
	assert_int_equal(fault_count(FAULT_SEND), 4);
}

/* A return code from a future specification. */
static void test_unknown_return_code(void **state)
{
	(void)state;
	fault_reply(0xffff, NULL, 0);
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 1, 0), -ENXIO);
	assert_non_null(strstr(logged(), "65535"));
}

static void test_short_reply(void **state)
{
	(void)state;
	fault_reply(0, labels, 504);
	fault_reply(0, labels, 503);
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 1200, 0), -EINVAL);
	assert_int_equal(fault_count(FAULT_SEND), 2);
	assert_non_null(strstr(logged(), "503 of 504"));
	fault_reply(0, NULL, 0);
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 1, 0), -EINVAL);
}

/* Any operation can fail: its errno is returned, nothing more is sent. */
static void every_operation_fails(int (*act)(void))
{
	int nr;

	assert_int_equal(act(), 0);
	nr = fault_total();
	assert_true(nr >= 6);
	for (int at = 1; at <= nr; at++) {
		machine_close(ctx);
		ctx = machine_open();
		memdev = cxl_memdev_get_first(ctx);
		fault_begin();
		commands_usual();
		fault.fail_at = at;
		fault.error = EIO;
		assert_int_equal(act(), -EIO);
		assert_int_equal(fault_total(), at);
		assert_int_equal(fault_nr_open(), 0);
		fault_begin();	/* unused replies are left on purpose */
	}
}

static int read_three(void)
{
	fault_reply(0, labels, 504);
	fault_reply(0, labels + 504, 504);
	fault_reply(0, labels + 1008, 192);
	return cxl_memdev_read_label(memdev, buf, 1200, 0);
}

static int write_three(void)
{
	for (int i = 0; i < 3; i++)
		fault_reply(0, NULL, 0);
	return cxl_memdev_write_label(memdev, labels, 1200, 0);
}

static int zero_three(void)
{
	for (int i = 0; i < 3; i++)
		fault_reply(0, NULL, 0);
	return cxl_memdev_zero_label(memdev, 1200, 0);
}

static void test_read_fails_anywhere(void **state)
{
	(void)state;
	every_operation_fails(read_three);
}

static void test_write_fails_anywhere(void **state)
{
	(void)state;
	every_operation_fails(write_three);
}

static void test_zero_fails_anywhere(void **state)
{
	(void)state;
	every_operation_fails(zero_three);
}

static void test_copy_of_machine(void **state)
{
	(void)state;
	fault.other_machine = true;
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 1, 0), -EROFS);
	assert_int_equal(cxl_memdev_write_label(memdev, buf, 1, 0), -EROFS);
	assert_int_equal(cxl_memdev_zero_label(memdev, 1, 0), -EROFS);
	assert_int_equal(fault_total(), 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_device_refuses),
		TEST(test_unknown_return_code),
		TEST(test_short_reply),
		TEST(test_read_fails_anywhere),
		TEST(test_write_fails_anywhere),
		TEST(test_zero_fails_anywhere),
		TEST(test_copy_of_machine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
