/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The base of every object that is a device on a bus in sysfs. */
#pragma once

#include <stdbool.h>

#include "lib/base/attr.h"
#include "lib/base/log.h"
#include "lib/base/root.h"

struct dev;

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
	struct dev *next_removed;		/* see dev_list_remove() */
};

/*
 * A device by itself, in no list, with id and owner 0. Where no link is on the way
 * to @path, the maker says so by setting the folder, too. NULL: out of memory.
 */
struct dev *dev_new_at(const struct dev_class *class, const char *path, const struct root *root,
		       struct log_ctx *log) _must_check_ _nonnull_;

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

void dev_free(struct dev *dev) _nonnull_;

/* For dev-list.c only. */
struct dev *dev_new(const struct dev_class *class, const char *name, int id) _nonnull_;
int dev_parse_name(const struct dev_class *class, const char *name, int *owner, int *id) _nonnull_;
int dev_compare_ids(const void *a, const void *b) _nonnull_;

/* Canonical path of the device (/sys/devices/...), borrowed; NULL when unknown. */
const char *dev_target(struct dev *dev) _nonnull_;
