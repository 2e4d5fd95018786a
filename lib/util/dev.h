/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The base of every object that is a device on a bus in sysfs, and the list of
 * all devices of a class, in the order of their ids.
 */
#pragma once

#include <stdbool.h>

#include "attr.h"
#include "log.h"
#include "root.h"

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
	unsigned int index;		/* in its list */
};

struct dev_list {
	struct dev **devs;
	unsigned int nr, room;
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
int dev_resolve(const struct dev *dev, const char *link, char *buf, size_t len)
	_must_check_ _nonnull_;

/* Is there a driver bound? Asks the kernel at each call. */
bool dev_is_bound(const struct dev *dev) _nonnull_;

/* Is the device still there? Asks the kernel at each call. */
bool dev_is_present(const struct dev *dev) _nonnull_;

/* Canonical path of the device (/sys/devices/...), borrowed; NULL when unknown. */
const char *dev_target(struct dev *dev) _nonnull_;
