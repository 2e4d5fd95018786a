// SPDX-License-Identifier: GPL-2.0-or-later
/* Captures the output of code under test. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "test/harness/capture.h"

#define CAPTURE_MAX (1 << 20)

static struct stream {
	int saved, file;
	char text[CAPTURE_MAX];
} out, err;

/* Not assertions: the caller has no stderr to print to. */
static void must(int ok)
{
	if (!ok)
		abort();
}

static void divert(struct stream *stream, int fd)
{
	stream->saved = dup(fd);
	stream->file = memfd_create("capture", MFD_CLOEXEC);
	must(stream->saved >= 0 && stream->file >= 0 && dup2(stream->file, fd) == fd);
}

static void restore(struct stream *stream, int fd)
{
	ssize_t size = pread(stream->file, stream->text, CAPTURE_MAX - 1, 0);

	must(size >= 0 && dup2(stream->saved, fd) == fd);
	stream->text[size] = '\0';
	close(stream->saved);
	close(stream->file);
}

void capture_begin(void)
{
	fflush(NULL);
	divert(&out, STDOUT_FILENO);
	divert(&err, STDERR_FILENO);
}

void capture_end(void)
{
	fflush(NULL);
	restore(&out, STDOUT_FILENO);
	restore(&err, STDERR_FILENO);
}

const char *captured_out(void)
{
	return out.text;
}

const char *captured_err(void)
{
	return err.text;
}
