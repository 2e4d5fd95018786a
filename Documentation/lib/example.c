// SPDX-License-Identifier: GPL-2.0-or-later
/* Lists the memory devices: the example of libcxl(3). */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include <cxl/libcxl.h>

int main(void)
{
	struct cxl_memdev *memdev;
	unsigned long long serial;
	struct cxl_ctx *ctx;
	const char *host;
	int rc;

	rc = cxl_new(&ctx);
	if (rc) {
		fprintf(stderr, "cannot start: %s\n", strerror(-rc));
		return 1;
	}

	cxl_memdev_foreach(ctx, memdev) {
		host = cxl_memdev_get_host(memdev);
		serial = cxl_memdev_get_serial(memdev);

		printf("%s at %s: %llu MiB pmem, %llu MiB ram,",
		       cxl_memdev_get_devname(memdev), host ? host : "?",
		       cxl_memdev_get_pmem_size(memdev) >> 20,
		       cxl_memdev_get_ram_size(memdev) >> 20);
		if (serial != ULLONG_MAX)
			printf(" serial %#llx,", serial);
		printf(" %s\n", cxl_memdev_is_enabled(memdev) ?
				"enabled" : "disabled");
	}

	cxl_unref(ctx);
	return 0;
}
