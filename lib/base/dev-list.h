/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The list of all devices of a class, in the order of their ids. */
#pragma once

#include "lib/base/dev.h"

struct dev_list {
	struct dev **devs;
	unsigned int nr;
	bool scanned;
};

/* A list to fill, and what with. */
struct dev_scan {
	struct dev_list *list;
	const struct dev_class *class;
};

/*
 * Fill several lists, none of them scanned, from one look at the folder of their
 * bus: all of them, or none. Otherwise as dev_list_scan().
 */
int dev_lists_scan(const struct dev_scan *scans, size_t nr, const struct root *root,
		   struct log_ctx *log) _must_check_ _nonnull_;

/*
 * Fill @list with every device of @class, sorted by id, unless that was done.
 * Names that only look alike (mem0_bogus) are not devices. No such bus is an
 * empty list. 0, -ENOMEM or the errno of reading the folder; then the list
 * stays unscanned.
 */
int dev_list_scan(struct dev_list *list, const struct dev_class *class,
		  const struct root *root, struct log_ctx *log) _must_check_ _nonnull_;
void dev_list_free(struct dev_list *list) _nonnull_;

/*
 * Changes of a list that was scanned. A device that goes is not freed: a caller
 * may still hold it. It is put before *@removed, for dev_removed_free() in the end.
 *
 * dev_list_add(): one device, whose name the kernel just made; of the machine that
 * @like is of. It takes the place of what is there under that name. NULL and errno
 * EINVAL (no name of the class) or ENOMEM.
 * dev_list_replace(): what a new scan, @fresh, found. A device that is in both
 * stays the same object, and what was read of it is forgotten. @fresh is empty then.
 */
struct dev *dev_list_add(struct dev_list *list, const struct dev_class *class, const char *name,
			 const struct dev *like, struct dev **removed) _nonnull_;
void dev_list_remove(struct dev_list *list, struct dev *dev, struct dev **removed) _nonnull_;
void dev_list_replace(struct dev_list *list, struct dev_list *fresh, struct dev **removed)
	_nonnull_;
void dev_removed_free(struct dev **removed) _nonnull_;

/* The device behind @dev in the order of ids, also when @dev is no longer in the list. */
struct dev *dev_list_after(const struct dev_list *list, const struct dev *dev) _nonnull_;

/* The device at a place in the list; NULL behind the end. */
struct dev *dev_list_at(const struct dev_list *list, unsigned int index) _nonnull_;

/* The device with that id (of that owner, if the class has owners), or that name; NULL. */
struct dev *dev_list_find(const struct dev_list *list, int id) _nonnull_;
struct dev *dev_list_find_owned(const struct dev_list *list, int owner, int id) _nonnull_;
struct dev *dev_list_find_name(const struct dev_list *list, const char *name) _nonnull_;
