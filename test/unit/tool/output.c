// SPDX-License-Identifier: GPL-2.0-or-later
/* Output files (lib/tool/io/output.h): complete or not at all, and the previous file. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/tool/io/output.h"
#include "lib/tool/io/say.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

static struct output output;
static char path[4096];

static int setup(void **state)
{
	say_as("cxl", "read-labels");
	if (tree_setup(state))
		return -1;
	snprintf(path, sizeof(path), "%s/out", tree_root());
	return 0;
}

/* Output functions print errors; captured_err() returns them. */
static int open_quietly(const char *where)
{
	int rc;

	capture_begin();
	rc = output_open(&output, where);
	capture_end();
	return rc;
}

static int write_quietly(const void *data, size_t len)
{
	int rc;

	capture_begin();
	rc = output_write(&output, data, len);
	capture_end();
	return rc;
}

static int close_quietly(void)
{
	int rc;

	capture_begin();
	rc = output_close(&output);
	capture_end();
	return rc;
}

static void assert_content(const char *want)
{
	char buf[256] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t size = read(fd, buf, sizeof(buf) - 1);

	close(fd);
	assert_int_equal(size, strlen(want));
	assert_string_equal(buf, want);
}

/* Names in the directory: nothing temporary may stay. */
static void assert_files(size_t want)
{
	struct dirent *entry;
	DIR *dir = opendir(tree_root());
	size_t nr = 0;

	while ((entry = readdir(dir)))
		nr += entry->d_name[0] != '.';
	closedir(dir);
	assert_int_equal(nr, want);
}

/*
 * A device with a name below /proc: if anything goes wrong, not even root can put a file in its
 * place.
 */
static const char *device(const char *name, int *fd)
{
	static char link[64];

	*fd = open(name, O_WRONLY | O_CLOEXEC);
	assert_true(*fd >= 0);
	snprintf(link, sizeof(link), "/proc/%d/fd/%d", getpid(), *fd);
	return link;
}

static mode_t mode_of(const char *name)
{
	struct stat st;

	assert_int_equal(stat(name, &st), 0);
	return st.st_mode & 07777;
}

static void test_new_file(void **state)
{
	(void)state;
	assert_int_equal(open_quietly(path), 0);
	assert_int_equal(write_quietly("abc", 3), 0);
	assert_int_equal(write_quietly("", 0), 0);
	assert_int_equal(write_quietly("def", 3), 0);
	assert_int_equal(access(path, F_OK), -1);	/* not before it is whole */
	assert_int_equal(close_quietly(), 0);
	assert_content("abcdef");
	assert_files(1);
	output_discard(&output);	/* after the end: harmless */
	assert_content("abcdef");
}

static void test_replace(void **state)
{
	(void)state;
	tree_write("out", "old");
	assert_int_equal(open_quietly(path), 0);
	assert_int_equal(write_quietly("new content", 11), 0);
	assert_content("old");
	assert_int_equal(close_quietly(), 0);
	assert_content("new content");
	assert_files(1);
}

static void test_discard(void **state)
{
	(void)state;
	tree_write("out", "old");
	assert_int_equal(open_quietly(path), 0);
	assert_int_equal(write_quietly("half", 4), 0);
	output_discard(&output);
	assert_content("old");
	assert_files(1);
	output_discard(&output);	/* twice: harmless */
	tree_remove("out");
	assert_int_equal(open_quietly(path), 0);
	output_discard(&output);
	assert_files(0);
}

/* A directory is in its place when everything is written: an error, and nothing else stays. */
static void test_place_taken(void **state)
{
	(void)state;
	assert_int_equal(open_quietly(path), 0);
	assert_int_equal(write_quietly("x", 1), 0);
	tree_folder("out");
	assert_int_equal(close_quietly(), -EISDIR);
	assert_non_null(strstr(captured_err(), "cannot write"));
	assert_files(1);
}

static void test_permissions(void **state)
{
	static const mode_t masks[] = { 022, 077, 0, 027 };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		mode_t before = umask(masks[i]), after;

		assert_int_equal(open_quietly(path), 0);
		assert_int_equal(close_quietly(), 0);
		after = umask(before);
		assert_int_equal(after, masks[i]);	/* left as it was */
		assert_int_equal(mode_of(path), 0666 & ~masks[i]);
		tree_remove("out");
	}
}

/* A replaced file keeps its permissions. */
static void test_old_permissions(void **state)
{
	static const mode_t modes[] = { 0600, 0640, 0666, 0400 };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		if (modes[i] == 0400 && geteuid() != 0)
			continue;	/* must not be written then */
		tree_write("out", "old");
		assert_int_equal(chmod(path, modes[i]), 0);
		assert_int_equal(open_quietly(path), 0);
		assert_int_equal(write_quietly("new", 3), 0);
		assert_int_equal(close_quietly(), 0);
		assert_int_equal(mode_of(path), modes[i]);
		assert_content("new");
		tree_remove("out");
	}
}

