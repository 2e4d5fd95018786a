// SPDX-License-Identifier: GPL-2.0-or-later
/* What a program of somebody else is like: names, sizes and serials below a root. */
#include <cxl/libcxl.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	struct cxl_memdev *memdev;
	struct cxl_ctx *ctx;
	int rc = cxl_new(&ctx);

	if (rc == 0 && argc > 1) {
		rc = cxl_set_root(ctx, argv[1]);
		if (rc)
			cxl_unref(ctx);
	}
	if (rc) {
		fprintf(stderr, "libcxl: %s\n", strerror(-rc));
		return 1;
	}
	cxl_memdev_foreach(ctx, memdev)
		printf("%s pmem %llu ram %llu serial %#llx firmware %s\n",
		       cxl_memdev_get_devname(memdev), cxl_memdev_get_pmem_size(memdev),
		       cxl_memdev_get_ram_size(memdev), cxl_memdev_get_serial(memdev),
		       cxl_memdev_get_firmware_version(memdev));
	cxl_unref(ctx);
	return 0;
}
