// SPDX-License-Identifier: LGPL-2.1-or-later
/* Lists of devices that change after they were scanned: see dev.h. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/dev.h"

/* The index of a device that dev_list_replace() found again. */
#define KEPT UINT_MAX

static void put_away(struct dev *dev, struct dev **gone)
{
	dev->next_gone = *gone;
	*gone = dev;
}

void dev_gone_free(struct dev **gone)
{
	struct dev *dev;

	while ((dev = *gone)) {
		*gone = dev->next_gone;
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
			 const struct dev *like, struct dev **gone)
{
	unsigned int at = 0;
	struct dev *dev, *old;
	int owner, id;

	if (dev_parse_name(class, name, &owner, &id)) {
		errno = EINVAL;
		return NULL;
	}
	if (dev_list_reserve(list) || !(dev = dev_new(class, name, id))) {
		errno = ENOMEM;
		return NULL;
	}
	dev->owner = owner;
	dev->root = like->root;
	dev->log = like->log;
	old = find_same(list, dev);
	if (old)
		dev_list_remove(list, old, gone);
	while (at < list->nr && dev_compare_ids(&list->devs[at], &dev) < 0)
		at++;
	memmove(&list->devs[at + 1], &list->devs[at], (list->nr - at) * sizeof(*list->devs));
	list->devs[at] = dev;
	list->nr++;
	renumber(list);
	return dev;
}

void dev_list_remove(struct dev_list *list, struct dev *dev, struct dev **gone)
{
	if (dev_list_at(list, dev->index) != dev)
		return;
	list->nr--;
	memmove(&list->devs[dev->index], &list->devs[dev->index + 1],
		(list->nr - dev->index) * sizeof(*list->devs));
	renumber(list);
	put_away(dev, gone);
}

void dev_list_replace(struct dev_list *list, struct dev_list *fresh, struct dev **gone)
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
			put_away(list->devs[i], gone);
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
