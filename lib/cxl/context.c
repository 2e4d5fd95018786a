// SPDX-License-Identifier: LGPL-2.1-or-later
/* The library context: references, logging, root, and what it finds once. */
#include <errno.h>
#include <stdlib.h>

#include "lib/cxl/internal.h"
#include "lib/daxctl/libdaxctl.h"

CXL_EXPORT int cxl_new(struct cxl_ctx **ctx)
{
	struct cxl_ctx *new;
	int rc;

	if (!ctx)
		return -EINVAL;
	new = calloc(1, sizeof(*new));
	if (!new)
		return -ENOMEM;
	new->refcount = 1;
	log_init(&new->log, "libcxl", "CXL_LOG");
	rc = root_new(NULL, &new->root);
	if (rc) {
		free(new);
		return rc;
	}
	*ctx = new;
	return 0;
}

CXL_EXPORT struct cxl_ctx *cxl_ref(struct cxl_ctx *ctx)
{
	if (ctx)
		ctx->refcount++;
	return ctx;
}

CXL_EXPORT void cxl_unref(struct cxl_ctx *ctx)
{
	if (!ctx || --ctx->refcount > 0)
		return;
	cxl_topology_free(ctx);
	dev_list_free(&ctx->memdevs);
	dev_list_free(&ctx->buses);
	dev_removed_free(&ctx->removed);
	cxl_release_dax(ctx);
	root_free(ctx->root);
	free(ctx->debugfs);
	free(ctx->errors);
	free(ctx);
}

CXL_EXPORT void cxl_set_userdata(struct cxl_ctx *ctx, void *userdata)
{
	if (ctx)
		ctx->userdata = userdata;
}

CXL_EXPORT void *cxl_get_userdata(struct cxl_ctx *ctx)
{
	return ctx ? ctx->userdata : NULL;
}

CXL_EXPORT void cxl_set_private_data(struct cxl_ctx *ctx, void *data)
{
	if (ctx)
		ctx->private_data = data;
}

CXL_EXPORT void *cxl_get_private_data(struct cxl_ctx *ctx)
{
	return ctx ? ctx->private_data : NULL;
}

/* The user's callback takes the context, of which the log record is a member. */
static _printf_(6, 0) void log_to_user(struct log_ctx *log, int priority, const char *file,
				       int line, const char *fn, const char *format, va_list args)
{
	struct cxl_ctx *ctx = container_of(log, struct cxl_ctx, log);

	ctx->user_log(ctx, priority, file, line, fn, format, args);
}

CXL_EXPORT void cxl_set_log_fn(struct cxl_ctx *ctx,
			       void (*fn)(struct cxl_ctx *ctx, int priority, const char *file,
					  int line, const char *fn, const char *format,
					  va_list args))
{
	ctx->user_log = fn;
	ctx->log.fn = log_to_user;
}

CXL_EXPORT void cxl_set_log_priority(struct cxl_ctx *ctx, int priority)
{
	ctx->log.priority = priority;
}

CXL_EXPORT int cxl_get_log_priority(struct cxl_ctx *ctx)
{
	return ctx->log.priority;
}

CXL_EXPORT int cxl_set_root(struct cxl_ctx *ctx, const char *path)
{
	if (!ctx)
		return -EINVAL;
	if (ctx->memdevs.scanned || ctx->buses.scanned || ctx->decoders.scanned ||
	    ctx->debugfs_known)
		return -EBUSY;
	return root_change(&ctx->root, path);
}

CXL_EXPORT void cxl_set_wait(struct cxl_ctx *ctx, bool wait)
{
	ctx->no_wait = !wait;
}

CXL_EXPORT int cxl_get_read_error(struct cxl_ctx *ctx, const char **what)
{
	/* Or of a dax region that was got from a region. */
	if (!ctx->log.read_error.rc && ctx->dax)
		return daxctl_get_read_error(ctx->dax, what);
	if (what)
		*what = ctx->log.read_error.what;
	return ctx->log.read_error.rc;
}

CXL_EXPORT void cxl_clear_read_error(struct cxl_ctx *ctx)
{
	read_error_clear(&ctx->log.read_error);
	if (ctx->dax)
		daxctl_clear_read_error(ctx->dax);
}
