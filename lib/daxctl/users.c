// SPDX-License-Identifier: LGPL-2.1-or-later
/* Who uses a device: which programs. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/parse.h"
#include "lib/daxctl/internal.h"

/* Of one program; what is behind is not looked at. */
#define MAPS_MAX (64 << 20)

struct search {
	struct daxctl_ctx *ctx;
	const char *node;	/* "/dev/daxX.Y" */
	daxctl_user_fn found;
	void *data;
	const char *pid;	/* of the program that is looked at */
	int nr;
};

static int check_descriptor(const char *name, void *data)
{
	const struct search *search = data;
	char path[PATH_MAX], target[PATH_MAX];

	if (path_format(path, sizeof(path), ROOT_PROCESS "/fd/%s", search->pid, name) ||
	    root_readlink(search->ctx->root, path, target, sizeof(target)) < 0)
		return 0;
	return !strcmp(target, search->node);
}

/* "7f0000000000-7f0000200000 rw-s 00000000 00:05 123    /dev/dax0.0" */
static bool is_mapped(const struct search *search)
{
	_cleanup_free_ char *text = NULL;
	char path[PATH_MAX], *line, *rest;
	size_t len = strlen(search->node), at;

	if (path_format(path, sizeof(path), ROOT_PROCESS "/maps", search->pid) ||
	    root_load(search->ctx->root, path, MAPS_MAX, &text) < 0)
		return false;
	rest = text;
	while ((line = strsep(&rest, "\n"))) {
		at = strlen(line);
		if (at > len && line[at - len - 1] == ' ' && !strcmp(line + at - len, search->node))
			return true;
	}
	return false;
}

static int check_process(const char *name, void *data)
{
	struct search *search = data;
	struct daxctl_user user;
	char path[PATH_MAX];
	int rc;

	if (parse_id(name, "", &user.pid))
		return 0;
	search->pid = name;
	user.mapped = is_mapped(search);
	/* It may have ended meanwhile, or be somebody else's. */
	rc = user.mapped ? 0 : path_format(path, sizeof(path), ROOT_PROCESS "/fd", name);
	if (rc == 0 && !user.mapped)
		rc = root_list(search->ctx->root, path, check_descriptor, search) > 0 ? 0 : -ENOENT;
	if (rc)
		return 0;
	if (path_format(path, sizeof(path), ROOT_PROCESS "/comm", name) ||
	    root_read(search->ctx->root, path, user.program, sizeof(user.program)) < 0)
		user.program[0] = '\0';
	search->nr++;
	if (search->found)
		search->found(&user, search->data);
	return 0;
}

DAXCTL_EXPORT int daxctl_dev_find_users(struct daxctl_dev *dev, daxctl_user_fn found, void *data)
{
	struct search search = { .ctx = dev->region->ctx, .found = found, .data = data };
	char node[64];
	int rc;

	rc = path_format(node, sizeof(node), ROOT_DEV, dev->dev.name);
	if (rc)
		return rc;
	search.node = node;
	rc = root_list(search.ctx->root, ROOT_PROC, check_process, &search);
	return rc ? rc : search.nr;
}
