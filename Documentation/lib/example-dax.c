// SPDX-License-Identifier: GPL-2.0-or-later
/* Dax devices, and how much of their memory is online: the example of libdaxctl(3). */
#include <stdio.h>
#include <string.h>

#include <daxctl/libdaxctl.h>

static void show(struct daxctl_dev *dev)
{
	struct daxctl_memory *memory = daxctl_dev_get_memory(dev);
	const char *driver = daxctl_dev_get_driver(dev);
	int online, all;

	printf("%s: %llu MiB, %s", daxctl_dev_get_devname(dev),
	       daxctl_dev_get_size(dev) >> 20, driver ? driver : "no driver");
	if (memory) {
		online = daxctl_memory_is_online(memory);
		all = daxctl_memory_num_sections(memory);
		if (online < 0 || all < 0)
			printf(", memory: %s", strerror(-(online < 0 ? online : all)));
		else
			printf(", %d of %d blocks online", online, all);
	}
	printf("\n");
}

int main(void)
{
	struct daxctl_region *region;
	struct daxctl_dev *dev;
	struct daxctl_ctx *ctx;
	int rc;

	rc = daxctl_new(&ctx);
	if (rc) {
		fprintf(stderr, "cannot start: %s\n", strerror(-rc));
		return 1;
	}
	daxctl_region_foreach(ctx, region)
		daxctl_dev_foreach(region, dev)
			show(dev);
	daxctl_unref(ctx);
	return 0;
}
