// SPDX-License-Identifier: GPL-2.0-or-later
/* Bytes to standard output or to a file that appears whole or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "complain.h"
#include "output.h"

static int failed(const struct output *output, int error)
{
	if (output->path)
		complain("cannot write %s: %s", quoted(output->path), strerror(error));
	else
		complain("cannot write to standard output: %s", strerror(error));
	return -error;
}

/* Names to try for the file that is renamed into place. */
#define TRIES 100

/* A file without a name: whatever ends the program, nothing is left behind. */
static int open_unnamed(const char *path)
{
	_cleanup_free_ char *copy = strdup(path);

	return copy ? open(dirname(copy), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666) : -1;
}

/* Call @make with new names beside the place of @path until one was free. */
static int make_temporary(struct output *output, int (*make)(struct output *output))
{
	int rc = -1;

	for (unsigned int i = 0; i < TRIES; i++) {
		if (asprintf(&output->temporary, "%s.%d-%u", output->path, getpid(), i) < 0) {
			output->temporary = NULL;
			errno = ENOMEM;
			return -1;
		}
		rc = make(output);
		if (rc == 0)
			return 0;
		free(output->temporary);
		output->temporary = NULL;
		if (errno != EEXIST)
			break;
	}
	return rc;
}

static int make_named(struct output *output)
{
	output->fd = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	return output->fd < 0 ? -1 : 0;
}

static int give_name(struct output *output)
{
	char link[sizeof("/proc/self/fd/") + 10];

	snprintf(link, sizeof(link), "/proc/self/fd/%d", output->fd);
	return linkat(AT_FDCWD, link, AT_FDCWD, output->temporary, AT_SYMLINK_FOLLOW);
}

/* Not every file system has files without a name. */
static int open_new(struct output *output)
{
	output->fd = open_unnamed(output->path);
	if (output->fd >= 0) {
		output->unnamed = true;
		return 0;
	}
	return make_temporary(output, make_named);
}

int output_open(struct output *output, const char *path)
{
	struct stat st;
	int rc = 0;

	*output = (struct output){ .fd = STDOUT_FILENO, .state = 1 };
	if (!path || !strcmp(path, "-"))
		return 0;
	output->path = path;
	output->fd = -1;
	/* Not lstat(): a link to a file is replaced, one to a device followed. */
	if (!path[0] || path[strlen(path) - 1] == '/') {
		errno = path[0] ? EISDIR : ENOENT;
		rc = -1;
	} else if (!stat(path, &st) && !S_ISREG(st.st_mode)) {
		output->fd = open(path, O_WRONLY | O_CLOEXEC);
		rc = output->fd < 0 ? -1 : 0;
	} else {
		rc = open_new(output);
	}
	if (rc) {
		rc = failed(output, errno);
		output_discard(output);
	}
	return rc;
}

int output_write(struct output *output, const void *data, size_t length)
{
	const char *at = data;
	ssize_t written;

	while (length) {
		written = write(output->fd, at, length);
		if (written < 0 && errno != EINTR)
			return failed(output, errno);
		if (written > 0) {
			at += written;
			length -= written;
		}
	}
	return 0;
}

int output_close(struct output *output)
{
	int rc = 0;

	if (!output->state || !output->path) {
		output->state = 0;
		return 0;
	}
	if ((output->unnamed || output->temporary) && fsync(output->fd))
		rc = failed(output, errno);
	if (rc == 0 && output->unnamed && make_temporary(output, give_name))
		rc = failed(output, errno);
	if (close(output->fd) && rc == 0)
		rc = failed(output, errno);
	output->fd = -1;
	if (rc == 0 && output->temporary && rename(output->temporary, output->path))
		rc = failed(output, errno);
	if (rc == 0) {
		free(output->temporary);
		output->temporary = NULL;
	}
	output_discard(output);
	return rc;
}

void output_discard(struct output *output)
{
	if (!output->state)
		return;
	output->state = 0;
	if (output->path && output->fd >= 0)
		close(output->fd);
	if (output->temporary)
		unlink(output->temporary);
	free(output->temporary);
	output->temporary = NULL;
}
