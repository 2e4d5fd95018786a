/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Files below a root: "" is the running system, any other folder holds a copy
 * of one (a dump, a test). All paths are absolute as on the running system;
 * links are resolved inside the root, so a hostile copy cannot reach out.
 * The only place that spells /sys and /proc.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "lib/base/cleanup.h"
#include "lib/base/path.h"

#define ROOT_SYS		"/sys"
#define ROOT_BUS_DEVICES	"/sys/bus/%s/devices"
#define ROOT_BUS_FLUSH		"/sys/bus/%s/flush"
#define ROOT_BUS		"/sys/bus/%s"
#define ROOT_CLASS		"/sys/class/%s"
#define ROOT_BUS_DRIVER		"/sys/bus/%s/drivers/%s"
#define ROOT_MEMORY		"/sys/devices/system/memory"
#define ROOT_NODE		"/sys/devices/system/node/node%d"
#define ROOT_RELEASE		"/proc/sys/kernel/osrelease"
#define ROOT_CPUINFO		"/proc/cpuinfo"
#define ROOT_CONFIG_GZ		"/proc/config.gz"
#define ROOT_PID_NAMESPACE	"/proc/self/ns/pid"
#define ROOT_IOMEM		"/proc/iomem"
#define ROOT_PROC		"/proc"
#define ROOT_PROCESS		"/proc/%s"
#define ROOT_MOUNTS		"/proc/mounts"
#define ROOT_DEV		"/dev/%s"
/* In a copy only: what the mailbox of a memdev answered (recording.h). */
#define ROOT_MAILBOX		"/cxl-utils/mailbox/%s"

struct root;

/*
 * @prefix NULL, "" or "/" is the running system. -ENOENT, -ENOTDIR or another
 * errno when there is no such folder.
 */
int root_new(const char *prefix, struct root **root) _must_check_;
void root_free(struct root *root);

/*
 * Put another root in the place of *@root, one that has a /sys: 0, -ENODATA when it
 * has none, or as root_new(); then *@root stays.
 */
int root_change(struct root **root, const char *prefix) _must_check_ __attribute__((nonnull(1)));

/* Where the root is: "" for the running system. */
const char *root_prefix(const struct root *root) _nonnull_;

/* Not the running system: nothing may be written, no device exists. */
bool root_is_redirected(const struct root *root) _nonnull_;

/* A file descriptor, or a negative errno. */
int root_open(const struct root *root, const char *path, int flags) _must_check_ _nonnull_;

/*
 * The text of a small file, one trailing newline removed, NUL-terminated.
 * Returns its length; -EFBIG when it does not fit @len, -EILSEQ when it has a
 * NUL byte inside, or the errno of the failure.
 */
ssize_t root_read(const struct root *root, const char *path, char *buf, size_t len)
	_must_check_ _nonnull_;

/*
 * The text of a file of any length up to @max - 1 bytes (what is behind is left out),
 * NUL-terminated; *@text is to be freed. Its length, or a negative errno.
 */
ssize_t root_load(const struct root *root, const char *path, size_t max, char **text)
	_must_check_ _nonnull_;

/*
 * The whole of a file, whatever is in it, in a block to be freed that ends in a NUL.
 * Returns its length; -EFBIG beyond @max bytes, -EINVAL when it is no regular
 * file (nothing else is opened), or the errno of the failure.
 */
ssize_t root_load_whole(const struct root *root, const char *path, size_t max, char **bytes)
	_must_check_ _nonnull_;

/* What a name is, a link being a link, with its rights: st_mode, or a negative errno. */
int root_mode(const struct root *root, const char *path) _must_check_ _nonnull_;

bool root_exists(const struct root *root, const char *path) _nonnull_;

/* The text of the link @path; its length, or a negative errno (-ERANGE: too long). */
ssize_t root_readlink(const struct root *root, const char *path, char *buf, size_t len)
	_must_check_ _nonnull_;

/* The path that @path names once every link is followed: as seen inside the root. */
int root_resolve(const struct root *root, const char *path, char *buf, size_t len)
	_must_check_ _nonnull_;

/*
 * The same of the link @name in @folder, for folders of devices in sysfs, as they were
 * resolved: no part of them is a link, so there is only one to be read, and not every
 * part of two paths.
 */
int root_resolve_in(const struct root *root, const char *folder, const char *name, char *buf,
		    size_t len) _must_check_ _nonnull_;

/* Call @each with every name in a folder but . and ..; a non-zero result ends it. */
int root_list(const struct root *root, const char *path,
	      int (*each)(const char *name, void *data), void *data)
	_must_check_ __attribute__((nonnull(1, 2, 3)));

/* The same with the inode number of each: in sysfs, no device ever gets that of another. */
int root_list_inodes(const struct root *root, const char *path,
		     int (*each)(const char *name, unsigned long long inode, void *data),
		     void *data)
	_must_check_ __attribute__((nonnull(1, 2, 3)));

/* Where the first file system of type @fstype is mounted, e.g. "debugfs". */
int root_find_mount(const struct root *root, const char *fstype, char *buf, size_t len)
	_must_check_ _nonnull_;
