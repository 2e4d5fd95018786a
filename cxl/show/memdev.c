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

#define NAME(kind, name, key, format, ...)	GETTER_##kind(name)
#define ATTR(kind, name, path, key, format, ...)	GETTER(kind, name)
#define ATTR_IF(kind, name, path, key, format, other, ...) \
	static bool show_##name(void *memdev, struct value *value) \
	{ \
		return cxl_memdev_get_##other(memdev) && \
		       value_##kind(value, cxl_memdev_get_##name(memdev)); \
	}
#define FACT(kind, name, key, format, ...)	GETTER_##kind(name)
#include "lib/cxl/attrs/memdev.def"

static const struct show_row rows[] = {
#define ROW(name, key, format, ...)	{ key, SHOW_##format, .get = show_##name, __VA_ARGS__ },
#define NAME(kind, name, key, format, ...)	ROW(name, key, format, .in = SHOW_IN_NESTED)
#define ATTR(kind, name, path, key, format, ...)	ROW(name, key, format, __VA_ARGS__)
#define ATTR_IF(kind, name, path, key, format, other, ...)	ROW(name, key, format, __VA_ARGS__)
#define FACT(kind, name, key, format, ...)	ROW(name, key, format, __VA_ARGS__)
#define PART(name, key, ...) \
	{ key, SHOW_rows, .ask = ask_##name, .inner = &name##_type, __VA_ARGS__ },
#define LIST(name, key, ...) \
	{ key, SHOW_list, .ask = ask_memdev_##name, .inner = &media_record_type, __VA_ARGS__ },
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
	.rows = rows,
	.nr = ARRAY_SIZE(rows),
	.label = memdev_name,
	.parent = memdev_parent,
	.present = memdev_present,
	.sorted = true,
	.name_column = { .place = 1 },
};
