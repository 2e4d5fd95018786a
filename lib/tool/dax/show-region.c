// SPDX-License-Identifier: GPL-2.0-or-later
/* What is shown of a dax region: the rows of lib/daxctl/attrs/region.def. */
#include <daxctl/libdaxctl.h>
#include <limits.h>
#include <string.h>

#include "lib/tool/dax/show.h"

/* Without the part that all of them have in common. */
static bool show_path(void *region, struct value *value)
{
	const char *path = daxctl_region_get_path(region), *devices = strstr(path, "/devices/");

	value->text = devices ? devices + strlen("/devices") : path;
	return true;
}

static bool show_available_size(void *region, struct value *value)
{
	value->u64 = daxctl_region_get_available_size(region);
	return value->u64;
}

static bool show_align(void *region, struct value *value)
{
	unsigned long align = daxctl_region_get_align(region);

	value->num = align;
	return align <= LONG_MAX;
}

#define GETTER(kind, name) \
	static bool show_##name(void *region, struct value *value) \
	{ \
		return value_##kind(value, daxctl_region_get_##name(region)); \
	}
#define GETTER_num(name)	GETTER(num, name)
#define GETTER_hand(name)	/* above */

#define ATTR(kind, name, path, key, format, ...)	GETTER(kind, name)
#define FACT(kind, name, key, format, ...)	GETTER_##kind(name)
#include "lib/daxctl/attrs/region.def"

static const struct show_row rows[] = {
#define ROW(name, key, format, ...)	{ key, SHOW_##format, .get = show_##name, __VA_ARGS__ },
#define FACT_PATH(kind, name, key, format, ...)	ROW(name, key, format, .in = SHOW_IN_FULL_NESTED)
#define ATTR(kind, name, path, key, format, ...)	ROW(name, key, format, __VA_ARGS__)
#define FACT(kind, name, key, format, ...)	ROW(name, key, format, __VA_ARGS__)
#include "lib/daxctl/attrs/region.def"
};

static bool region_present(void *region)
{
	return daxctl_region_is_present(region);
}

static const char *region_label(void *region)
{
	return daxctl_region_get_devname(region);
}

/* Not sorted: the library has them in the order of ids, and names are of several kinds. */
const struct show_type dax_region_type = {
	.name = "daxregion",
	.rows = rows,
	.nr = ARRAY_SIZE(rows),
	.label = region_label,
	.present = region_present,
	.name_column = { .place = 1 },
	.parent_column = { .place = 2 },
};
