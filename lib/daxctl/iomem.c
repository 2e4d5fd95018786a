// SPDX-License-Identifier: LGPL-2.1-or-later
/* Physical addresses from /proc/iomem, which names what lies there. */
#include <string.h>

#include "lib/base/parse.h"
#include "lib/daxctl/internal.h"

/* Of the largest machine; a copy may claim any size. */
#define IOMEM_MAX (4 << 20)

/* "  140000000-23fffffff : dax0.0": to everybody but root, the addresses are 0. */
static unsigned long long start_of(char *line, const char *name)
{
	char *found = strstr(line, " : ");
	unsigned long long start;
	char *dash;

	if (!found || strcmp(found + 3, name))
		return 0;
	line += strspn(line, " ");
	dash = strchr(line, '-');
	if (!dash || dash > found)
		return 0;
	*dash = '\0';
	return parse_hex(line, &start) ? 0 : start;
}

unsigned long long daxctl_iomem_start(struct daxctl_ctx *ctx, const char *name)
{
	_cleanup_free_ char *text = NULL;
	unsigned long long start = 0;
	char *rest, *line;

	if (root_load(ctx->root, ROOT_IOMEM, IOMEM_MAX, &text) < 0)
		return 0;
	rest = text;
	while (!start && (line = strsep(&rest, "\n")))
		start = start_of(line, name);
	return start;
}
