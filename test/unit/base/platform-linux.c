// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/base/platform-linux.c, as far as it can be tested without a CXL device. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "lib/base/platform.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

static struct root *copy, *running;

static int setup(void **state)
{
	return tree_setup(state) || root_new(tree_root(), &copy) || root_new(NULL, &running);
}

static int teardown(void **state)
{
	root_free(copy);
	root_free(running);
	return tree_teardown(state);
}

/* A file in a snapshot is not changed. */
static void test_copy_is_refused(void **state)
{
	(void)state;
	tree_write("sys/bus/cxl/flush", "untouched");
	assert_int_equal(kernel_write(copy, "/sys/bus/cxl/flush", "1", 1), -EROFS);
	kernel_settle(copy, "cxl");

	char buf[16] = "";
	int fd = open(tree_path("sys/bus/cxl/flush"), O_RDONLY | O_CLOEXEC);

	assert_int_equal(read(fd, buf, sizeof(buf)), 9);
	close(fd);
	assert_memory_equal(buf, "untouched", 9);
}

/* /dev/null is a character device that always exists, 1:3. */
static void test_numbers_are_checked(void **state)
{
	static const struct devnode wrong[] = {
		{ "null", 1, 4 }, { "null", 2, 3 }, { "null", -1, -1 }, { "null", 259, 3 },
	};
	const struct devnode right = { "null", 1, 3 };
	int fd;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(platform_open(running, &wrong[i]), -ENXIO);
	fd = platform_open(running, &right);
	assert_true(fd >= 0);
	platform_close(fd);
}

static void test_open_fails(void **state)
{
	const struct devnode missing = { "cxl/mem-none", 250, 0 }, folder = { "pts", 1, 3 };
	char name[300];
	struct devnode huge = { name, 1, 3 };

	(void)state;
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	assert_int_equal(platform_open(running, &missing), -ENOENT);
	assert_true(platform_open(running, &folder) < 0);
	assert_int_equal(platform_open(running, &huge), -ENAMETOOLONG);
}

static void test_command_errno(void **state)
{
	const struct devnode node = { "null", 1, 3 };
	int fd = platform_open(running, &node);
	char arg[64] = "";

	(void)state;
	assert_int_equal(platform_ioctl(fd, 0xce01, arg), -ENOTTY);
	platform_close(fd);
	assert_int_equal(platform_ioctl(-1, 0xce01, arg), -EBADF);
}

static void test_write(void **state)
{
	char buf[16] = "";
	int fd;

	(void)state;
	tree_write("attr", "");
	assert_int_equal(platform_write(running, tree_path("attr"), "0x10\n", 5), 0);
	fd = open(tree_path("attr"), O_RDONLY | O_CLOEXEC);
	assert_int_equal(read(fd, buf, sizeof(buf)), 5);
	close(fd);
	assert_memory_equal(buf, "0x10\n", 5);
	assert_int_equal(platform_write(running, tree_path("missing"), "1", 1), -ENOENT);
	assert_int_equal(platform_write(running, tree_root(), "1", 1), -EISDIR);
	assert_int_equal(platform_write(running, "/dev/full", "1", 1), -ENOSPC);
}

/* More than the kernel reads at once from a file: all of it arrives. */
static void test_file_is_written_whole(void **state)
{
	static char image[1 << 20], back[sizeof(image)];
	int fd;

	(void)state;
	for (size_t i = 0; i < sizeof(image); i++)
		image[i] = i * 2654435761U >> 24;
	tree_write("data", "");
	assert_int_equal(platform_write_file(copy, "/data", image, sizeof(image)), 0);
	fd = open(tree_path("data"), O_RDONLY | O_CLOEXEC);
	assert_int_equal(read(fd, back, sizeof(back)), sizeof(back));
	close(fd);
	assert_memory_equal(image, back, sizeof(image));
	assert_int_equal(platform_write_file(copy, "/missing", image, 1), -ENOENT);
	assert_int_equal(kernel_write(copy, "/data", "x", 1), -EROFS);
	assert_int_equal(kernel_write_file(copy, "/data", "x", 1), -EROFS);
}

static void test_modules(void **state)
{
	(void)state;
	assert_int_equal(kernel_load_module(copy, "cxl:t5"), -EROFS);
	/* An alias without a module is nothing to load; a system without modules is an errno. */
	assert_true(kernel_load_module(running, "no-such-bus:none") <= 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_copy_is_refused),
		TEST(test_numbers_are_checked),
		TEST(test_open_fails),
		TEST(test_command_errno),
		TEST(test_write),
		TEST(test_file_is_written_whole),
		TEST(test_modules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
