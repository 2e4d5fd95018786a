// SPDX-License-Identifier: GPL-2.0-or-later
/* A folder that is gone when the program is: see private-folder.h. */
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
	/* What cannot be removed keeps the folders above it, and nothing else. */
	(void)!remove(path);
	return 0;
}

static void remove_all(const char *path)
{
	nftw(path, remove_one, 32, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

/* The process that waits: in a session of its own, where no terminal's signal reaches it. */
static void wait_and_remove(const char *path, int alive)
{
	char byte;
	int null;

	setsid();
	/* Who waits for the end of what the program prints must not wait for this. */
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

/* Nothing is left if a signal ends the program between the two steps. */
static int make(struct private_folder *folder, const char *pattern, int ends[2])
{
	sigset_t all, before;
	int rc = 0;

	folder->path = strdup(pattern);
	if (!folder->path)
		return -ENOMEM;
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	if (mkdtemp(folder->path)) {
		folder->remover = fork();
		if (folder->remover == 0)
			wait_and_remove(folder->path, ends[0]);
		if (folder->remover < 0) {
			rc = -errno;
			rmdir(folder->path);
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

int private_folder_open(struct private_folder *folder)
{
	const char *place = choose_place();
	_cleanup_free_ char *base = realpath(place, NULL);
	_cleanup_free_ char *pattern = NULL;
	int ends[2], rc;

	*folder = (struct private_folder){ .fd = -1, .alive = -1 };
	if (!base || asprintf(&pattern, "%s/cxl-XXXXXX", base) < 0)
		pattern = NULL;
	rc = pattern ? 0 : -errno;
	if (rc == 0 && pipe2(ends, O_CLOEXEC))
		rc = -errno;
	if (rc == 0) {
		rc = make(folder, pattern, ends);
		close(ends[0]);
		folder->alive = ends[1];
		if (rc)
			close(ends[1]);
	}
	if (rc) {
		say_error("cannot make a folder in %s: %s", quoted(place), strerror(-rc));
		free(folder->path);
		folder->path = NULL;
		return rc;
	}
	folder->fd = open(folder->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder->fd >= 0)
		return 0;
	rc = -errno;
	say_error("cannot open %s: %s", folder->path, strerror(-rc));
	private_folder_close(folder);
	return rc;
}

void private_folder_close(struct private_folder *folder)
{
	if (!folder->path)
		return;
	cleanup_close(&folder->fd);
	close(folder->alive);
	while (waitpid(folder->remover, NULL, 0) < 0 && errno == EINTR)
		;
	free(folder->path);
	*folder = (struct private_folder){ .fd = -1, .alive = -1 };
}
