// SPDX-License-Identifier: GPL-2.0-or-later
/* Bytes to standard output or to a file that appears whole or not at all. */
#include <errno.h>
#include <fcntl.h>
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

/* A new file beside the place of @path, with the rights a new file has. */
static int open_temporary(struct output *output)
{
	mode_t mask = umask(0);

	umask(mask);
	if (asprintf(&output->temporary, "%s.XXXXXX", output->path) < 0) {
		output->temporary = NULL;
		return -1;
	}
	output->fd = mkostemp(output->temporary, O_CLOEXEC);
	if (output->fd < 0) {
		free(output->temporary);
		output->temporary = NULL;
		return -1;
	}
	return fchmod(output->fd, 0666 & ~mask);
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
	if (!path[0]) {
		errno = ENOENT;
		rc = -1;
	} else if (!stat(path, &st) && !S_ISREG(st.st_mode)) {
		output->fd = open(path, O_WRONLY | O_CLOEXEC);
		rc = output->fd < 0 ? -1 : 0;
	} else {
		rc = open_temporary(output);
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

	if (!output->path) {
		output->state = 0;
		return 0;
	}
	if (output->temporary && fsync(output->fd))
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
