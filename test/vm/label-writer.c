// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * One Set LSA of one byte, past the library's own check or not; prints the
 * result. Usage: label-writer MEMDEV library|command
 */
#include <cxl/libcxl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <syslog.h>

int main(int argc, char **argv)
{
	struct cxl_memdev *memdev;
	struct cxl_cmd *cmd;
	struct cxl_ctx *ctx;
	char byte = 'x';

	if (argc != 3 || cxl_new(&ctx))
		return 2;
	cxl_set_log_priority(ctx, LOG_EMERG);
	memdev = cxl_memdev_get_by_name(ctx, argv[1]);
	if (!memdev)
		return 2;
	if (!strcmp(argv[2], "library")) {
		printf("%d\n", cxl_memdev_write_label(memdev, &byte, 1, 0));
	} else {
		cmd = cxl_cmd_new_write_label(memdev, &byte, 0, 1);
		printf("%d\n", cmd ? cxl_cmd_submit(cmd) : -errno);
		cxl_cmd_unref(cmd);
	}
	cxl_unref(ctx);
	return 0;
}
