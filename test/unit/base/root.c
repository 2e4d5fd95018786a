// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/base/root.h: reading files, directories and mounts below a root. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/base/root.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

static struct root *root;

static int setup(void **state)
{
	return tree_setup(state) || root_new(tree_root(), &root);
}

static int teardown(void **state)
{
	root_free(root);
	return tree_teardown(state);
}

static void test_new(void **state)
{
	static const char *const running[] = { NULL, "", "/" };
	struct root *other = (void *)&other;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(root_new(running[i], &other), 0);
		assert_false(root_is_redirected(other));
		root_free(other);
	}
	assert_true(root_is_redirected(root));
	root_free(NULL);

	other = NULL;
	assert_int_equal(root_new(tree_path("missing"), &other), -ENOENT);
	tree_write("file", "text");
	assert_int_equal(root_new(tree_path("file"), &other), -ENOTDIR);
	assert_int_equal(root_new(tree_path("file/below"), &other), -ENOTDIR);
	tree_link("loop", "loop");
	assert_int_equal(root_new(tree_path("loop"), &other), -ELOOP);
	assert_null(other);
}

/* The name of a root may be a link, or end in slashes. */
static void test_new_by_link(void **state)
{
	struct root *other;
	char buf[256];

	(void)state;
	tree_write("real/sys/a", "1\n");
	tree_link("link", "real");
	assert_int_equal(root_new(tree_path("link//"), &other), 0);
	assert_int_equal(root_read(other, "/sys/a", buf, sizeof(buf)), 1);
	assert_int_equal(root_resolve(other, "/sys/a", buf, sizeof(buf)), 0);
	assert_string_equal(buf, "/sys/a");
	root_free(other);
}

static void test_read(void **state)
{
	char buf[16];

	(void)state;
	tree_write("a", "12345\n");
	assert_int_equal(root_read(root, "/a", buf, sizeof(buf)), 5);
	assert_string_equal(buf, "12345");

	tree_write("a", "12345");
	assert_int_equal(root_read(root, "/a", buf, sizeof(buf)), 5);
	assert_string_equal(buf, "12345");

	tree_write("a", "1\n\n");	/* one newline, not two */
	assert_int_equal(root_read(root, "/a", buf, sizeof(buf)), 2);
	assert_string_equal(buf, "1\n");

	tree_write("a", "\n");
	assert_int_equal(root_read(root, "/a", buf, sizeof(buf)), 0);
	assert_string_equal(buf, "");

	tree_write("a", "");
	assert_int_equal(root_read(root, "/a", buf, sizeof(buf)), 0);
	assert_string_equal(buf, "");
}

static void test_read_size(void **state)
{
	char big[5000], buf[4096];

	(void)state;
	memset(big, 'x', sizeof(big));
	tree_bytes("a", big, sizeof(buf) - 1);
	assert_int_equal(root_read(root, "/a", buf, sizeof(buf)), sizeof(buf) - 1);
	assert_int_equal(strlen(buf), sizeof(buf) - 1);
	tree_bytes("a", big, sizeof(buf));
	assert_int_equal(root_read(root, "/a", buf, sizeof(buf)), -EFBIG);
	tree_bytes("a", big, sizeof(big));
	assert_int_equal(root_read(root, "/a", buf, sizeof(buf)), -EFBIG);
	tree_write("a", "");
	assert_int_equal(root_read(root, "/a", buf, 1), 0);
	tree_write("a", "1");
	assert_int_equal(root_read(root, "/a", buf, 1), -EFBIG);
}

static void test_read_nul(void **state)
{
	char buf[16];

	(void)state;
	tree_bytes("a", "1\0002\n", 4);
	assert_int_equal(root_read(root, "/a", buf, sizeof(buf)), -EILSEQ);
	tree_bytes("a", "\0", 1);
	assert_int_equal(root_read(root, "/a", buf, sizeof(buf)), -EILSEQ);
	tree_bytes("a", "1\n\0", 3);
	assert_int_equal(root_read(root, "/a", buf, sizeof(buf)), -EILSEQ);
}

static void test_read_not_a_file(void **state)
{
	char buf[16];

	(void)state;
	assert_int_equal(root_read(root, "/missing", buf, sizeof(buf)), -ENOENT);
	assert_int_equal(root_read(root, "/missing/below", buf, sizeof(buf)), -ENOENT);
	tree_folder("directory");
	assert_true(root_read(root, "/directory", buf, sizeof(buf)) < 0);
	tree_write("file", "1");
	assert_int_equal(root_read(root, "/file/below", buf, sizeof(buf)), -ENOTDIR);
	/* Would block forever, or until a program writes. */
	tree_fifo("fifo");
	assert_true(root_read(root, "/fifo", buf, sizeof(buf)) < 0);
	tree_link("to-fifo", "fifo");
	assert_true(root_read(root, "/to-fifo", buf, sizeof(buf)) < 0);
}

static void test_exists(void **state)
{
	(void)state;
	tree_write("sys/a", "1");
	tree_link("dangling", "missing");
	tree_fifo("fifo");
	assert_true(root_exists(root, "/sys"));
	assert_true(root_exists(root, "/sys/a"));
	assert_true(root_exists(root, "/fifo"));
	assert_false(root_exists(root, "/sys/b"));
	assert_false(root_exists(root, "/sys/a/b"));
	assert_false(root_exists(root, "/dangling"));
}

struct names {
	size_t nr;
	bool seen_a, seen_b, seen_hidden, seen_dots;
	int stop;
};

