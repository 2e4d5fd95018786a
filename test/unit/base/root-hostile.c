// SPDX-License-Identifier: GPL-2.0-or-later
/* A snapshot from an unknown source must not reach out of its directory. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/root.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

/* The root is "copy" in the tree; "secret" beside it must never be visible. */
static struct root *root;

static int setup(void **state)
{
	if (tree_setup(state))
		return -1;
	tree_write("secret", "secret\n");
	tree_write("etc/passwd", "secret\n");
	tree_write("copy/sys/inside", "inside\n");
	return root_new(tree_path("copy"), &root);
}

static int teardown(void **state)
{
	root_free(root);
	return tree_teardown(state);
}

static void assert_unreadable(const char *path)
{
	char buf[256];

	assert_true(root_read(root, path, buf, sizeof(buf)) < 0);
	assert_false(root_exists(root, path));
	assert_true(root_open(root, path, O_RDONLY) < 0);
	assert_true(root_resolve(root, path, buf, sizeof(buf)) < 0);
}

static void assert_inside(const char *path)
{
	char buf[256];

	assert_int_equal(root_read(root, path, buf, sizeof(buf)), 6);
	assert_string_equal(buf, "inside");
	assert_int_equal(root_resolve(root, path, buf, sizeof(buf)), 0);
	assert_string_equal(buf, "/sys/inside");
}

static void test_absolute(void **state)
{
	(void)state;
	tree_link("copy/sys/to-passwd", "/etc/passwd");
	assert_unreadable("/sys/to-passwd");
	tree_link("copy/sys/to-secret", tree_path("secret"));
	assert_unreadable("/sys/to-secret");
	/* An absolute link is relative to the recorded machine. */
	tree_link("copy/sys/to-inside", "/sys/inside");
	assert_inside("/sys/to-inside");
}

static void test_dots(void **state)
{
	(void)state;
	tree_link("copy/sys/up", "../../secret");
	assert_unreadable("/sys/up");
	tree_link("copy/sys/far-up", "../../../../../../../../../../../../../../../../etc/passwd");
	assert_unreadable("/sys/far-up");
	/* The parent of the root is the root, as on the recorded machine. */
	tree_link("copy/sys/up-and-in", "../../../../sys/inside");
	assert_inside("/sys/up-and-in");
	assert_inside("/../../sys/inside");
	assert_unreadable("/../secret");
	assert_unreadable("/sys/../../secret");
}

static void test_folder_links(void **state)
{
	(void)state;
	tree_link("copy/sys/out", "../..");
	assert_unreadable("/sys/out/secret");
	tree_link("copy/sys/abs", "/");
	assert_inside("/sys/abs/sys/inside");
	assert_unreadable("/sys/abs/secret");
	tree_link("copy/proc", "/proc");
	assert_unreadable("/proc/version");
	assert_unreadable("/proc");
}

static void test_loops(void **state)
{
	char buf[256];

	(void)state;
	tree_link("copy/sys/self", "self");
	tree_link("copy/sys/a", "b");
	tree_link("copy/sys/b", "a");
	tree_link("copy/sys/deep", "deep/deep");
	assert_int_equal(root_read(root, "/sys/self", buf, sizeof(buf)), -ELOOP);
	assert_int_equal(root_read(root, "/sys/a", buf, sizeof(buf)), -ELOOP);
	assert_int_equal(root_resolve(root, "/sys/b", buf, sizeof(buf)), -ELOOP);
	assert_unreadable("/sys/deep");
	assert_unreadable("/sys/self");
}

/* A chain of 100 links ends somewhere: the kernel follows at most 40. */
static void test_long_chain(void **state)
{
	char name[32], target[32];

	(void)state;
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "copy/sys/l%d", i);
		snprintf(target, sizeof(target), "l%d", i + 1);
		tree_link(name, i < 99 ? target : "inside");
	}
	assert_unreadable("/sys/l0");
	assert_inside("/sys/l80");
}

