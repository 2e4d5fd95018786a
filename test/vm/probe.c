// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What libcxl's mailbox functions do on a real device, as "key=value" lines for
 * the tests in the virtual machine. Usage: probe MEMDEV
 */
#include <cxl/libcxl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static void probe_identify(struct cxl_memdev *memdev)
{
	struct cxl_cmd *cmd = cxl_cmd_new_identify(memdev);
	char fw[17] = "";
	int rc;

	if (!cmd) {
		printf("identify=%d\n", -errno);
		return;
	}
	printf("before_status=%d\n", cxl_cmd_get_mbox_status(cmd));
	printf("before_total=%llu\n", cxl_cmd_identify_get_total_size(cmd));
	rc = cxl_cmd_submit(cmd);
	printf("identify=%d status=%d size=%d name=%s\n", rc, cxl_cmd_get_mbox_status(cmd),
	       cxl_cmd_get_out_size(cmd), cxl_cmd_get_devname(cmd));
	printf("total=%llu\n", cxl_cmd_identify_get_total_size(cmd));
	printf("volatile_only=%llu\n", cxl_cmd_identify_get_volatile_only_size(cmd));
	printf("persistent_only=%llu\n", cxl_cmd_identify_get_persistent_only_size(cmd));
	printf("align=%llu\n", cxl_cmd_identify_get_partition_align(cmd));
	printf("label_size=%u\n", cxl_cmd_identify_get_label_size(cmd));
	rc = cxl_cmd_identify_get_fw_rev(cmd, fw, 16);
	printf("fw_rev=%d \"%s\"\n", rc, fw);
	printf("wrong_command=%zd\n", cxl_cmd_read_label_get_payload(cmd, fw, 1));
	cxl_cmd_unref(cmd);
}

static void probe_label(struct cxl_memdev *memdev)
{
	size_t area = cxl_memdev_get_label_size(memdev);
	struct cxl_cmd *cmd;
	char bytes[64];

	printf("label_area=%zu\n", area);
	printf("read_end=%d\n", cxl_memdev_read_label(memdev, bytes, 64, area - 64));
	printf("read_beyond=%d\n", cxl_memdev_read_label(memdev, bytes, 64, area - 63));
	printf("read_nothing=%d\n", cxl_memdev_read_label(memdev, bytes, 0, area));
	/* The library refuses it; does the device, when it is asked all the same? */
	cmd = cxl_cmd_new_read_label(memdev, area, 64);
	if (!cmd)
		return;
	printf("device_beyond=%d", cxl_cmd_submit(cmd));
	printf(" refused=%d", cxl_cmd_get_mbox_status(cmd) != 0);
	printf(" payload=%zd\n", cxl_cmd_read_label_get_payload(cmd, bytes, 64));
	cxl_cmd_unref(cmd);
}

static void probe_raw(struct cxl_memdev *memdev)
{
	struct cxl_cmd *cmd;
	int rc;

	printf("raw_zero=%d\n", cxl_cmd_new_raw(memdev, 0) ? 0 : -errno);
	cmd = cxl_cmd_new_raw(memdev, 0x4000);
	if (!cmd) {
		printf("raw=%d\n", -errno);
		return;
	}
	rc = cxl_cmd_set_output_payload(cmd, NULL, 0x43);
	rc = rc ? rc : cxl_cmd_submit(cmd);
	printf("raw=%d\n", rc);
	cxl_cmd_unref(cmd);
}

int main(int argc, char **argv)
{
	struct cxl_memdev *memdev;
	struct cxl_ctx *ctx;

	if (argc != 2 || cxl_new(&ctx))
		return 2;
	memdev = cxl_memdev_get_by_name(ctx, argv[1]);
	if (!memdev) {
		fprintf(stderr, "no %s\n", argv[1]);
		cxl_unref(ctx);
		return 2;
	}
	printf("devno=%d:%d\n", cxl_memdev_get_major(memdev), cxl_memdev_get_minor(memdev));
	printf("bus=%s\n", cxl_memdev_get_bus(memdev) ?
			   cxl_bus_get_devname(cxl_memdev_get_bus(memdev)) : "none");
	probe_identify(memdev);
	probe_label(memdev);
	probe_raw(memdev);
	cxl_unref(ctx);
	return 0;
}
