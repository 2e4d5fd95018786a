/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The base of every object that is a device on a bus in sysfs, and the list of
 * all devices of a class, in the order of their ids.
 */
#pragma once

#include <stdbool.h>

#include "lib/base/attr.h"
#include "lib/base/log.h"
#include "lib/base/root.h"

/* What the devices of a class have in common. */
struct dev_class {
	const char *bus;		/* folder below /sys/bus */
	const char *prefix;		/* names are prefix and id */
	bool owned;			/* names are prefix, id of the owner, dot, id */
	size_t size;			/* of the object, whose first member is struct dev */
	const struct attr_row *rows;
	unsigned int nr_rows;
	void (*release)(struct dev *dev);	/* what the object owns beside; may be NULL */
};

struct dev {
	const struct dev_class *class;
	const struct root *root;
	struct log_ctx *log;
	struct attr_value *values;	/* one for each of class->rows */
	char *path;			/* below the root: /sys/bus/cxl/devices/mem0 */
	const char *name;		/* in @path */
	char *link;			/* text of the link @path; NULL before dev_link() */
	char *folder;			/* the same place as @path, but no link on the way to it */
	char *target;			/* where @path leads to; NULL before it is asked for */
	int owner;			/* of a class of owned devices, else 0 */
	int id;
	unsigned long long inode;	/* of what stands on the bus; 0: not known */
	unsigned int index;		/* in its list */
	struct dev *next_gone;		/* see dev_list_remove() */
};

struct dev_list {
	struct dev **devs;
	unsigned int nr, room;
	bool scanned;
};

/*
 * A device by itself, in no list, with id and owner 0. Where no link is on the way
 * to @path, the maker says so by setting the folder, too. NULL: out of memory.
 */
struct dev *dev_new_at(const struct dev_class *class, const char *path, const struct root *root,
		       struct log_ctx *log) _must_check_ _nonnull_;

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
 * may still hold it. It is put before *@gone, for dev_gone_free() in the end.
 *
 * dev_list_add(): one device, whose name the kernel just made; of the machine that
 * @like is of. It takes the place of what is there under that name. NULL and errno
 * EINVAL (no name of the class) or ENOMEM.
 * dev_list_replace(): what a new scan, @fresh, found. A device that is in both
 * stays the same object, and what was read of it is forgotten. @fresh is empty then.
 */
struct dev *dev_list_add(struct dev_list *list, const struct dev_class *class, const char *name,
			 const struct dev *like, struct dev **gone) _nonnull_;
void dev_list_remove(struct dev_list *list, struct dev *dev, struct dev **gone) _nonnull_;
void dev_list_replace(struct dev_list *list, struct dev_list *fresh, struct dev **gone) _nonnull_;
void dev_gone_free(struct dev **gone) _nonnull_;

/* The device behind @dev in the order of ids, also when @dev is no longer in the list. */
struct dev *dev_list_after(const struct dev_list *list, const struct dev *dev) _nonnull_;

/* The device at a place in the list; NULL behind the end. */
struct dev *dev_list_at(const struct dev_list *list, unsigned int index) _nonnull_;

/* The device with that id (of that owner, if the class has owners), or that name; NULL. */
struct dev *dev_list_find(const struct dev_list *list, int id) _nonnull_;
struct dev *dev_list_find_owned(const struct dev_list *list, int owner, int id) _nonnull_;
struct dev *dev_list_find_name(const struct dev_list *list, const char *name) _nonnull_;

/*
 * The text of the link that stands on the bus for the device, borrowed; NULL: it
 * is none. Once it was read, files of the device are found without following it.
 */
const char *dev_link(struct dev *dev) _nonnull_;

/* "<path of the device>/<file>". */
int dev_path(const struct dev *dev, const char *file, char *buf, size_t len)
	_must_check_ _nonnull_;

/*
 * The text of an attribute that is no row, read now; its length, or a negative
 * errno as of root_read().
 */
ssize_t dev_read(const struct dev *dev, const char *file, char *buf, size_t len)
	_must_check_ _nonnull_;

/* Where a link of the device leads to: 0 or a negative errno. */
int dev_resolve(struct dev *dev, const char *link, char *buf, size_t len)
	_must_check_ _nonnull_;

/* Is there a driver bound? Asks the kernel at each call. */
bool dev_is_bound(const struct dev *dev) _nonnull_;

/* Is the device still there? Asks the kernel at each call. */
bool dev_is_present(const struct dev *dev) _nonnull_;

/* Forget what was read of its attributes: the next question asks the kernel again. */
void dev_forget(struct dev *dev) _nonnull_;

/*
 * Write an attribute, in one piece; what the kernel refused is logged with the errno.
 * 0, -EROFS (a copy of a machine), or what the kernel answered. The second takes
 * text without newline, and adds one.
 */
int dev_write(struct dev *dev, const char *file, const void *data, size_t len)
	_must_check_ _nonnull_;
int dev_write_text(struct dev *dev, const char *file, const char *format, ...)
	_must_check_ _printf_(3, 4);

/* The same for a file that is no device's: errors name @what and the path. */
int dev_write_path(struct dev *dev, const char *path, const char *text) _must_check_ _nonnull_;

/* A driver of the bus, and the alias of its module: not all devices tell theirs. */
struct dev_driver {
	const char *name;
	const char *alias;
};

/*
 * See that the kernel has the driver, if need be by loading its module: 0; -ENOENT (there
 * is none), or why it could not be loaded (both logged).
 */
int dev_load_driver(struct dev *dev, const struct dev_driver *driver) _must_check_ _nonnull_;

/*
 * Bind a driver, loading its module first if the kernel does not have it; unbind
 * whatever driver is bound. 0, also when it is so already; -EROFS; what the kernel
 * answered (logged); -ENXIO, -EBUSY: it did not refuse, and did not do it.
 */
int dev_bind(struct dev *dev, const struct dev_driver *driver) _must_check_ _nonnull_;
int dev_unbind(struct dev *dev) _must_check_ _nonnull_;

void dev_free(struct dev *dev) _nonnull_;

/* For dev.c and dev-list.c only. */
struct dev *dev_new(const struct dev_class *class, const char *name, int id) _nonnull_;
int dev_parse_name(const struct dev_class *class, const char *name, int *owner, int *id) _nonnull_;
int dev_compare_ids(const void *a, const void *b) _nonnull_;
int dev_list_reserve(struct dev_list *list) _must_check_ _nonnull_;

/* Canonical path of the device (/sys/devices/...), borrowed; NULL when unknown. */
const char *dev_target(struct dev *dev) _nonnull_;