/* Magic links can lead anywhere, whatever their text. */
static void test_magic_links(void **state)
{
	static const char *const magic[] = {
		"/proc/self/root/etc/passwd", "/proc/self/cwd", "/proc/self/exe", "/proc/self/fd/0",
		"/proc/1/root",
	};
	char name[64];

	(void)state;
	for (size_t i = 0; i < sizeof(magic) / sizeof(magic[0]); i++) {
		snprintf(name, sizeof(name), "copy/sys/magic%zu", i);
		tree_link(name, magic[i]);
		assert_unreadable(name + strlen("copy"));
	}
}

/* The root is /proc itself: its content is magic, not a snapshot. */
static void test_root_with_magic(void **state)
{
	struct root *proc;
	char buf[256];

	(void)state;
	assert_int_equal(root_new("/proc/self", &proc), 0);
	assert_true(root_read(proc, "/exe", buf, sizeof(buf)) < 0);
	assert_true(root_read(proc, "/cwd/x", buf, sizeof(buf)) < 0);
	assert_true(root_read(proc, "/root/etc/passwd", buf, sizeof(buf)) < 0);
	assert_false(root_exists(proc, "/root/etc"));
	root_free(proc);
}

/* readlink() returns the text of a link, wherever it leads. */
static void test_readlink(void **state)
{
	char buf[256], longest[PATH_MAX], small[4];

	(void)state;
	tree_link("copy/sys/out", "/etc/passwd");
	assert_int_equal(root_readlink(root, "/sys/out", buf, sizeof(buf)), 11);
	assert_string_equal(buf, "/etc/passwd");
	assert_int_equal(root_readlink(root, "/sys/out", small, sizeof(small)), -ERANGE);
	assert_int_equal(root_readlink(root, "/sys/out", buf, 11), -ERANGE);
	assert_int_equal(root_readlink(root, "/sys/out", buf, 12), 11);
	assert_int_equal(root_readlink(root, "/sys/missing", buf, sizeof(buf)), -ENOENT);
	assert_true(root_readlink(root, "/sys/inside", buf, sizeof(buf)) < 0);
	assert_true(root_readlink(root, "/sys", buf, sizeof(buf)) < 0);

	memset(longest, 'x', sizeof(longest));
	longest[4000] = '\0';
	tree_link("copy/sys/long", longest);
	assert_int_equal(root_readlink(root, "/sys/long", buf, sizeof(buf)), -ERANGE);
	assert_unreadable("/sys/long");
}

/* Names end inside the root: the root's own path is not part of them. */
static void test_resolve(void **state)
{
	char buf[256];

	(void)state;
	assert_int_equal(root_resolve(root, "/", buf, sizeof(buf)), 0);
	assert_string_equal(buf, "/");
	tree_folder("copy/sys/devices/a");
	tree_link("copy/sys/bus/cxl/a", "../../devices/a");
	assert_int_equal(root_resolve(root, "/sys/bus/cxl/a", buf, sizeof(buf)), 0);
	assert_string_equal(buf, "/sys/devices/a");
	assert_int_equal(root_resolve(root, "/sys/bus/cxl/a", buf, 8), -ENAMETOOLONG);
	assert_int_equal(root_resolve(root, "/sys/bus/missing", buf, sizeof(buf)), -ENOENT);
}

/* Device nodes and FIFOs in a snapshot are not opened: that could hang or act. */
static void test_special_files(void **state)
{
	char buf[256];

	(void)state;
	tree_fifo("copy/sys/fifo");
	assert_int_equal(root_read(root, "/sys/fifo", buf, sizeof(buf)), -EINVAL);
	tree_link("copy/sys/tty", "/dev/tty");
	assert_unreadable("/sys/tty");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_absolute),
		TEST(test_dots),
		TEST(test_folder_links),
		TEST(test_loops),
		TEST(test_long_chain),
		TEST(test_magic_links),
		TEST(test_root_with_magic),
		TEST(test_readlink),
		TEST(test_resolve),
		TEST(test_special_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
