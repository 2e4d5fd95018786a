/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What is done *to* the kernel: the seam that tests replace. kernel_*() is
 * what the libraries call: it refuses a root that shows another machine than
 * the platform's (-EROFS), then calls platform_*(), of which platform-linux.c
 * and a fault-injecting test variant are the two implementations, chosen at link
 * time. Device nodes are opened by lib/mailbox/transport.c only.
 */
#pragma once

#include <stddef.h>

#include "lib/base/root.h"

/* A character device: its node and the numbers that sysfs says it must have. */
struct devnode {
	const char *name;	/* below /dev, e.g. "cxl/mem0" */
	int major;
	int minor;
};

/*
 * Write an attribute, in one piece: 0, -EROFS, or what the kernel answered. The
 * second is for a file of any size, which takes as many pieces as it needs.
 */
int kernel_write(const struct root *root, const char *path, const void *data, size_t len)
	_must_check_ _nonnull_;
int kernel_write_file(const struct root *root, const char *path, const void *data, size_t len)
	_must_check_ _nonnull_;

/*
 * Load the module that drives devices of this alias, unless an administrator
 * blacklisted it: 0 (also when there is none to load), -EROFS, or the errno of loading.
 */
int kernel_load_module(const struct root *root, const char *alias) _must_check_ _nonnull_;

/*
 * Have the kernel finish the probes of bus @bus, and wait until udev has nothing
 * queued: at most 5 seconds beyond what the kernel takes. Without the right to
 * (not root, redirected root) at once.
 */
void kernel_settle(const struct root *root, const char *bus) _nonnull_;

/*
 * Is what @root shows the machine that this platform acts on? The running
 * kernel is that of the running system and of no copy; the platform of the
 * tests stands for the machine below any root.
 */
bool platform_is_machine_of(const struct root *root) _nonnull_;

/*
 * Open a device node for commands: a descriptor; -ENXIO when the node is not a
 * character device with those numbers, or the errno of open().
 */
int platform_open(const struct root *root, const struct devnode *node) _must_check_ _nonnull_;

/* An ioctl on a descriptor of platform_open(): 0 or a negative errno. */
int platform_ioctl(int fd, unsigned long request, void *arg) _must_check_;
void platform_close(int fd);
int platform_write(const struct root *root, const char *path, const void *data, size_t len)
	_must_check_ _nonnull_;
int platform_write_file(const struct root *root, const char *path, const void *data, size_t len)
	_must_check_ _nonnull_;
int platform_load_module(const char *alias) _must_check_ _nonnull_;
bool platform_udev_is_idle(void);
