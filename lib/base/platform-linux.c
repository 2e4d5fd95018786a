// SPDX-License-Identifier: LGPL-2.1-or-later
/* The running kernel. The only user of ioctl() and libudev. */
#include <errno.h>
#include <fcntl.h>
#include <libudev.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "lib/base/platform.h"

bool platform_is_machine_of(const struct root *root)
{
	return !root_is_redirected(root);
}

int platform_open(const struct root *root, const struct devnode *node)
{
	char path[128];
	struct stat st;
	int fd, rc;

	rc = path_format(path, sizeof(path), ROOT_DEV, node->name);
	if (rc)
		return rc;
	fd = root_open(root, path, O_RDWR | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return fd;
	if (fstat(fd, &st) || !S_ISCHR(st.st_mode) ||
	    major(st.st_rdev) != (unsigned int)node->major ||
	    minor(st.st_rdev) != (unsigned int)node->minor) {
		close(fd);
		return -ENXIO;
	}
	return fd;
}

int platform_ioctl(int fd, unsigned long request, void *arg)
{
	return ioctl(fd, request, arg) < 0 ? -errno : 0;
}

void platform_close(int fd)
{
	close(fd);
}

int platform_write(const struct root *root, const char *path, const void *data, size_t len)
{
	_cleanup_close_ int fd = root_open(root, path, O_WRONLY);
	ssize_t size;

	if (fd < 0)
		return fd;
	/* One write: an attribute sees each write as a value of its own. */
	size = write(fd, data, len);
	if (size < 0)
		return -errno;
	return (size_t)size == len ? 0 : -EIO;
}

int platform_write_file(const struct root *root, const char *path, const void *data, size_t len)
{
	_cleanup_close_ int fd = root_open(root, path, O_WRONLY);
	ssize_t size;

	if (fd < 0)
		return fd;
	for (const char *rest = data; len; rest += size, len -= size) {
		size = write(fd, rest, len);
		if (size < 0)
			return -errno;
		if (size == 0)
			return -EIO;
	}
	return 0;
}

bool platform_udev_is_idle(void)
{
	struct udev *udev = udev_new();
	struct udev_queue *queue = udev ? udev_queue_new(udev) : NULL;
	bool idle = !queue || udev_queue_get_queue_is_empty(queue);

	udev_queue_unref(queue);
	udev_unref(udev);
	return idle;
}
