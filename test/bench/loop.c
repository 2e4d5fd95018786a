// SPDX-License-Identifier: GPL-2.0-or-later
/* A user of libcxl: "names" asks every memdev for its name, "all" for all that it tells. */
#include <cxl/libcxl.h>
#include <stdio.h>
#include <string.h>

static unsigned long long ask(struct cxl_memdev *memdev)
{
	unsigned long long sum = 0;

	sum += cxl_memdev_get_id(memdev) + cxl_memdev_get_major(memdev);
	sum += cxl_memdev_get_minor(memdev) + cxl_memdev_get_numa_node(memdev);
	sum += cxl_memdev_get_pmem_size(memdev) + cxl_memdev_get_ram_size(memdev);
	sum += cxl_memdev_get_serial(memdev) + cxl_memdev_get_label_size(memdev);
	sum += strlen(cxl_memdev_get_host(memdev));
	sum += strlen(cxl_memdev_get_firmware_verison(memdev));
	return sum + cxl_memdev_is_enabled(memdev);
}

int main(int argc, char **argv)
{
	int nr = 0, all = argc > 1 && !strcmp(argv[1], "all");
	struct cxl_memdev *memdev;
	unsigned long long sum = 0;
	struct cxl_ctx *ctx;

	if (cxl_new(&ctx))
		return 1;
	cxl_memdev_foreach(ctx, memdev) {
		sum += all ? ask(memdev) : strlen(cxl_memdev_get_devname(memdev));
		nr++;
	}
	printf("%d %llu\n", nr, sum);
	cxl_unref(ctx);
	return 0;
}
