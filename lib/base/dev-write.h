/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Attributes of devices that are written. */
#pragma once

#include "lib/base/dev.h"

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
