// SPDX-License-Identifier: GPL-2.0-or-later
/* What is shown of a dax device (lib/daxctl/attrs/dev.def), and of its mappings. */
#include <daxctl/libdaxctl.h>
#include <stdio.h>

#include "lib/tool/dax/show.h"

static bool show_align(void *dev, struct value *value)
{
	value->u64 = daxctl_dev_get_align(dev);
	return value->u64;
}

/* Without a driver it is what it would become by itself. */
static bool show_mode(void *dev, struct value *value)
{
	switch (daxctl_dev_get_mode(dev)) {
	case DAXCTL_DEV_MODE_RAM:
		value->text = "system-ram";
		break;
	case DAXCTL_DEV_MODE_FAMFS:
		value->text = "famfs";
		break;
	default:
		value->text = "devdax";
	}
	return true;
}

/* The value is what a function of the memory counts; negative: it cannot be told. */
static bool of_memory(void *dev, struct value *value, int (*count)(struct daxctl_memory *mem))
{
	struct daxctl_memory *memory = daxctl_dev_get_memory(dev);

	value->num = memory ? count(memory) : -1;
	return value->num >= 0;
}

static bool show_online_memblocks(void *dev, struct value *value)
{
	return of_memory(dev, value, daxctl_memory_is_online);
}

static bool show_total_memblocks(void *dev, struct value *value)
{
	return of_memory(dev, value, daxctl_memory_num_sections);
}

static bool show_movable(void *dev, struct value *value)
{
	struct value movable;
	bool known = of_memory(dev, &movable, daxctl_memory_is_movable);

	value->flag = known && movable.num;
	return known;
}

static bool show_state(void *dev, struct value *value)
{
	value->text = "disabled";
	return !daxctl_dev_is_enabled(dev);
}

#define GETTER(kind, name) \
	static bool show_##name(void *dev, struct value *value) \
	{ \
		return value_##kind(value, daxctl_dev_get_##name(dev)); \
	}
#define GETTER_str(name)	GETTER(str, name)
#define GETTER_hand(name)	/* above */

#define NAME(kind, name, key, format, ...)	GETTER_##kind(name)
#define ATTR(kind, name, path, key, format, ...)	GETTER(kind, name)
#define FACT(kind, name, key, format, ...)	GETTER_##kind(name)
#include "lib/daxctl/attrs/dev.def"

static const struct show_row rows[] = {
#define ROW(name, key, format, ...)	{ key, SHOW_##format, .get = show_##name, __VA_ARGS__ },
#define NAME(kind, name, key, format, ...)	ROW(name, key, format, .in = SHOW_IN_NESTED)
#define ATTR(kind, name, path, key, format, ...)	ROW(name, key, format, __VA_ARGS__)
#define FACT(kind, name, key, format, ...)	ROW(name, key, format, __VA_ARGS__)
#include "lib/daxctl/attrs/dev.def"
};

static bool dev_present(void *dev)
{
	return daxctl_dev_is_present(dev);
}

static const char *dev_name(void *dev)
{
	return daxctl_dev_get_devname(dev);
}

static const char *dev_parent(void *dev)
{
	return daxctl_region_get_devname(daxctl_dev_get_region(dev));
}

const struct show_type dax_dev_type = {
	.name = "daxdev",
	.rows = rows,
	.nr = ARRAY_SIZE(rows),
	.label = dev_name,
	.parent = dev_parent,
	.present = dev_present,
	.sorted = true,
	.name_column = { .place = 1 },
	.parent_column = { .place = 2 },
};

static bool show_page_offset(void *mapping, struct value *value)
{
	value->u64 = daxctl_mapping_get_offset(mapping);
	return true;
}

static bool show_start(void *mapping, struct value *value)
{
	return value_u64(value, daxctl_mapping_get_start(mapping));
}

static bool show_end(void *mapping, struct value *value)
{
	value->u64 = daxctl_mapping_get_end(mapping);
	return true;
}

static bool show_mapping_size(void *mapping, struct value *value)
{
	return value_size(value, daxctl_mapping_get_size(mapping));
}

static const struct show_row rows_of_mapping[] = {
	{ "page_offset", SHOW_hex, .get = show_page_offset, COLUMN(5, "PAGE OFFSET") },
	{ "start", SHOW_hex, .get = show_start, COLUMN(2, NULL) },
	{ "end", SHOW_hex, .get = show_end, COLUMN(3, NULL) },
	{ "size", SHOW_size, .get = show_mapping_size, COLUMN(4, NULL) },
};

static const char *mapping_label(void *mapping)
{
	static char text[32];

	snprintf(text, sizeof(text), "%#llx", daxctl_mapping_get_start(mapping));
	return text;
}

/* Not sorted: they stay in the order of their place in the device. */
const struct show_type dax_mapping_type = {
	.name = "daxmapping",
	.rows = rows_of_mapping,
	.nr = ARRAY_SIZE(rows_of_mapping),
	.label = mapping_label,
	.parent_column = { .place = 1, .title = "DEVICE" },
};
