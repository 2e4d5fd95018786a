// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/base/platform.h: the rules of kernel_*(), whatever the platform. */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "test/double/platform-fault.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

static struct root *root;
static long long slept_ns;

/* Replaces the C library's function through the linker's --wrap: waits cost nothing. */
int __wrap_nanosleep(const struct timespec *wanted, struct timespec *left);

int __wrap_nanosleep(const struct timespec *wanted, struct timespec *left)
{
	(void)left;
	slept_ns += wanted->tv_sec * 1000000000LL + wanted->tv_nsec;
	return 0;
}

static int setup(void **state)
{
	fault_begin();
	slept_ns = 0;
	return tree_setup(state) || root_new(tree_root(), &root);
}

static int teardown(void **state)
{
	int rc;

	root_free(root);
	rc = tree_teardown(state);
	fault_end();
	return rc;
}

/* A snapshot: nothing reaches the platform. */
static void test_other_machine(void **state)
{
	(void)state;
	fault.other_machine = true;
	assert_int_equal(kernel_write(root, "/sys/bus/cxl/flush", "1", 1), -EROFS);
	assert_int_equal(kernel_write_file(root, "/sys/bus/cxl/flush", "1", 1), -EROFS);
	assert_int_equal(kernel_load_module(root, "cxl:t5"), -EROFS);
	kernel_settle(root, "cxl");
	assert_int_equal(fault_total(), 0);
}

static void test_settle_idle(void **state)
{
	(void)state;
	kernel_settle(root, "cxl");
	assert_int_equal(fault_count(FAULT_WRITE), 1);
	assert_string_equal(fault_op(FAULT_WRITE, 0)->path, "/sys/bus/cxl/flush");
	assert_int_equal(fault_op(FAULT_WRITE, 0)->len, 2);
	assert_memory_equal(fault_op(FAULT_WRITE, 0)->data, "1\n", 2);
	assert_int_equal(slept_ns, 0);
}

/* Flushes again after every wait: a udev rule may have started a probe. */
static void test_settle_busy(void **state)
{
	(void)state;
	fault.udev_busy = 3;
	kernel_settle(root, "cxl");
	assert_int_equal(fault_count(FAULT_WRITE), 4);
	assert_int_equal(slept_ns, (1 + 2 + 4) * 1000000LL);
}

static void test_settle_without_right(void **state)
{
	(void)state;
	fault.udev_busy = -1;
	fault.fail_at = 1;
	fault.error = EACCES;
	kernel_settle(root, "cxl");
	assert_int_equal(fault_count(FAULT_WRITE), 1);
	assert_int_equal(slept_ns, 0);
}

/* A wait always ends: after a callback says so, after 5 seconds, and after the last step. */
static void test_settle_for_ever(void **state)
{
	(void)state;
	fault.udev_busy = -1;
	kernel_settle(root, "cxl");
	assert_in_range(slept_ns, 5000000000LL, 5064000000LL);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_other_machine),
		TEST(test_settle_idle),
		TEST(test_settle_busy),
		TEST(test_settle_without_right),
		TEST(test_settle_for_ever),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
