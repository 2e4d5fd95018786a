// SPDX-License-Identifier: LGPL-2.1-or-later
/* The feature-control (fwctl) character device of a memdev. */
#include <limits.h>
#include <stdlib.h>

#include "lib/base/parse.h"
#include "lib/cxl/internal.h"

struct cxl_fwctl {
	int major, minor;
};

static int first_fwctl(const char *name, void *data)
{
	return parse_id(name, "fwctl", data) == 0;
}

static struct cxl_fwctl *fwctl_new(struct cxl_memdev *memdev)
{
	char folder[PATH_MAX], path[PATH_MAX + 32], text[32];
	struct cxl_fwctl *fwctl;
	int id;

	if (dev_path(&memdev->dev, "fwctl", folder, sizeof(folder)) ||
	    root_list(memdev->dev.root, folder, first_fwctl, &id) != 1 ||
	    path_format(path, sizeof(path), "%s/fwctl%d/dev", folder, id) ||
	    root_read(memdev->dev.root, path, text, sizeof(text)) < 0)
		return NULL;
	fwctl = calloc(1, sizeof(*fwctl));
	if (fwctl && parse_devno(text, &fwctl->major, &fwctl->minor)) {
		free(fwctl);
		return NULL;
	}
	return fwctl;
}

CXL_EXPORT struct cxl_fwctl *cxl_memdev_get_fwctl(struct cxl_memdev *memdev)
{
	if (!memdev->fwctl_known) {
		memdev->fwctl_known = true;
		memdev->fwctl = fwctl_new(memdev);
	}
	return memdev->fwctl;
}

CXL_EXPORT int cxl_fwctl_get_major(struct cxl_fwctl *fwctl)
{
	return fwctl->major;
}

CXL_EXPORT int cxl_fwctl_get_minor(struct cxl_fwctl *fwctl)
{
	return fwctl->minor;
}
