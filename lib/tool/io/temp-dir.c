// SPDX-License-Identifier: GPL-2.0-or-later
/* A private directory that is removed when the program ends: see temp-dir.h. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/tool/io/say.h"
#include "lib/tool/io/temp-dir.h"

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	/* A file that cannot be removed keeps only the directories above it. */
	(void)!remove(path);
	return 0;
}

static void remove_all(const char *path)
{
	nftw(path, remove_one, 32, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

/* The process that waits, in its own session so that signals of the terminal do not reach it. */
static void wait_and_remove(const char *path, int alive)
{
	char byte;
	int null;

	setsid();
	/* A reader of the program's output must not wait for this process. */
	null = open("/dev/null", O_RDWR);
	if (dup2(alive, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0 ||
	    dup2(null, STDERR_FILENO) < 0 || chdir("/"))
		_exit(1);
	closefrom(STDERR_FILENO + 1);
	while (read(STDIN_FILENO, &byte, 1) < 0 && errno == EINTR)
		;
	remove_all(path);
	_exit(0);
}

/* Leaves nothing behind if a signal ends the program between the two steps. */
static int make(struct temp_dir *dir, const char *pattern, int ends[2])
{
	sigset_t all, before;
	int rc = 0;

	dir->path = strdup(pattern);
	if (!dir->path)
		return -ENOMEM;
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	if (mkdtemp(dir->path)) {
		dir->remover = fork();
		if (dir->remover == 0)
			wait_and_remove(dir->path, ends[0]);
		if (dir->remover < 0) {
			rc = -errno;
			rmdir(dir->path);
		}
	} else {
		rc = -errno;
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return rc;
}

#define IN_MEMORY "/dev/shm"

static const char *choose_place(void)
{
	const char *tmp = secure_getenv("TMPDIR");

	if (tmp && tmp[0])
		return tmp;
	return access(IN_MEMORY, R_OK | W_OK | X_OK) ? "/tmp" : IN_MEMORY;
}

int temp_dir_open(struct temp_dir *dir)
{
	const char *place = choose_place();
	_cleanup_free_ char *base = realpath(place, NULL);
	_cleanup_free_ char *pattern = NULL;
	int ends[2], rc;

	*dir = (struct temp_dir){ .fd = -1, .alive = -1 };
	if (!base || asprintf(&pattern, "%s/cxl-XXXXXX", base) < 0)
		pattern = NULL;
	rc = pattern ? 0 : -errno;
	if (rc == 0 && pipe2(ends, O_CLOEXEC))
		rc = -errno;
	if (rc == 0) {
		rc = make(dir, pattern, ends);
		close(ends[0]);
		dir->alive = ends[1];
		if (rc)
			close(ends[1]);
	}
	if (rc) {
		say_error("cannot create a directory in %s: %s", quoted(place), strerror(-rc));
		free(dir->path);
		dir->path = NULL;
		return rc;
	}
	dir->fd = open(dir->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (dir->fd >= 0)
		return 0;
	rc = -errno;
	say_error("cannot open %s: %s", dir->path, strerror(-rc));
	temp_dir_close(dir);
	return rc;
}

void temp_dir_close(struct temp_dir *dir)
{
	if (!dir->path)
		return;
	cleanup_close(&dir->fd);
	close(dir->alive);
	while (waitpid(dir->remover, NULL, 0) < 0 && errno == EINTR)
		;
	free(dir->path);
	*dir = (struct temp_dir){ .fd = -1, .alive = -1 };
}
