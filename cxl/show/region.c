// SPDX-License-Identifier: GPL-2.0-or-later
/* What is shown of regions (lib/cxl/attrs/region.def), and of their mappings. */
#include <cxl/libcxl.h>
#include <string.h>
#include <uuid/uuid.h>

#include "cxl/device/poison.h"
#include "cxl/show/show.h"

static bool show_resource(void *region, struct value *value)
{
	value->u64 = cxl_region_get_resource(region);
	value->where = value->u64 ? SHOW_EVERYWHERE : SHOW_NESTED_ONLY;
	return true;
}

static bool show_extended_linear_cache_size(void *region, struct value *value)
{
	value->u64 = cxl_region_get_extended_linear_cache_size(region);
	return value->u64;
}

static bool show_type(void *region, struct value *value)
{
	enum cxl_decoder_mode mode = cxl_region_get_mode(region);

	value->text = cxl_decoder_mode_name(mode);
	return mode != CXL_DECODER_MODE_NONE;
}

static bool show_decode_state(void *region, struct value *value)
{
	value->text = cxl_region_decode_is_committed(region) ? "commit" : "reset";
	return true;
}

static bool show_state(void *region, struct value *value)
{
	value->text = "disabled";
	return !cxl_region_is_enabled(region);
}

static bool show_locked(void *region, struct value *value)
{
	enum cxl_region_locked_state state = cxl_region_locked_state(region);

	value->flag = state == CXL_REGION_LOCKED;
	return state != CXL_REGION_LOCKED_UNKNOWN;
}

static bool show_qos_class_mismatch(void *region, struct value *value)
{
	value->flag = cxl_region_qos_class_mismatch(region);
	value->where = value->flag ? SHOW_EVERYWHERE : SHOW_NOT_NESTED;
	return true;
}

static bool show_uuid(void *region, struct value *value)
{
	static char text[UUID_STR_LEN];
	static const uuid_t none;
	uuid_t uuid;

	cxl_region_get_uuid(region, uuid);
	uuid_unparse_lower(uuid, text);
	value->text = text;
	return memcmp(uuid, none, sizeof(uuid)) != 0;
}

#define GETTER(kind, name) \
	static bool show_##name(void *region, struct value *value) \
	{ \
		return value_##kind(value, cxl_region_get_##name(region)); \
	}
#define GETTER_str(name)	GETTER(str, name)
#define GETTER_u64(name)	GETTER(u64, name)
#define GETTER_hand(name)	/* above */

#define NAME(kind, name, key, format, ...)	GETTER_##kind(name)
#define ATTR(kind, name, path, key, format, ...)	GETTER(kind, name)
#define FACT(kind, name, key, format, ...)	GETTER_##kind(name)
#include "lib/cxl/attrs/region.def"

static const struct show_row rows[] = {
#define ROW(name, key, format, ...)	{ key, SHOW_##format, .get = show_##name, __VA_ARGS__ },
#define NAME(kind, name, key, format, ...)	ROW(name, key, format, .in = SHOW_IN_NESTED)
#define ATTR(kind, name, path, key, format, ...)	ROW(name, key, format, __VA_ARGS__)
#define FACT(kind, name, key, format, ...)	ROW(name, key, format, __VA_ARGS__)
#define LIST(name, key, ...) \
	{ key, SHOW_list, .ask = ask_region_##name, .inner = &media_record_type, __VA_ARGS__ },
/* Behind the mappings. */
#define FACT_LAST(kind, name, key, format, ...) \
	ROW(name, key, format, .in = SHOW_IN_LAST, __VA_ARGS__)
#define FACT_FLAT(kind, name, key, format, ...) \
	ROW(name, key, format, .in = SHOW_IN_FLAT, __VA_ARGS__)
#include "lib/cxl/attrs/region.def"
};

static bool region_present(void *region)
{
	return cxl_region_is_present(region);
}

static const char *region_name(void *region)
{
	return cxl_region_get_devname(region);
}

static const char *region_parent(void *region)
{
	return cxl_decoder_get_devname(cxl_region_get_decoder(region));
}

const struct show_type region_type = {
	.name = "region",
	.rows = rows,
	.nr = ARRAY_SIZE(rows),
	.label = region_name,
	.parent = region_parent,
	.present = region_present,
	.sorted = true,
	.type_key = "mode",
	.name_column = { .place = 1 },
	.parent_column = { .place = 2 },
};

static bool show_position(void *mapping, struct value *value)
{
	value->num = cxl_mapping_get_position(mapping);
	return true;
}

static bool show_memdev(void *mapping, struct value *value)
{
	struct cxl_memdev *memdev = cxl_decoder_get_memdev(cxl_mapping_get_decoder(mapping));

	return memdev && value_str(value, cxl_memdev_get_devname(memdev));
}

static bool show_decoder(void *mapping, struct value *value)
{
	return value_str(value, cxl_decoder_get_devname(cxl_mapping_get_decoder(mapping)));
}

static const struct show_row rows_of_mapping[] = {
	{ "position", SHOW_dec, .get = show_position, COLUMN(3, NULL) },
	{ "memdev", SHOW_text, .get = show_memdev, COLUMN(4, NULL) },
	{ "decoder", SHOW_text, .get = show_decoder },
};

static const char *mapping_label(void *mapping)
{
	return cxl_decoder_get_devname(cxl_mapping_get_decoder(mapping));
}

/* Not sorted: they stay in the order of positions. */
const struct show_type mapping_type = {
	.name = "mapping",
	.rows = rows_of_mapping,
	.nr = ARRAY_SIZE(rows_of_mapping),
	.label = mapping_label,
	.name_column = { .place = 1 },
	.parent_column = { .place = 2 },
};
