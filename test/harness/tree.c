// SPDX-License-Identifier: GPL-2.0-or-later
/* A temporary directory that holds a synthetic machine. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test/harness/test.h"
#include "test/harness/tree.h"

static char root[PATH_MAX / 2];

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int remove_tree(void)
{
	int rc = root[0] ? nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT) : 0;

	root[0] = '\0';
	return rc;
}

/* There is no teardown after a failed setup. */
static void remove_at_exit(void)
{
	remove_tree();
}

int tree_setup(void **state)
{
	const char *tmp = getenv("TMPDIR");
	static bool registered;

	(void)state;
	if (!registered && atexit(remove_at_exit))
		return -1;
	registered = true;
	if (remove_tree())
		return -1;
	snprintf(root, sizeof(root), "%s/cxl-unit-XXXXXX", tmp ? tmp : "/tmp");
	return mkdtemp(root) ? 0 : -1;
}

int tree_teardown(void **state)
{
	(void)state;
	return remove_tree();
}

const char *tree_root(void)
{
	return root;
}

const char *tree_path(const char *path)
{
	static char full[PATH_MAX];

	assert_true((size_t)snprintf(full, sizeof(full), "%s/%s", root, path) < sizeof(full));
	return full;
}

/* Makes the directories above @path, which is then tree_path(@path). */
static const char *make_way(const char *path)
{
	char *full = (char *)tree_path(path);

	for (char *slash = full + strlen(root) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		assert_true(mkdir(full, 0755) == 0 || errno == EEXIST);
		*slash = '/';
	}
	return full;
}

void tree_folder(const char *path)
{
	assert_true(mkdir(make_way(path), 0755) == 0 || errno == EEXIST);
}

void tree_bytes(const char *path, const void *bytes, size_t len)
{
	int fd = open(make_way(path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), len);
	close(fd);
}

void tree_write(const char *path, const char *text)
{
	tree_bytes(path, text, strlen(text));
}

void tree_link(const char *path, const char *target)
{
	assert_int_equal(symlink(target, make_way(path)), 0);
}

void tree_fifo(const char *path)
{
	assert_int_equal(mkfifo(make_way(path), 0644), 0);
}

void tree_remove(const char *path)
{
	assert_int_equal(unlink(tree_path(path)), 0);
}

void tree_move(const char *from, const char *to)
{
	char source[PATH_MAX];

	snprintf(source, sizeof(source), "%s", tree_path(from));
	assert_int_equal(rename(source, tree_path(to)), 0);
}
