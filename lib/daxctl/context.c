// SPDX-License-Identifier: LGPL-2.1-or-later
/* The library context: references, logging, root, folder of the configuration. */
#include <errno.h>
#include <string.h>

#include "lib/daxctl/internal.h"

static void free_ctx(struct daxctl_ctx *ctx)
{
	while (ctx->regions) {
		/* Whoever holds a region without a context holds it in vain. */
		ctx->regions->refcount = 1;
		daxctl_region_unref(ctx->regions);
	}
	root_free(ctx->root);
	free(ctx->config_path);
	free(ctx->policy);
	free(ctx);
}

DAXCTL_EXPORT int daxctl_new(struct daxctl_ctx **ctx)
{
	struct daxctl_ctx *new;
	int rc;

	if (!ctx)
		return -EINVAL;
	new = calloc(1, sizeof(*new));
	if (!new)
		return -ENOMEM;
	new->refcount = 1;
	log_init(&new->log, "libdaxctl", "DAXCTL_LOG");
	new->config_path = strdup(DAXCTL_CONFIG_DIR);
	rc = new->config_path ? root_new(NULL, &new->root) : -ENOMEM;
	if (rc) {
		free_ctx(new);
		return rc;
	}
	*ctx = new;
	return 0;
}

DAXCTL_EXPORT struct daxctl_ctx *daxctl_ref(struct daxctl_ctx *ctx)
{
	if (ctx)
		ctx->refcount++;
	return ctx;
}

DAXCTL_EXPORT void daxctl_unref(struct daxctl_ctx *ctx)
{
	if (ctx && --ctx->refcount == 0)
		free_ctx(ctx);
}

DAXCTL_EXPORT void daxctl_set_userdata(struct daxctl_ctx *ctx, void *userdata)
{
	if (ctx)
		ctx->userdata = userdata;
}

DAXCTL_EXPORT void *daxctl_get_userdata(struct daxctl_ctx *ctx)
{
	return ctx ? ctx->userdata : NULL;
}

/* The user's callback takes the context, of which the log record is a member. */
static _printf_(6, 0) void log_to_user(struct log_ctx *log, int priority, const char *file,
				       int line, const char *fn, const char *format, va_list args)
{
	struct daxctl_ctx *ctx = container_of(log, struct daxctl_ctx, log);

	ctx->user_log(ctx, priority, file, line, fn, format, args);
}

DAXCTL_EXPORT void daxctl_set_log_fn(struct daxctl_ctx *ctx,
				     void (*fn)(struct daxctl_ctx *ctx, int priority,
						const char *file, int line, const char *fn,
						const char *format, va_list args))
{
	ctx->user_log = fn;
	ctx->log.fn = log_to_user;
}

DAXCTL_EXPORT void daxctl_set_log_priority(struct daxctl_ctx *ctx, int priority)
{
	ctx->log.priority = priority;
}

DAXCTL_EXPORT int daxctl_get_log_priority(struct daxctl_ctx *ctx)
{
	return ctx->log.priority;
}

DAXCTL_EXPORT void daxctl_clear_read_error(struct daxctl_ctx *ctx)
{
	read_error_clear(&ctx->log.read_error);
}

DAXCTL_EXPORT int daxctl_get_read_error(struct daxctl_ctx *ctx, const char **what)
{
	if (what)
		*what = ctx->log.read_error.what;
	return ctx->log.read_error.rc;
}

DAXCTL_EXPORT int daxctl_set_root(struct daxctl_ctx *ctx, const char *path)
{
	if (!ctx)
		return -EINVAL;
	if (ctx->regions || ctx->scanned)
		return -EBUSY;
	return root_change(&ctx->root, path);
}

DAXCTL_EXPORT int daxctl_set_config_path(struct daxctl_ctx *ctx, char *config_path)
{
	char *copy;

	if (!ctx || !config_path)
		return -EINVAL;
	copy = strdup(config_path);
	if (!copy)
		return -ENOMEM;
	free(ctx->config_path);
	ctx->config_path = copy;
	return 0;
}

DAXCTL_EXPORT const char *daxctl_get_config_path(struct daxctl_ctx *ctx)
{
	return ctx ? ctx->config_path : NULL;
}
