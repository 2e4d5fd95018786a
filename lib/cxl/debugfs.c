// SPDX-License-Identifier: LGPL-2.1-or-later
/* The directory of the CXL bus in debugfs. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>

#include "lib/cxl/internal.h"

/* -ENODEV: nothing is mounted, or a copy of a machine is without it. */
static int find_debugfs(struct cxl_ctx *ctx)
{
	char mount[PATH_MAX], path[PATH_MAX];
	_cleanup_close_ int fd = -1;
	int rc;

	if (root_find_mount(ctx->root, "debugfs", mount, sizeof(mount)))
		return -ENODEV;
	rc = path_format(path, sizeof(path), "%s/%s", mount, CXL_BUS);
	if (rc)
		return rc;
	fd = root_open(ctx->root, path, O_PATH | O_DIRECTORY);
	if (fd == -ENOENT && !root_exists(ctx->root, mount))
		return -ENODEV;
	if (fd < 0)
		return fd;
	ctx->debugfs = strdup(path);
	return ctx->debugfs ? 0 : -ENOMEM;
}

const char *cxl_debugfs(struct cxl_ctx *ctx)
{
	if (!ctx->debugfs_known)
		ctx->debugfs_rc = find_debugfs(ctx);
	ctx->debugfs_known = true;
	if (ctx->debugfs_rc)
		read_error_note(&ctx->log.read_error, "debugfs", ctx->debugfs_rc);
	return ctx->debugfs;
}

CXL_EXPORT bool cxl_debugfs_exists(struct cxl_ctx *ctx)
{
	return ctx && cxl_debugfs(ctx);
}
