// SPDX-License-Identifier: LGPL-2.1-or-later
/* The physical ranges that a device is put together from. */
#include <errno.h>
#include <string.h>

#include "lib/base/array.h"
#include "lib/base/parse.h"
#include "lib/daxctl/internal.h"

/* No device has so many; the number of attributes that are tried must end. */
#define MAPPINGS_MAX 65536

static int read_address(struct daxctl_dev *dev, unsigned int nr, const char *attr,
			unsigned long long *address)
{
	char file[64], text[64];
	ssize_t len;
	int rc;

	rc = path_format(file, sizeof(file), "mapping%u/%s", nr, attr);
	if (rc)
		return rc;
	len = dev_read(&dev->dev, file, text, sizeof(text));
	return len < 0 ? (int)len : parse_u64(text, address);
}

static int read_mapping(struct daxctl_dev *dev, struct daxctl_mapping *mapping)
{
	unsigned int nr = dev->nr_mappings;
	int rc;

	*mapping = (struct daxctl_mapping){ .dev = dev };
	rc = read_address(dev, nr, "start", &mapping->start);
	if (rc == 0)
		rc = read_address(dev, nr, "end", &mapping->end);
	if (rc == 0)
		rc = read_address(dev, nr, "page_offset", &mapping->offset);
	if (rc == 0 && mapping->end < mapping->start)
		rc = -ERANGE;
	return rc;
}

static int read_mappings(struct daxctl_dev *dev)
{
	struct daxctl_mapping mapping;
	int rc = 0;

	while (dev->nr_mappings < MAPPINGS_MAX && (rc = read_mapping(dev, &mapping)) == 0) {
		if (array_grow(&dev->mappings, dev->nr_mappings))
			return -ENOMEM;
		dev->mappings[dev->nr_mappings++] = mapping;
	}
	if (rc && rc != -ENOENT)
		log_info(dev->dev.log, "%s: no mapping%u: %s", dev->dev.name, dev->nr_mappings,
			 strerror(-rc));
	return rc == -ENOENT ? 0 : rc;
}

DAXCTL_EXPORT struct daxctl_mapping *daxctl_mapping_get_first(struct daxctl_dev *dev)
{
	int rc = 0;

	if (!dev->mappings_known) {
		dev->mappings_known = true;
		rc = read_mappings(dev);
	}
	errno = -rc;
	return dev->nr_mappings ? dev->mappings : NULL;
}

DAXCTL_EXPORT struct daxctl_mapping *daxctl_mapping_get_next(struct daxctl_mapping *mapping)
{
	return mapping + 1 < mapping->dev->mappings + mapping->dev->nr_mappings ? mapping + 1 :
										  NULL;
}

DAXCTL_EXPORT unsigned long long daxctl_mapping_get_start(struct daxctl_mapping *mapping)
{
	return mapping->start;
}

DAXCTL_EXPORT unsigned long long daxctl_mapping_get_end(struct daxctl_mapping *mapping)
{
	return mapping->end;
}

DAXCTL_EXPORT unsigned long long daxctl_mapping_get_offset(struct daxctl_mapping *mapping)
{
	return mapping->offset;
}

DAXCTL_EXPORT unsigned long long daxctl_mapping_get_size(struct daxctl_mapping *mapping)
{
	return mapping->end - mapping->start + 1;
}
