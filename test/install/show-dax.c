// SPDX-License-Identifier: GPL-2.0-or-later
/* What a program of somebody else is like: dax devices and their sizes below a root. */
#include <daxctl/libdaxctl.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	struct daxctl_region *region;
	struct daxctl_dev *dev;
	struct daxctl_ctx *ctx;
	int rc = daxctl_new(&ctx);

	if (rc == 0 && argc > 1) {
		rc = daxctl_set_root(ctx, argv[1]);
		if (rc)
			daxctl_unref(ctx);
	}
	if (rc) {
		fprintf(stderr, "libdaxctl: %s\n", strerror(-rc));
		return 1;
	}
	daxctl_region_foreach(ctx, region)
		daxctl_dev_foreach(region, dev)
			printf("region %d: %s %llu\n", daxctl_region_get_id(region),
			       daxctl_dev_get_devname(dev), daxctl_dev_get_size(dev));
	daxctl_unref(ctx);
	return 0;
}
