// SPDX-License-Identifier: LGPL-2.1-or-later
/* Protocol errors that can be injected: debugfs, cxl/einj_types (ACPI EINJ). */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/dev-write.h"
#include "lib/base/parse.h"
#include "lib/cxl/internal.h"

/* ACPI 6.5, table 18-33 "Error Type Definition". */
static const struct {
	unsigned int num;
	const char *text;
} kinds[] = {
	{ 0x1000, "cache-correctable" },
	{ 0x2000, "cache-uncorrectable" },
	{ 0x4000, "cache-fatal" },
	{ 0x8000, "mem-correctable" },
	{ 0x10000, "mem-uncorrectable" },
	{ 0x20000, "mem-fatal" },
};

/* A line is a number, a tab, and a text. */
static void add_line(struct cxl_ctx *ctx, char *line)
{
	char *rest, *word = strtok_r(line, " \t", &rest);
	unsigned long long num;

	if (!word || parse_u64(word, &num))
		return;
	for (unsigned int i = 0; i < ARRAY_SIZE(kinds); i++)
		if (kinds[i].num == num && ctx->nr_errors < ARRAY_SIZE(kinds))
			ctx->errors[ctx->nr_errors++] = (struct cxl_protocol_error){ ctx, i };
}

static void load_errors(struct cxl_ctx *ctx)
{
	const char *debugfs = cxl_debugfs(ctx);
	char path[PATH_MAX], text[1024], *line, *rest;

	if (ctx->errors_known || !debugfs)
		return;
	ctx->errors_known = true;
	ctx->errors = calloc(ARRAY_SIZE(kinds), sizeof(*ctx->errors));
	if (!ctx->errors || path_format(path, sizeof(path), "%s/einj_types", debugfs) ||
	    root_read(ctx->root, path, text, sizeof(text)) < 0)
		return;
	for (line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		add_line(ctx, line);
}

CXL_EXPORT struct cxl_protocol_error *cxl_protocol_error_get_first(struct cxl_ctx *ctx)
{
	load_errors(ctx);
	return ctx->nr_errors ? ctx->errors : NULL;
}

CXL_EXPORT struct cxl_protocol_error *
cxl_protocol_error_get_next(struct cxl_protocol_error *perror)
{
	struct cxl_ctx *ctx = perror->ctx;

	return perror + 1 < ctx->errors + ctx->nr_errors ? perror + 1 : NULL;
}

CXL_EXPORT unsigned int cxl_protocol_error_get_num(struct cxl_protocol_error *perror)
{
	return kinds[perror->kind].num;
}

CXL_EXPORT const char *cxl_protocol_error_get_str(struct cxl_protocol_error *perror)
{
	return kinds[perror->kind].text;
}

CXL_EXPORT int cxl_dport_protocol_error_inject(struct cxl_dport *dport, unsigned int error)
{
	_cleanup_free_ char *path = cxl_dport_get_einj_path(dport);
	char text[32];
	int rc;

	if (!path)
		return -ENOENT;
	rc = path_format(text, sizeof(text), "0x%x\n", error);
	return rc ? rc : dev_write_path(&dport->port->dev, path, text);
}
