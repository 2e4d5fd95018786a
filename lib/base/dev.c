// SPDX-License-Identifier: LGPL-2.1-or-later
/* The base of every object that is a device: see dev.h. */
#include <errno.h>
#include <limits.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/dev.h"
#include "lib/base/parse.h"

void dev_free(struct dev *dev)
{
	if (dev->class->release)
		dev->class->release(dev);
	attr_forget(dev->class->rows, dev->values, dev->class->nr_rows);
	free(dev->target);
	free(dev->folder);
	free(dev->link);
	free(dev->path);
	free(dev);
}

void dev_forget(struct dev *dev)
{
	attr_forget(dev->class->rows, dev->values, dev->class->nr_rows);
}

static struct dev *alloc_dev(const struct dev_class *class, const char *path)
{
	/* The values live behind the object, in the same allocation. */
	size_t offset = (class->size + alignof(max_align_t) - 1) & -alignof(max_align_t);
	struct dev *dev;

	dev = calloc(1, offset + class->nr_rows * sizeof(*dev->values));
	if (!dev)
		return NULL;
	dev->class = class;
	dev->values = (void *)((char *)dev + offset);
	dev->path = strdup(path);
	if (!dev->path) {
		free(dev);
		return NULL;
	}
	dev->name = path_name(dev->path);
	return dev;
}

struct dev *dev_new(const struct dev_class *class, const char *name, int id)
{
	char path[PATH_MAX];
	struct dev *dev = NULL;

	if (!path_format(path, sizeof(path), ROOT_BUS_DEVICES "/%s", class->bus, name))
		dev = alloc_dev(class, path);
	if (dev)
		dev->id = id;
	return dev;
}

struct dev *dev_new_at(const struct dev_class *class, const char *path, const struct root *root,
		       struct log_ctx *log)
{
	struct dev *dev = alloc_dev(class, path);

	if (dev) {
		dev->root = root;
		dev->log = log;
	}
	return dev;
}

/* Is this the name of a device of the class? */
int dev_parse_name(const struct dev_class *class, const char *name, int *owner, int *id)
{
	*owner = 0;
	return class->owned ? parse_id_pair(name, class->prefix, owner, id) :
			      parse_id(name, class->prefix, id);
}

int dev_compare_ids(const void *a, const void *b)
{
	const struct dev *first = *(struct dev *const *)a, *second = *(struct dev *const *)b;

	if (first->owner != second->owner)
		return first->owner > second->owner ? 1 : -1;
	return (first->id > second->id) - (first->id < second->id);
}

/* Links on a bus lead three folders up, to /sys, and from there to the device. */
#define TO_SYS "../../../"

const char *dev_link(struct dev *dev)
{
	char text[PATH_MAX];

	if (dev->link)
		return dev->link;
	if (root_readlink(dev->root, dev->path, text, sizeof(text)) < 0)
		return NULL;
	dev->link = strdup(text);
	/* In a copy, only the root itself can tell where a path leads. */
	if (dev->link && !root_is_redirected(dev->root) && !strncmp(text, TO_SYS, strlen(TO_SYS)) &&
	    !strstr(text + strlen(TO_SYS), "..") &&
	    asprintf(&dev->folder, ROOT_SYS "/%s", text + strlen(TO_SYS)) < 0)
		dev->folder = NULL;
	return dev->link;
}

int dev_path(const struct dev *dev, const char *file, char *buf, size_t len)
{
	return path_format(buf, len, "%s/%s", dev->folder ? dev->folder : dev->path, file);
}

ssize_t dev_read(const struct dev *dev, const char *file, char *buf, size_t len)
{
	char path[PATH_MAX];
	int rc = dev_path(dev, file, path, sizeof(path));

	return rc ? rc : root_read(dev->root, path, buf, len);
}

int dev_resolve(struct dev *dev, const char *link, char *buf, size_t len)
{
	char path[PATH_MAX];
	int rc;

	if (!dev->folder)
		dev_link(dev);
	if (dev->folder)
		return root_resolve_in(dev->root, dev->folder, link, buf, len);
	rc = dev_path(dev, link, path, sizeof(path));
	return rc ? rc : root_resolve(dev->root, path, buf, len);
}

/* The link itself: to follow it costs three times as much. A copy may lack links. */
static bool link_exists(const struct root *root, const char *path)
{
	char target[PATH_MAX];

	return root_readlink(root, path, target, sizeof(target)) >= 0 ||
	       (root_is_redirected(root) && root_exists(root, path));
}

bool dev_is_bound(const struct dev *dev)
{
	char path[PATH_MAX];

	return !dev_path(dev, "driver", path, sizeof(path)) && link_exists(dev->root, path);
}

bool dev_is_present(const struct dev *dev)
{
	/* In a copy, a link that leads nowhere is no device. */
	return root_is_redirected(dev->root) ? root_exists(dev->root, dev->path) :
					       link_exists(dev->root, dev->path);
}

const char *dev_target(struct dev *dev)
{
	char path[PATH_MAX];
	int rc;

	if (dev->target)
		return dev->target;
	if (!dev->folder)
		dev_link(dev);
	if (dev->folder)
		return dev->folder;
	rc = root_resolve(dev->root, dev->path, path, sizeof(path));
	if (rc == 0 && !(dev->target = strdup(path)))
		rc = -ENOMEM;
	if (rc)
		log_info(dev->log, "%s: cannot resolve %s: %s", dev->name, dev->path,
			 strerror(-rc));
	return dev->target;
}