static void test_folder(void **state)
{
	(void)state;
	tree_folder("out");
	assert_int_equal(open_quietly(path), -EISDIR);
	assert_non_null(strstr(captured_err(), "out"));
	assert_non_null(strstr(captured_err(), "directory"));
	assert_files(1);
}

static void test_no_folder(void **state)
{
	char missing[8192];

	(void)state;
	snprintf(missing, sizeof(missing), "%s/missing/out", tree_root());
	assert_int_equal(open_quietly(missing), -ENOENT);
	snprintf(missing, sizeof(missing), "%s/", path);
	assert_true(open_quietly(missing) < 0);
	assert_true(open_quietly("") < 0);
	assert_non_null(strstr(captured_err(), "cannot write"));
	assert_files(0);
}

static void test_full_device(void **state)
{
	const char *full;
	int fd;

	(void)state;
	full = device("/dev/full", &fd);
	assert_int_equal(open_quietly(full), 0);
	assert_int_equal(write_quietly("x", 1), -ENOSPC);
	assert_non_null(strstr(captured_err(), full));
	output_discard(&output);
	close(fd);
}

static void test_null_device(void **state)
{
	int fd;

	(void)state;
	assert_int_equal(open_quietly(device("/dev/null", &fd)), 0);
	assert_int_equal(write_quietly("x", 1), 0);
	assert_int_equal(close_quietly(), 0);
	close(fd);
}

static void test_fifo(void **state)
{
	char buf[8] = "";
	struct stat st;
	int reader;

	(void)state;
	tree_fifo("out");
	reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	assert_int_equal(open_quietly(path), 0);
	assert_int_equal(write_quietly("abc", 3), 0);
	assert_int_equal(close_quietly(), 0);
	assert_int_equal(read(reader, buf, sizeof(buf)), 3);
	close(reader);
	assert_int_equal(stat(path, &st), 0);
	assert_true(S_ISFIFO(st.st_mode));
}

/* A link is followed, and stays: to a device, to a file, to a missing file. */
static void test_links(void **state)
{
	struct stat st;
	int fd;

	(void)state;
	tree_link("out", device("/dev/null", &fd));
	assert_int_equal(open_quietly(path), 0);
	assert_int_equal(close_quietly(), 0);
	assert_int_equal(lstat(path, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	close(fd);
	tree_remove("out");
	tree_write("target", "old");
	tree_link("out", "target");
	assert_int_equal(open_quietly(path), 0);
	assert_int_equal(write_quietly("new", 3), 0);
	assert_int_equal(close_quietly(), 0);
	assert_int_equal(lstat(path, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_content("new");
	tree_remove("target");
	assert_int_equal(open_quietly(path), 0);
	assert_int_equal(write_quietly("newer", 5), 0);
	assert_int_equal(close_quietly(), 0);
	assert_int_equal(lstat(path, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_content("newer");
}

/* Both names of a file have the new bytes. */
static void test_hard_link(void **state)
{
	struct stat st;
	char other[PATH_MAX + 8];

	(void)state;
	tree_write("out", "old");
	snprintf(other, sizeof(other), "%s.other", path);
	assert_int_equal(link(path, other), 0);
	assert_int_equal(open_quietly(path), 0);
	assert_int_equal(write_quietly("new", 3), 0);
	assert_int_equal(close_quietly(), 0);
	assert_int_equal(stat(other, &st), 0);
	assert_int_equal(st.st_size, 3);
	assert_int_equal(st.st_nlink, 2);
}

static void test_stdout(void **state)
{
	static const char *const names[] = { NULL, "-" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(open_quietly(names[i]), 0);
		assert_int_equal(write_quietly("bytes\0more", 10), 0);
		assert_memory_equal(captured_out(), "bytes\0more", 10);
		assert_int_equal(close_quietly(), 0);
	}
	assert_true(fcntl(STDOUT_FILENO, F_GETFD) >= 0);	/* not ours to close */
	output_discard(&output);
	assert_true(fcntl(STDOUT_FILENO, F_GETFD) >= 0);
}

static void test_large(void **state)
{
	size_t len = 5 << 20;
	char *bytes = malloc(len);
	struct stat st;

	(void)state;
	memset(bytes, 'x', len);
	assert_int_equal(open_quietly(path), 0);
	assert_int_equal(write_quietly(bytes, len), 0);
	assert_int_equal(close_quietly(), 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, len);
	free(bytes);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, tree_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_new_file),
		TEST(test_replace),
		TEST(test_discard),
		TEST(test_place_taken),
		TEST(test_permissions),
		TEST(test_old_permissions),
		TEST(test_hard_link),
		TEST(test_folder),
		TEST(test_no_folder),
		TEST(test_full_device),
		TEST(test_null_device),
		TEST(test_fifo),
		TEST(test_links),
		TEST(test_stdout),
		TEST(test_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
