/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Drivers of devices. */
#pragma once

#include "lib/base/dev.h"

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
