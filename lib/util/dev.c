// SPDX-License-Identifier: LGPL-2.1-or-later
/* The base of every object that is a device: see dev.h. */
#include <errno.h>
#include <limits.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dev.h"
#include "parse.h"

static void dev_free(struct dev *dev)
{
	if (dev->class->release)
		dev->class->release(dev);
	attr_forget(dev->class->rows, dev->values, dev->class->nr_rows);
	free(dev->target);
	free(dev->path);
	free(dev);
}

static struct dev *dev_new(const struct dev_class *class, const char *name, int id)
{
	/* The values live behind the object, in the same allocation. */
	size_t offset = (class->size + alignof(max_align_t) - 1) & -alignof(max_align_t);
	struct dev *dev;

	dev = calloc(1, offset + class->nr_rows * sizeof(*dev->values));
	if (!dev)
		return NULL;
	dev->class = class;
	dev->values = (void *)((char *)dev + offset);
	dev->id = id;
	if (asprintf(&dev->path, ROOT_BUS_DEVICES "/%s", class->bus, name) < 0) {
		free(dev);
		return NULL;
	}
	dev->name = path_name(dev->path);
	return dev;
}

struct scan {
	struct dev_list list;
	unsigned int room;
	const struct dev_class *class;
	const struct root *root;
	struct log_ctx *log;
};

static int scan_name(const char *name, void *data)
{
	struct scan *scan = data;
	struct dev **grown;
	struct dev *dev;
	int id;

	if (parse_id(name, scan->class->prefix, &id))
		return 0;
	if (scan->list.nr == scan->room) {
		scan->room = scan->room ? 2 * scan->room : 16;
		grown = reallocarray(scan->list.devs, scan->room, sizeof(*grown));
		if (!grown)
			return -ENOMEM;
		scan->list.devs = grown;
	}
	dev = dev_new(scan->class, name, id);
	if (!dev)
		return -ENOMEM;
	dev->root = scan->root;
	dev->log = scan->log;
	scan->list.devs[scan->list.nr++] = dev;
	return 0;
}

static int compare_ids(const void *a, const void *b)
{
	int first = (*(struct dev *const *)a)->id, second = (*(struct dev *const *)b)->id;

	return (first > second) - (first < second);
}

int dev_list_scan(struct dev_list *list, const struct dev_class *class,
		  const struct root *root, struct log_ctx *log)
{
	struct scan scan = { .class = class, .root = root, .log = log };
	char path[64];
	int rc;

	if (list->scanned)
		return 0;
	rc = path_format(path, sizeof(path), ROOT_BUS_DEVICES, class->bus);
	if (rc)
		return rc;
	rc = root_list(root, path, scan_name, &scan);
	if (rc && rc != -ENOENT) {
		log_err(log, "cannot list %s: %s", path, strerror(-rc));
		dev_list_free(&scan.list);
		return rc;
	}

	if (scan.list.nr)
		qsort(scan.list.devs, scan.list.nr, sizeof(*scan.list.devs), compare_ids);
	for (unsigned int i = 0; i < scan.list.nr; i++)
		scan.list.devs[i]->index = i;
	*list = scan.list;
	list->scanned = true;
	return 0;
}

void dev_list_free(struct dev_list *list)
{
	for (unsigned int i = 0; i < list->nr; i++)
		dev_free(list->devs[i]);
	free(list->devs);
	*list = (struct dev_list){ 0 };
}

struct dev *dev_list_at(const struct dev_list *list, unsigned int index)
{
	return index < list->nr ? list->devs[index] : NULL;
}

struct dev *dev_list_find(const struct dev_list *list, int id)
{
	struct dev key = { .id = id }, *pointer = &key, **found;

	if (!list->nr)
		return NULL;
	found = bsearch(&pointer, list->devs, list->nr, sizeof(*list->devs), compare_ids);
	return found ? *found : NULL;
}

int dev_path(const struct dev *dev, const char *file, char *buf, size_t len)
{
	return path_format(buf, len, "%s/%s", dev->path, file);
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
	rc = root_resolve(dev->root, dev->path, path, sizeof(path));
	if (rc == 0 && !(dev->target = strdup(path)))
		rc = -ENOMEM;
	if (rc)
		log_info(dev->log, "%s: cannot resolve %s: %s", dev->name, dev->path,
			 strerror(-rc));
	return dev->target;
}
