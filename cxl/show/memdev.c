// SPDX-License-Identifier: GPL-2.0-or-later
/* What is shown of a memdev: the rows of lib/cxl/attrs/memdev.def. */
#include <cxl/libcxl.h>

#include "cxl/device/poison.h"
#include "cxl/show/show.h"

/* The facts that are not one accessor: a key that is there or not. */
static bool show_disabled(void *memdev, struct value *value)
{
	value->text = "disabled";
	return !cxl_memdev_is_enabled(memdev);
}

static bool show_poison_injectable(void *memdev, struct value *value)
{
	if (!cxl_debugfs_exists(cxl_memdev_get_ctx(memdev)))
		return false;
	value->flag = cxl_memdev_has_poison_support(memdev, true);
	return true;
}

#define GETTER(kind, name) \
	static bool show_##name(void *memdev, struct value *value) \
	{ \
		return value_##kind(value, cxl_memdev_get_##name(memdev)); \
	}
#define GETTER_str(name)	GETTER(str, name)
#define GETTER_flag(name)	/* above */

#define ATTR(kind, name, path, key, format)	GETTER(kind, name)
#define ATTR_IF(kind, name, path, key, format, other) \
	static bool show_##name(void *memdev, struct value *value) \
	{ \
		return cxl_memdev_get_##other(memdev) && \
		       value_##kind(value, cxl_memdev_get_##name(memdev)); \
	}
#define FACT(kind, name, key, format)		GETTER_##kind(name)
#include "lib/cxl/attrs/memdev.def"

static const struct show_row rows[] = {
#define ATTR(kind, name, path, key, format)	{ key, SHOW_##format, show_##name },
#define FACT(kind, name, key, format)		{ key, SHOW_##format, show_##name },
#define PART(name, key)				{ key, SHOW_rows, show_##name },
#define LIST(name, key)				{ key, SHOW_list, show_memdev_##name },
#include "lib/cxl/attrs/memdev.def"
};

static bool memdev_present(void *memdev)
{
	return cxl_memdev_is_present(memdev);
}

static const char *memdev_name(void *memdev)
{
	return cxl_memdev_get_devname(memdev);
}

static const char *memdev_parent(void *memdev)
{
	struct cxl_endpoint *endpoint = cxl_memdev_get_endpoint(memdev);

	return endpoint ? cxl_endpoint_get_devname(endpoint) : NULL;
}

const struct show_type memdev_type = {
	.name = "memdev",
	.label = memdev_name,
	.parent = memdev_parent,
	.rows = rows + 1,
	.nr = ARRAY_SIZE(rows) - 1,
	.parts = memdev_parts,
};

const struct show_rows memdev_rows = {
	.type = &memdev_type,
	.rows = rows,
	.nr = ARRAY_SIZE(rows),
	.present = memdev_present,
	.name = memdev_name,
};
