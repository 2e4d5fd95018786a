// SPDX-License-Identifier: LGPL-2.1-or-later
/* Waiting until a device that sanitizes itself is done. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <time.h>

#include "lib/base/platform.h"
#include "lib/cxl/internal.h"

/* Longest sleep: should the kernel forget to tell, it is asked so often. */
#define SLICE_MS 1000

static long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* 1: at work; 0: not; -EOPNOTSUPP: cannot be read. */
static int is_at_work(int fd)
{
	char text[64];
	ssize_t len = pread(fd, text, sizeof(text), 0);

	if (len < 0)
		return -EOPNOTSUPP;
	return len >= (ssize_t)strlen("sanitize") && !strncmp(text, "sanitize", strlen("sanitize"));
}

CXL_EXPORT int cxl_memdev_wait_sanitize(struct cxl_memdev *memdev, int timeout_ms)
{
	_cleanup_close_ int fd = -1;
	long long end = now_ms() + timeout_ms, left = SLICE_MS;
	char path[PATH_MAX];
	int rc;

	rc = dev_path(&memdev->dev, "security/state", path, sizeof(path));
	if (rc)
		return rc;
	fd = root_open(memdev->dev.root, path, O_RDONLY);
	if (fd < 0)
		return fd == -ENOENT ? 0 : fd;
	while ((rc = is_at_work(fd)) == 1) {
		struct pollfd event = { .fd = fd, .events = POLLPRI };

		/* A copy does not go on working. */
		if (!platform_is_machine_of(memdev->dev.root))
			return -EROFS;
		if (timeout_ms >= 0)
			left = end - now_ms();
		if (left <= 0)
			return -ETIMEDOUT;
		if (poll(&event, 1, left < SLICE_MS ? (int)left : SLICE_MS) < 0)
			return -errno;
	}
	return rc;
}
