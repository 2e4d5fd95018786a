// SPDX-License-Identifier: GPL-2.0-or-later
/* CXL memory that the system uses without a region: what /proc/iomem says. */
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "lib/base/iomem.h"
#include "lib/tool/host/os-memory.h"

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

/* Without privileges, all addresses are 0. */
static bool is_hidden(const char *range)
{
	return strspn(range, "0-") == strlen(range);
}

struct search {
	struct above above;
	char *buf;
	size_t len;
	int rc;
};

static int check_line(const struct iomem_line *line, void *data)
{
	struct search *search = data;
	bool hidden = is_hidden(line->range), ram = is_named(line->name, "System RAM");

	if (!is_given(&search->above, line->level, line->name))
		return 0;
	search->rc = path_format(search->buf, search->len, "%s%s%s",
				 ram ? "System RAM" : "Soft Reserved",
				 hidden ? "" : " at ", hidden ? "" : line->range);
	return 1;
}

int host_find_os_memory(const char *sysroot, char *buf, size_t len)
{
	struct search search = { { -1, -1, -1 }, buf, len, -ENOENT };
	struct root *root;
	int rc;

	buf[0] = '\0';
	rc = root_new(sysroot, &root);
	if (rc)
		return rc;
	rc = iomem_for_each_line(root, check_line, &search);
	root_free(root);
	return rc < 0 ? rc : search.rc;
}
