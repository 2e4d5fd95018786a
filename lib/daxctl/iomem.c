// SPDX-License-Identifier: LGPL-2.1-or-later
/* Where a device begins, as /proc/iomem names what lies there. */
#include <string.h>

#include "lib/base/iomem.h"
#include "lib/daxctl/internal.h"

struct search {
	const char *name;
	unsigned long long start;
};

/* To everybody but root, all addresses are 0. */
static int check_line(const struct iomem_line *line, void *data)
{
	struct search *search = data;

	if (!strcmp(line->name, search->name))
		search->start = line->start;
	return search->start != 0;
}

unsigned long long daxctl_iomem_start(struct daxctl_ctx *ctx, const char *name)
{
	struct search search = { .name = name };

	return iomem_for_each_line(ctx->root, check_line, &search) > 0 ? search.start : 0;
}
