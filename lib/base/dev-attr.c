// SPDX-License-Identifier: LGPL-2.1-or-later
/* Attributes of devices: each one read once, when first asked for. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/dev-attr.h"

/* Longest value of any attribute; sysfs itself has a limit of one page. */
#define ATTR_MAX 1024

static int attr_read(struct dev *dev, const struct attr_row *row, struct attr_value *value)
{
	char path[PATH_MAX], text[ATTR_MAX];
	ssize_t len;
	int rc;

	/* Pays from the second attribute on: each link costs its time at every open. */
	if (!dev->folder)
		dev_link(dev);
	rc = dev_path(dev, row->path, path, sizeof(path));
	if (rc)
		return rc;
	len = root_read(dev->root, path, text, sizeof(text));
	if (len < 0)
		return len;
	/* A device without the thing behind it says so with an empty line. */
	if (len == 0 && row->kind != KIND_str)
		return -ENODATA;
	return attr_parse(row->kind, text, value);
}

/* Attribute @nr, read now if it was not before; NULL when it is absent. */
static const struct attr_value *attr_load(struct dev *dev, unsigned int nr)
{
	const struct attr_row *row = &dev->class->rows[nr];
	struct attr_value *value = &dev->values[nr];
	int rc;

	if (value->state == 0) {
		rc = attr_read(dev, row, value);
		value->state = rc ? rc : 1;
		if (rc && rc != -ENOENT)
			log_info(dev->log, "%s: no %s: %s", dev->name, row->path, strerror(-rc));
		else
			log_debug(dev->log, "%s: %s %s", dev->name, rc ? "has no" : "read",
				  row->path);
	}
	if (value->state > 0)
		return value;
	/* Each time: it may have been asked for before, for something else. */
	read_error_note(&dev->log->read_error, row->path, value->state);
	return NULL;
}

unsigned long long attr_get_size(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? value->u64 : ABSENT_size;
}

unsigned long long attr_get_u64(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? value->u64 : ABSENT_u64;
}

size_t attr_get_len(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value && value->u64 < SIZE_MAX ? value->u64 : ABSENT_len;
}

unsigned int attr_get_uint(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? (unsigned int)value->u64 : ABSENT_uint;
}

int attr_get_count(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? value->num : ABSENT_count;
}

bool attr_get_flag(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? value->flag : ABSENT_flag;
}

int attr_get_num(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? value->num : ABSENT_num;
}

const char *attr_get_str(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? value->str : ABSENT_str;
}
