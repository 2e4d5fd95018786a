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

struct scan {
	const struct dev_scan *scans;
	size_t nr;
	const struct root *root;
	struct log_ctx *log;
};

/* Is this the name of a device of the class? */
int dev_parse_name(const struct dev_class *class, const char *name, int *owner, int *id)
{
	*owner = 0;
	return class->owned ? parse_id_pair(name, class->prefix, owner, id) :
			      parse_id(name, class->prefix, id);
}

int dev_list_reserve(struct dev_list *list)
{
	unsigned int room = list->room ? 2 * list->room : 16;
	struct dev **grown;

	if (list->nr < list->room)
		return 0;
	grown = reallocarray(list->devs, room, sizeof(*grown));
	if (!grown)
		return -ENOMEM;
	list->devs = grown;
	list->room = room;
	return 0;
}

static int add_dev(const struct scan *scan, const struct dev_scan *to, const char *name,
		   int owner, int id, unsigned long long inode)
{
	struct dev_list *list = to->list;
	struct dev *dev;

	if (dev_list_reserve(list))
		return -ENOMEM;
	dev = dev_new(to->class, name, id);
	if (!dev)
		return -ENOMEM;
	dev->owner = owner;
	dev->inode = inode;
	dev->root = scan->root;
	dev->log = scan->log;
	list->devs[list->nr++] = dev;
	return 0;
}

static int scan_name(const char *name, unsigned long long inode, void *data)
{
	const struct scan *scan = data;
	int owner, id;

	for (size_t i = 0; i < scan->nr; i++)
		if (dev_parse_name(scan->scans[i].class, name, &owner, &id) == 0)
			return add_dev(scan, &scan->scans[i], name, owner, id, inode);
	return 0;
}

int dev_compare_ids(const void *a, const void *b)
{
	const struct dev *first = *(struct dev *const *)a, *second = *(struct dev *const *)b;

	if (first->owner != second->owner)
		return first->owner > second->owner ? 1 : -1;
	return (first->id > second->id) - (first->id < second->id);
}

static void sort_list(struct dev_list *list)
{
	if (list->nr)
		qsort(list->devs, list->nr, sizeof(*list->devs), dev_compare_ids);
	for (unsigned int i = 0; i < list->nr; i++)
		list->devs[i]->index = i;
	list->scanned = true;
}

int dev_lists_scan(const struct dev_scan *scans, size_t nr, const struct root *root,
		   struct log_ctx *log)
{
	struct scan scan = { .scans = scans, .nr = nr, .root = root, .log = log };
	char path[64];
	int rc;

	rc = path_format(path, sizeof(path), ROOT_BUS_DEVICES, scans[0].class->bus);
	if (rc)
		return rc;
	rc = root_list_inodes(root, path, scan_name, &scan);
	if (rc && rc != -ENOENT) {
		log_err(log, "cannot list %s: %s", path, strerror(-rc));
		for (size_t i = 0; i < nr; i++)
			dev_list_free(scans[i].list);
		return rc;
	}
	for (size_t i = 0; i < nr; i++)
		sort_list(scans[i].list);
	return 0;
}

int dev_list_scan(struct dev_list *list, const struct dev_class *class,
		  const struct root *root, struct log_ctx *log)
{
	const struct dev_scan scan = { list, class };

	return list->scanned ? 0 : dev_lists_scan(&scan, 1, root, log);
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

struct dev *dev_list_find_owned(const struct dev_list *list, int owner, int id)
{
	struct dev key = { .owner = owner, .id = id }, *pointer = &key, **found;

	if (!list->nr)
		return NULL;
	found = bsearch(&pointer, list->devs, list->nr, sizeof(*list->devs), dev_compare_ids);
	return found ? *found : NULL;
}

struct dev *dev_list_find(const struct dev_list *list, int id)
{
	return dev_list_find_owned(list, 0, id);
}

struct dev *dev_list_find_name(const struct dev_list *list, const char *name)
{
	int owner, id;

	if (!list->nr || dev_parse_name(list->devs[0]->class, name, &owner, &id))
		return NULL;
	return dev_list_find_owned(list, owner, id);
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
