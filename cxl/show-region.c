// SPDX-License-Identifier: GPL-2.0-or-later
/* What is shown of regions (lib/cxl/attrs/region.def), and of their mappings. */
#include <cxl/libcxl.h>

#include "show.h"

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
	return value->flag;
}

#define GETTER(kind, name) \
	static bool show_##name(void *region, struct value *value) \
	{ \
		return value_##kind(value, cxl_region_get_##name(region)); \
	}
#define GETTER_str(name)	GETTER(str, name)
#define GETTER_u64(name)	GETTER(u64, name)
#define GETTER_hand(name)	/* above */

#define ATTR(kind, name, path, key, format)	GETTER(kind, name)
#define FACT(kind, name, key, format)		GETTER_##kind(name)
#include "../lib/cxl/attrs/region.def"

static const struct show_row rows[] = {
#define ATTR(kind, name, path, key, format)	{ key, SHOW_##format, show_##name },
#define FACT(kind, name, key, format)		{ key, SHOW_##format, show_##name },
#include "../lib/cxl/attrs/region.def"
};

static const struct show_row last_rows[] = {
#define FACT_LAST(kind, name, key, format)	{ key, SHOW_##format, show_##name },
#include "../lib/cxl/attrs/region.def"
};

static const struct show_rows behind_mappings = {
	.rows = last_rows,
	.nr = ARRAY_SIZE(last_rows),
};

static bool region_present(void *region)
{
	return cxl_region_is_present(region);
}

static const char *region_name(void *region)
{
	return cxl_region_get_devname(region);
}

const struct show_rows region_rows = {
	.rows = rows,
	.nr = ARRAY_SIZE(rows),
	.present = region_present,
	.name = region_name,
	.last = &behind_mappings,
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
	{ "position", SHOW_dec, show_position },
	{ "memdev", SHOW_text, show_memdev },
	{ "decoder", SHOW_text, show_decoder },
};

/* Without a name: they stay in the order of positions. */
const struct show_rows mapping_rows = {
	.rows = rows_of_mapping,
	.nr = ARRAY_SIZE(rows_of_mapping),
};
