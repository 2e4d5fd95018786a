// SPDX-License-Identifier: GPL-2.0-or-later
/* Bytes to standard output or to a file that appears whole or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/tool/io/output.h"
#include "lib/tool/io/say.h"

static int failed(const struct output *output, int error)
{
	if (output->path)
		say_error("cannot write %s: %s", quoted(output->path), strerror(error));
	else
		say_error("cannot write to standard output: %s", strerror(error));
	return -error;
}

/* Returns the directory of @path, to be freed; NULL: out of memory. */
static char *directory_of(const char *path)
{
	_cleanup_free_ char *copy = strdup(path);

	return copy ? strdup(dirname(copy)) : NULL;
}

/* Checks that the file can be created or replaced, before work is spent on its content. */
static int check_place(const char *path)
{
	_cleanup_free_ char *directory = directory_of(path);

	if (!path[0] || path[strlen(path) - 1] == '/') {
		errno = path[0] ? EISDIR : ENOENT;
		return -1;
	}
	if (!directory || !access(path, W_OK))
		return directory ? 0 : -1;
	return errno == ENOENT ? access(directory, W_OK | X_OK) : -1;
}

int output_open(struct output *output, const char *path)
{
	struct stat st;
	int rc;

	*output = (struct output){ .fd = STDOUT_FILENO, .open = true };
	if (!path || !strcmp(path, "-"))
		return 0;
	output->path = path;
	output->fd = -1;
	if (!stat(path, &st) && !S_ISREG(st.st_mode)) {
		output->fd = open(path, O_WRONLY | O_CLOEXEC);
		rc = output->fd < 0 ? -1 : 0;
	} else {
		rc = check_place(path);
	}
	if (rc) {
		rc = failed(output, errno);
		output_discard(output);
	}
	return rc;
}

static int write_all(int fd, const char *at, size_t length)
{
	ssize_t written;

	while (length) {
		written = write(fd, at, length);
		if (written < 0 && errno != EINTR)
			return -1;
		if (written > 0) {
			at += written;
			length -= written;
		}
	}
	return 0;
}

static int keep(struct output *output, const void *data, size_t length)
{
	char *grown;

	if (length > output->room - output->used) {
		grown = realloc(output->bytes, 2 * output->room + length);
		if (!grown)
			return -1;
		output->bytes = grown;
		output->room = 2 * output->room + length;
	}
	if (length)
		memcpy(output->bytes + output->used, data, length);
	output->used += length;
	return 0;
}

int output_write(struct output *output, const void *data, size_t length)
{
	int rc = output->fd >= 0 ? write_all(output->fd, data, length) : keep(output, data, length);

	return rc ? failed(output, errno) : 0;
}

/* Writes the bytes and the mode to a new file, and syncs it to the disk. */
static int fill(const struct output *output, int fd, const struct stat *old)
{
	mode_t mask = umask(0);

	umask(mask);
	if (fchmod(fd, old ? old->st_mode & 07777 : 0666 & ~mask) ||
	    (old && fchown(fd, old->st_uid, old->st_gid)))
		return -1;
	return write_all(fd, output->bytes, output->used) || fsync(fd) ? -1 : 0;
}

/* Writes a file beside its final name, then renames it. @old: the file that it replaces. */
static int replace(const struct output *output, const struct stat *old)
{
	_cleanup_free_ char *directory = directory_of(output->path), *name = NULL;
	_cleanup_close_ int fd = -1;
	int rc, error;

	if (!directory || asprintf(&name, "%s/.new-XXXXXX", directory) < 0) {
		name = NULL;
		return -1;
	}
	fd = mkostemp(name, O_CLOEXEC);
	if (fd < 0)
		return -1;
	rc = fill(output, fd, old);
	if (rc == 0)
		rc = rename(name, output->path);
	error = errno;
	if (rc)
		unlink(name);
	errno = error;
	return rc;
}

/* Writes in place: a link, a file with several names, a directory that takes no new files. */
static int overwrite(const struct output *output)
{
	_cleanup_close_ int fd = open(output->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	return fd < 0 || write_all(fd, output->bytes, output->used) ? -1 : 0;
}

static int store(const struct output *output)
{
	struct stat old;

	if (lstat(output->path, &old))
		return replace(output, NULL);
	if (!S_ISREG(old.st_mode) || old.st_nlink > 1)
		return overwrite(output);
	if (!replace(output, &old))
		return 0;
	/* EPERM: the owner cannot be kept; EBUSY: a mount point. */
	return errno == EACCES || errno == EPERM || errno == EBUSY ? overwrite(output) : -1;
}

int output_close(struct output *output)
{
	int rc = 0;

	if (!output->open || !output->path)
		rc = 0;
	else if (output->fd < 0)
		rc = store(output);
	else
		rc = close(output->fd);
	if (rc)
		rc = failed(output, errno);
	output->fd = -1;
	output_discard(output);
	return rc;
}

void output_discard(struct output *output)
{
	if (output->open && output->path && output->fd >= 0)
		close(output->fd);
	free(output->bytes);
	*output = (struct output){ .fd = -1 };
}

bool output_has_colours(void)
{
	const char *term = getenv("TERM"), *no = getenv("NO_COLOR");

	return isatty(STDOUT_FILENO) && !(no && no[0]) && term && strcmp(term, "dumb") != 0;
}
