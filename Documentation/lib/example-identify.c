// SPDX-License-Identifier: GPL-2.0-or-later
/* Sends Identify to a device: example of cxl_cmd_new_identify(3). */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <cxl/libcxl.h>

static int identify(struct cxl_memdev *memdev)
{
	struct cxl_cmd *cmd = cxl_cmd_new_identify(memdev);
	char firmware[17] = "";
	int rc;

	if (!cmd)
		return -errno;
	rc = cxl_cmd_submit(cmd);
	if (rc == 0 && cxl_cmd_get_mbox_status(cmd) != 0)
		rc = -ENXIO;
	if (rc == 0)
		rc = cxl_cmd_identify_get_fw_rev(cmd, firmware, 16);
	if (rc == 0)
		printf("%s: firmware %s, capacity %llu MiB, "
		       "labels %u bytes\n",
		       cxl_cmd_get_devname(cmd), firmware,
		       cxl_cmd_identify_get_total_size(cmd) >> 20,
		       cxl_cmd_identify_get_label_size(cmd));
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
	rc = memdev ? identify(memdev) : -ENODEV;
	if (rc)
		fprintf(stderr, "identify: %s\n", strerror(-rc));
	cxl_unref(ctx);
	return rc ? 1 : 0;
}
