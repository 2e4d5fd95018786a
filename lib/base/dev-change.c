// SPDX-License-Identifier: LGPL-2.1-or-later
/* Changes of devices: attributes that are written, drivers that are bound. See dev.h. */
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/dev.h"
#include "lib/base/platform.h"

void dev_forget(struct dev *dev)
{
	attr_forget(dev->class->rows, dev->values, dev->class->nr_rows);
}

/* Length of what was written, as it is shown: text ends with a newline or a NUL. */
static int shown(const char *data, size_t len)
{
	while (len && (data[len - 1] == '\n' || data[len - 1] == '\0'))
		len--;
	return len < INT_MAX ? (int)len : INT_MAX;
}

/* @name stands for the file in messages: "region0/size". */
static int write_file(struct dev *dev, const char *path, const char *name, const char *data,
		      size_t len)
{
	int rc = kernel_write(dev->root, path, data, len), text = shown(data, len);

	if (rc == 0)
		log_debug(dev->log, "wrote \"%.*s\" to %s", text, data, name);
	else if (rc == -EROFS)
		log_err(dev->log, "%s: this is a copy of a machine, not the machine; nothing can be "
			"written", dev->name);
	else
		log_err(dev->log, "the kernel refused to write \"%.*s\" to %s: %s", text, data,
			name, strerror(-rc));
	return rc;
}

int dev_write(struct dev *dev, const char *file, const void *data, size_t len)
{
	char path[PATH_MAX], name[PATH_MAX];
	int rc;

	rc = dev_path(dev, file, path, sizeof(path));
	if (rc == 0)
		rc = path_format(name, sizeof(name), "%s/%s", dev->name, file);
	return rc ? rc : write_file(dev, path, name, data, len);
}

int dev_write_text(struct dev *dev, const char *file, const char *format, ...)
{
	char text[128];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof(text) - 1, format, args);
	va_end(args);
	if (len < 0 || (size_t)len >= sizeof(text) - 1)
		return -E2BIG;
	text[len] = '\n';
	return dev_write(dev, file, text, len + 1);
}

int dev_write_path(struct dev *dev, const char *path, const char *text)
{
	return write_file(dev, path, path, text, strlen(text));
}

int dev_load_driver(struct dev *dev, const struct dev_driver *driver)
{
	char folder[PATH_MAX];
	int rc = path_format(folder, sizeof(folder), ROOT_BUS_DRIVER, dev->class->bus,
			     driver->name);

	/* It is there once its module is, or from the start. */
	if (rc || root_exists(dev->root, folder))
		return rc;
	rc = kernel_load_module(dev->root, driver->alias);
	if (rc) {
		log_err(dev->log, "%s: cannot load the module of driver %s (%s): %s", dev->name,
			driver->name, driver->alias, strerror(-rc));
		return rc;
	}
	if (root_exists(dev->root, folder))
		return 0;
	log_err(dev->log, "%s: no driver %s: it is not part of this kernel, or its module is "
		"missing or blacklisted", dev->name, driver->name);
	return -ENOENT;
}

int dev_bind(struct dev *dev, const struct dev_driver *driver)
{
	char path[PATH_MAX], name[128];
	int rc;

	if (dev_is_bound(dev))
		return 0;
	rc = dev_load_driver(dev, driver);
	/* A module that comes takes its devices at once. */
	if (rc || dev_is_bound(dev))
		return rc;
	rc = path_format(path, sizeof(path), ROOT_BUS_DRIVER "/bind", dev->class->bus,
			 driver->name);
	if (rc == 0)
		rc = path_format(name, sizeof(name), "%s\n", dev->name);
	if (rc)
		return rc;
	rc = dev_write_path(dev, path, name);
	if (dev_is_bound(dev))
		return 0;
	return rc ? rc : -ENXIO;
}

int dev_unbind(struct dev *dev)
{
	char name[128];
	int rc;

	if (!dev_is_bound(dev))
		return 0;
	rc = path_format(name, sizeof(name), "%s\n", dev->name);
	if (rc == 0)
		rc = dev_write(dev, "driver/unbind", name, strlen(name));
	if (!dev_is_bound(dev))
		return 0;
	return rc ? rc : -EBUSY;
}