static int note(const char *name, void *data)
{
	struct names *names = data;

	names->nr++;
	names->seen_a |= !strcmp(name, "a");
	names->seen_b |= !strcmp(name, "b");
	names->seen_hidden |= !strcmp(name, ".hidden");
	names->seen_dots |= !strcmp(name, ".") || !strcmp(name, "..");
	return names->stop;
}

static void test_list(void **state)
{
	struct names names = { 0 };

	(void)state;
	tree_write("sys/a", "");
	tree_folder("sys/b");
	tree_write("sys/.hidden", "");
	assert_int_equal(root_list(root, "/sys", note, &names), 0);
	assert_int_equal(names.nr, 3);
	assert_true(names.seen_a && names.seen_b && names.seen_hidden);
	assert_false(names.seen_dots);

	names = (struct names){ .stop = 7 };
	assert_int_equal(root_list(root, "/sys", note, &names), 7);
	assert_int_equal(names.nr, 1);

	names = (struct names){ 0 };
	tree_folder("empty");
	assert_int_equal(root_list(root, "/empty", note, &names), 0);
	assert_int_equal(root_list(root, "/missing", note, &names), -ENOENT);
	assert_int_equal(root_list(root, "/sys/a", note, &names), -ENOTDIR);
	assert_int_equal(names.nr, 0);
}

static void test_find_mount(void **state)
{
	char buf[64], line[9000];

	(void)state;
	assert_int_equal(root_find_mount(root, "debugfs", buf, sizeof(buf)), -ENOENT);
	tree_write("proc/mounts", "");
	assert_int_equal(root_find_mount(root, "debugfs", buf, sizeof(buf)), -ENOENT);
	tree_write("proc/mounts", "proc /proc proc rw 0 0\n"
				  "debugfs /not/this tmpfs rw 0 0\n"
				  "none /sys/kernel/debug debugfs rw,nosuid 0 0\n"
				  "none /second debugfs rw 0 0\n");
	assert_int_equal(root_find_mount(root, "debugfs", buf, sizeof(buf)), 0);
	assert_string_equal(buf, "/sys/kernel/debug");
	assert_int_equal(root_find_mount(root, "debug", buf, sizeof(buf)), -ENOENT);
	assert_int_equal(root_find_mount(root, "debugfs", buf, 5), -ENAMETOOLONG);

	tree_write("proc/mounts", "none /with\\040blank debugfs rw 0 0\n");
	assert_int_equal(root_find_mount(root, "debugfs", buf, sizeof(buf)), 0);
	assert_string_equal(buf, "/with blank");

	/* Lines of any length, missing fields, no newline: no harm. */
	memset(line, 'x', sizeof(line));
	line[sizeof(line) - 1] = '\0';
	tree_write("proc/mounts", line);
	assert_int_equal(root_find_mount(root, "debugfs", buf, sizeof(buf)), -ENOENT);
	tree_write("proc/mounts", "none\nnone /x\n\n# debugfs\nnone /sys debugfs");
	assert_int_equal(root_find_mount(root, "debugfs", buf, sizeof(buf)), 0);
	assert_string_equal(buf, "/sys");
}

static void test_find_mount_not_a_file(void **state)
{
	char buf[64];

	(void)state;
	tree_fifo("proc/mounts");
	assert_true(root_find_mount(root, "debugfs", buf, sizeof(buf)) < 0);
	tree_remove("proc/mounts");
	tree_folder("proc/mounts");
	assert_true(root_find_mount(root, "debugfs", buf, sizeof(buf)) < 0);
}

static void test_path(void **state)
{
	char buf[8];

	(void)state;
	assert_int_equal(path_format(buf, sizeof(buf), "%s", "1234567"), 0);
	assert_string_equal(buf, "1234567");
	assert_int_equal(path_format(buf, sizeof(buf), "%s", "12345678"), -ENAMETOOLONG);
	assert_int_equal(path_format(buf, sizeof(buf), "%s", ""), 0);
	assert_string_equal(path_name("/a/b"), "b");
	assert_string_equal(path_name("b"), "b");
	assert_string_equal(path_name("/a/"), "");
	assert_string_equal(path_name(""), "");
}

/* The running system: the same functions without a prefix. */
static void test_running_system(void **state)
{
	struct root *system;
	char buf[4096];

	(void)state;
	assert_int_equal(root_new(NULL, &system), 0);
	assert_true(root_read(system, "/proc/sys/kernel/ostype", buf, sizeof(buf)) == 5);
	assert_string_equal(buf, "Linux");
	tree_write("x", "1\n");
	assert_int_equal(root_read(system, tree_path("x"), buf, sizeof(buf)), 1);
	assert_true(root_exists(system, tree_path("x")));
	assert_false(root_exists(system, tree_path("y")));
	tree_link("l", "x");
	assert_int_equal(root_readlink(system, tree_path("l"), buf, sizeof(buf)), 1);
	assert_int_equal(root_readlink(system, tree_path("x"), buf, sizeof(buf)), -EINVAL);
	assert_int_equal(root_resolve(system, tree_path("l"), buf, sizeof(buf)), 0);
	assert_string_equal(path_name(buf), "x");
	assert_int_equal(root_resolve(system, tree_path("y"), buf, sizeof(buf)), -ENOENT);
	root_free(system);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_new),
		TEST(test_new_by_link),
		TEST(test_read),
		TEST(test_read_size),
		TEST(test_read_nul),
		TEST(test_read_not_a_file),
		TEST(test_exists),
		TEST(test_list),
		TEST(test_find_mount),
		TEST(test_find_mount_not_a_file),
		TEST(test_path),
		TEST(test_running_system),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
