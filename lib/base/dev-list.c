// SPDX-License-Identifier: LGPL-2.1-or-later
/* Lists of devices: scanned, searched, changed. See dev-list.h. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/array.h"
#include "lib/base/dev-list.h"

struct scan {
	const struct dev_scan *scans;
	size_t nr;
	const struct root *root;
	struct log_ctx *log;
};

static int add_dev(const struct scan *scan, const struct dev_scan *to, const char *name,
		   int owner, int id, unsigned long long inode)
{
	struct dev_list *list = to->list;
	struct dev *dev;

	if (array_grow(&list->devs, list->nr))
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

/* The index of a device that dev_list_replace() found again. */
#define KEPT UINT_MAX

static void keep_removed(struct dev *dev, struct dev **removed)
{
	dev->next_removed = *removed;
	*removed = dev;
}

void dev_removed_free(struct dev **removed)
{
	struct dev *dev;

	while ((dev = *removed)) {
		*removed = dev->next_removed;
		dev_free(dev);
	}
}

static void renumber(struct dev_list *list)
{
	for (unsigned int i = 0; i < list->nr; i++)
		list->devs[i]->index = i;
}

static struct dev *find_same(const struct dev_list *list, const struct dev *dev)
{
	return dev_list_find_owned(list, dev->owner, dev->id);
}

struct dev *dev_list_add(struct dev_list *list, const struct dev_class *class, const char *name,
			 const struct dev *like, struct dev **removed)
{
	unsigned int at = 0;
	struct dev *dev, *old;
	int owner, id;

	if (dev_parse_name(class, name, &owner, &id)) {
		errno = EINVAL;
		return NULL;
	}
	if (array_grow(&list->devs, list->nr) || !(dev = dev_new(class, name, id))) {
		errno = ENOMEM;
		return NULL;
	}
	dev->owner = owner;
	dev->root = like->root;
	dev->log = like->log;
	old = find_same(list, dev);
	if (old)
		dev_list_remove(list, old, removed);
	while (at < list->nr && dev_compare_ids(&list->devs[at], &dev) < 0)
		at++;
	memmove(&list->devs[at + 1], &list->devs[at], (list->nr - at) * sizeof(*list->devs));
	list->devs[at] = dev;
	list->nr++;
	renumber(list);
	return dev;
}

void dev_list_remove(struct dev_list *list, struct dev *dev, struct dev **removed)
{
	if (dev_list_at(list, dev->index) != dev)
		return;
	list->nr--;
	memmove(&list->devs[dev->index], &list->devs[dev->index + 1],
		(list->nr - dev->index) * sizeof(*list->devs));
	renumber(list);
	keep_removed(dev, removed);
}

void dev_list_replace(struct dev_list *list, struct dev_list *fresh, struct dev **removed)
{
	for (unsigned int i = 0; i < fresh->nr; i++) {
		struct dev *old = find_same(list, fresh->devs[i]);

		/* Of the same name, but another device: the kernel gives names again. */
		if (!old || (old->inode && old->inode != fresh->devs[i]->inode))
			continue;
		old->inode = fresh->devs[i]->inode;
		dev_free(fresh->devs[i]);
		fresh->devs[i] = old;
		dev_forget(old);
		old->index = KEPT;
	}
	for (unsigned int i = 0; i < list->nr; i++)
		if (list->devs[i]->index != KEPT)
			keep_removed(list->devs[i], removed);
	free(list->devs);
	*list = *fresh;
	*fresh = (struct dev_list){ 0 };
	renumber(list);
}

struct dev *dev_list_after(const struct dev_list *list, const struct dev *dev)
{
	unsigned int at = dev->index + 1;

	if (dev_list_at(list, dev->index) != dev)
		for (at = 0; at < list->nr; at++)
			if (dev_compare_ids(&list->devs[at], &dev) > 0)
				break;
	return dev_list_at(list, at);
}
