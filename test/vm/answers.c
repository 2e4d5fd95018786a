// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Answers of a device that the emulated one does not give: preloaded (LD_PRELOAD)
 * into any program that sends mailbox commands, ours or another. The folder
 * $CXL_ANSWERS has one file for each command to be answered, named after its id:
 * "7" is the reply to command 7; "7.retval" and "7.errno", if they exist, hold the
 * return code of the device and the errno of the kernel. Everything else goes to
 * the real driver.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/cxl_mem.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The bytes of <folder>/<id><suffix>; negative when there is no such file. */
static ssize_t read_answer(unsigned int id, const char *suffix, void *buf, size_t len)
{
	const char *folder = getenv("CXL_ANSWERS");
	char path[4096];
	ssize_t size;
	int fd;

	if (!folder)
		return -1;
	snprintf(path, sizeof(path), "%s/%u%s", folder, id, suffix);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	size = read(fd, buf, len);
	close(fd);
	return size;
}

static int read_number(unsigned int id, const char *suffix)
{
	char text[16] = "";

	return read_answer(id, suffix, text, sizeof(text) - 1) < 0 ? 0 : atoi(text);
}

/* 0: answered; -1: errno; 1: not one of ours. */
static int answer(struct cxl_send_command *send)
{
	ssize_t size;
	int error = read_number(send->id, ".errno");

	if (error) {
		errno = error;
		return -1;
	}
	size = read_answer(send->id, "", (void *)(unsigned long)send->out.payload, send->out.size);
	if (size < 0)
		return 1;
	send->out.size = size;
	send->retval = read_number(send->id, ".retval");
	return 0;
}

int ioctl(int fd, unsigned long request, ...)
{
	va_list args;
	void *arg;
	int rc;

	va_start(args, request);
	arg = va_arg(args, void *);
	va_end(args);
	/* The kernel looks at 32 bits, and some callers pass a negative int. */
	if ((unsigned int)request == CXL_MEM_SEND_COMMAND) {
		rc = answer(arg);
		if (rc <= 0)
			return rc;
	}
	return syscall(SYS_ioctl, fd, request, arg);
}
