// SPDX-License-Identifier: GPL-2.0-or-later
/* How warm is it? Example of cxl_cmd_new_get_health_info(3). */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cxl/libcxl.h>

static int health(struct cxl_memdev *memdev)
{
	struct cxl_cmd *cmd = cxl_cmd_new_get_health_info(memdev);
	int rc, degrees;

	if (!cmd)
		return -errno;
	rc = cxl_cmd_submit(cmd);
	if (rc == 0 && cxl_cmd_get_mbox_status(cmd) != 0)
		rc = -ENXIO;
	if (rc == 0) {
		degrees = cxl_cmd_health_info_get_temperature(cmd);
		if (degrees >= 0)
			printf("%s: %d degrees Celsius\n",
			       cxl_cmd_get_devname(cmd), (int16_t)degrees);
		printf("%s: %lld dirty shutdowns\n",
		       cxl_cmd_get_devname(cmd),
		       cxl_cmd_health_info_count_dirty_shutdowns(cmd));
	}
	cxl_cmd_unref(cmd);
	return rc;
}

int main(void)
{
	struct cxl_memdev *memdev;
	struct cxl_ctx *ctx;
	int rc;

	rc = cxl_new(&ctx);
	if (rc)
		return 1;
	memdev = cxl_memdev_get_first(ctx);
	rc = memdev ? health(memdev) : -ENODEV;
	if (rc)
		fprintf(stderr, "health: %s\n", strerror(-rc));
	cxl_unref(ctx);
	return rc ? 1 : 0;
}
