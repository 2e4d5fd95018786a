// SPDX-License-Identifier: LGPL-2.1-or-later
/* Drivers of devices: loaded, bound, unbound. See dev-driver.h. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/dev-driver.h"
#include "lib/base/dev-write.h"
#include "lib/base/platform.h"

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
