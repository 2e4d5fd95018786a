// SPDX-License-Identifier: LGPL-2.1-or-later
/* The lines of /proc/iomem: see iomem.h. */
#include <string.h>

#include "lib/base/iomem.h"
#include "lib/base/parse.h"

/* Of the largest machine; a snapshot may have a file of any size. */
#define IOMEM_MAX (4 << 20)

/* "  690000000-78fffffff : CXL Window 0" */
static bool split(char *text, struct iomem_line *line)
{
	char *range = text + strspn(text, " "), *name = strstr(range, " : "), *dash;

	if (!name)
		return false;
	*name = '\0';
	*line = (struct iomem_line){ .level = range - text, .range = range, .name = name + 3 };
	dash = strchr(range, '-');
	if (!dash)
		return true;
	*dash = '\0';
	if (parse_hex(range, &line->start) || parse_hex(dash + 1, &line->end))
		line->start = line->end = 0;
	*dash = '-';
	return true;
}

int iomem_for_each_line(const struct root *root,
			int (*each)(const struct iomem_line *line, void *data), void *data)
{
	_cleanup_free_ char *text = NULL;
	ssize_t size = root_load(root, ROOT_IOMEM, IOMEM_MAX, &text);
	char *rest = text, *next;
	struct iomem_line line;
	int rc = 0;

	if (size < 0)
		return size;
	while (rc == 0 && (next = strsep(&rest, "\n")))
		if (split(next, &line))
			rc = each(&line, data);
	return rc;
}
