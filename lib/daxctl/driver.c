// SPDX-License-Identifier: LGPL-2.1-or-later
/* Which driver a device is bound to, binding and unbinding. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/dev-driver.h"
#include "lib/base/dev-write.h"
#include "lib/daxctl/internal.h"

/* The modes, by driver. */
static const struct attr_word drivers[] = {
	{ "device_dax", DAXCTL_DEV_MODE_DEVDAX },
	{ "kmem", DAXCTL_DEV_MODE_RAM },
	{ "fsdev_dax", DAXCTL_DEV_MODE_FAMFS },
	{ NULL, DAXCTL_DEV_MODE_UNKNOWN },
};

DAXCTL_EXPORT const char *daxctl_dev_get_driver(struct daxctl_dev *dev)
{
	char path[PATH_MAX];

	if (dev_resolve(&dev->dev, "driver", path, sizeof(path)) ||
	    path_format(dev->driver, sizeof(dev->driver), "%s", path_name(path)))
		return NULL;
	return dev->driver;
}

DAXCTL_EXPORT enum daxctl_dev_mode daxctl_dev_get_mode(struct daxctl_dev *dev)
{
	return attr_word(drivers, daxctl_dev_get_driver(dev), DAXCTL_DEV_MODE_UNKNOWN);
}

DAXCTL_EXPORT int daxctl_dev_is_devdax_mode(struct daxctl_dev *dev)
{
	return daxctl_dev_get_mode(dev) == DAXCTL_DEV_MODE_DEVDAX;
}

DAXCTL_EXPORT int daxctl_dev_is_famfs_mode(struct daxctl_dev *dev)
{
	return daxctl_dev_get_mode(dev) == DAXCTL_DEV_MODE_FAMFS;
}

DAXCTL_EXPORT int daxctl_dev_is_system_ram_mode(struct daxctl_dev *dev)
{
	return daxctl_dev_get_mode(dev) == DAXCTL_DEV_MODE_RAM;
}

DAXCTL_EXPORT int daxctl_dev_is_system_ram_capable(struct daxctl_dev *dev)
{
	return daxctl_dev_is_system_ram_mode(dev);
}

DAXCTL_EXPORT int daxctl_dev_is_enabled(struct daxctl_dev *dev)
{
	return dev->in_class || dev_is_bound(&dev->dev);
}

/* "/sys/bus/dax/drivers/<driver>/<file>" */
static int driver_path(const char *driver, const char *file, char *buf, size_t len)
{
	return path_format(buf, len, ROOT_BUS_DRIVER "/%s", DAX_BUS, driver, file);
}

/* Have the driver take or drop the device by name; what fails is told by what follows. */
static void write_id(struct daxctl_dev *dev, const char *driver, const char *file)
{
	struct daxctl_ctx *ctx = dev->region->ctx;
	char path[PATH_MAX];
	int rc = driver_path(driver, file, path, sizeof(path));

	if (rc == 0)
		rc = kernel_write(ctx->root, path, dev->dev.name, strlen(dev->dev.name));
	if (rc)
		log_info(&ctx->log, "%s: cannot write to %s of %s: %s", dev->dev.name, file,
			 driver, strerror(-rc));
}

static int bind_driver(struct daxctl_dev *dev, const char *driver)
{
	struct daxctl_ctx *ctx = dev->region->ctx;
	char path[PATH_MAX];
	int rc = 0;

	/* That tries to bind, too, but does not tell why it cannot. */
	write_id(dev, driver, "new_id");
	if (!dev_is_bound(&dev->dev)) {
		rc = driver_path(driver, "bind", path, sizeof(path));
		if (rc == 0)
			rc = dev_write_path(&dev->dev, path, dev->dev.name);
		if (!dev_is_bound(&dev->dev)) {
			write_id(dev, driver, "remove_id");
			return rc ? rc : -ENXIO;
		}
	}
	if (strcmp(daxctl_dev_get_driver(dev) ? dev->driver : "", driver)) {
		log_err(&ctx->log, "%s: bound to %s instead of %s", dev->dev.name, dev->driver,
			driver);
		return -EBUSY;
	}
	return 0;
}

static int enable(struct daxctl_dev *dev, const char *driver)
{
	/* Modules have the names of the drivers. */
	const struct dev_driver module = { driver, driver };
	struct daxctl_ctx *ctx = dev->region->ctx;
	int rc;

	if (dev->in_class) {
		log_err(&ctx->log, "%s: devices of class dax have no driver to choose",
			dev->dev.name);
		return -EOPNOTSUPP;
	}
	if (daxctl_dev_is_enabled(dev))
		return 0;
	rc = dev_load_driver(&dev->dev, &module);
	if (rc == 0)
		rc = bind_driver(dev, driver);
	/* Some regions make a new seed as soon as the last one is in use. */
	if (rc == 0)
		daxctl_region_scan_devs(dev->region);
	return rc;
}

DAXCTL_EXPORT int daxctl_dev_enable_devdax(struct daxctl_dev *dev)
{
	return enable(dev, "device_dax");
}

DAXCTL_EXPORT int daxctl_dev_enable_ram(struct daxctl_dev *dev)
{
	return enable(dev, "kmem");
}

DAXCTL_EXPORT int daxctl_dev_enable_famfs(struct daxctl_dev *dev)
{
	return enable(dev, "fsdev_dax");
}

DAXCTL_EXPORT int daxctl_dev_disable(struct daxctl_dev *dev)
{
	struct daxctl_ctx *ctx = dev->region->ctx;
	const char *driver;
	char path[PATH_MAX];
	int rc;

	if (dev->in_class) {
		log_err(&ctx->log, "%s: devices of class dax cannot be unbound", dev->dev.name);
		return -EOPNOTSUPP;
	}
	daxctl_dev_forget_memory(dev);
	driver = daxctl_dev_get_driver(dev);
	if (!driver)
		return 0;
	write_id(dev, driver, "remove_id");
	rc = driver_path(driver, "unbind", path, sizeof(path));
	if (rc == 0)
		rc = dev_write_path(&dev->dev, path, dev->dev.name);
	if (!dev_is_bound(&dev->dev))
		return 0;
	return rc ? rc : -EBUSY;
}
