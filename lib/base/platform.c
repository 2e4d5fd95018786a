// SPDX-License-Identifier: LGPL-2.1-or-later
/* The rules that hold for every platform: see platform.h. */
#include <errno.h>
#include <time.h>

#include "lib/base/platform.h"

#define SETTLE_LIMIT_MS	5000

int kernel_write(const struct root *root, const char *path, const void *data, size_t len)
{
	if (!platform_is_machine_of(root))
		return -EROFS;
	return platform_write(root, path, data, len);
}

int kernel_write_file(const struct root *root, const char *path, const void *data, size_t len)
{
	if (!platform_is_machine_of(root))
		return -EROFS;
	return platform_write_file(root, path, data, len);
}

int kernel_load_module(const struct root *root, const char *alias)
{
	if (!platform_is_machine_of(root))
		return -EROFS;
	return platform_load_module(alias);
}

void kernel_settle(const struct root *root, const char *bus)
{
	struct timespec pause = { 0 };
	char path[64];

	if (!platform_is_machine_of(root) || path_format(path, sizeof(path), ROOT_BUS_FLUSH, bus))
		return;

	/* A probe may queue uevents, and a udev rule may start a probe. */
	for (int waited = 0, ms = 1; waited < SETTLE_LIMIT_MS; waited += ms) {
		if (platform_write(root, path, "1\n", 2) || platform_udev_is_idle())
			return;
		if (waited)
			ms = ms < 64 ? 2 * ms : ms;
		pause.tv_nsec = ms * 1000000L;
		nanosleep(&pause, NULL);
	}
}
