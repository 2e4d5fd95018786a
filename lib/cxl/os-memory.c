// SPDX-License-Identifier: LGPL-2.1-or-later
/* CXL memory that the system uses without a region: what /proc/iomem says. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/cxl/internal.h"

/* Levels of the lines above the present one, -1 for none: a child stands below its parent. */
struct above {
	int window, reserved, region;
};

static bool is_named(const char *name, const char *what)
{
	return !strncmp(name, what, strlen(what));
}

static void leave(int *level, int now)
{
	if (*level >= now)
		*level = -1;
}

/* Is this memory in an address window, and in no region? */
static bool is_given(struct above *above, int level, const char *name)
{
	bool reserved = is_named(name, "Soft Reserved");

	leave(&above->window, level);
	leave(&above->reserved, level);
	leave(&above->region, level);
	if (is_named(name, "CXL Window")) {
		above->window = level;
		return above->reserved >= 0;
	}
	if (is_named(name, "region"))
		above->region = level;
	if (reserved)
		above->reserved = level;
	return above->window >= 0 && above->region < 0 &&
	       (reserved || is_named(name, "System RAM"));
}

/* "  690000000-78fffffff : CXL Window 0" */
static bool split(char *line, int *level, char **range, char **name)
{
	*range = line + strspn(line, " ");
	*level = *range - line;
	*name = strstr(*range, " : ");
	if (!*name)
		return false;
	**name = '\0';
	*name += 3;
	(*name)[strcspn(*name, "\n")] = '\0';
	return true;
}

/* Without privileges, all addresses are 0. */
static bool is_hidden(const char *range)
{
	return strspn(range, "0-") == strlen(range);
}

CXL_EXPORT int cxl_find_os_memory(struct cxl_ctx *ctx, char *buf, size_t len)
{
	struct above above = { -1, -1, -1 };
	_cleanup_close_ int fd = -1;
	char *line = NULL, *range, *name;
	size_t room = 0;
	int level, rc;
	FILE *file;

	if (!ctx || !buf || !len)
		return -EINVAL;
	buf[0] = '\0';
	fd = root_open(ctx->root, ROOT_IOMEM, O_RDONLY | O_NONBLOCK);
	if (fd < 0)
		return fd;
	file = fdopen(fd, "r");
	if (!file)
		return -errno;
	fd = -1;	/* fclose() closes it */
	rc = -ENOENT;
	while (rc == -ENOENT && getline(&line, &room, file) > 0) {
		if (!split(line, &level, &range, &name) || !is_given(&above, level, name))
			continue;
		rc = path_format(buf, len, "%s%s%s",
				 is_named(name, "System RAM") ? "System RAM" : "Soft Reserved",
				 is_hidden(range) ? "" : " at ", is_hidden(range) ? "" : range);
	}
	free(line);
	fclose(file);
	return rc;
}
