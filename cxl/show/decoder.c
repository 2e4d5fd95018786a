// SPDX-License-Identifier: GPL-2.0-or-later
/* What is shown of decoders (lib/cxl/attrs/decoder.def), and of their targets. */
#include <cxl/libcxl.h>
#include <limits.h>

#include "cxl/show/show.h"

static bool is_root(struct cxl_decoder *decoder)
{
	return cxl_port_is_root(cxl_decoder_get_port(decoder));
}

static bool is_of_endpoint(struct cxl_decoder *decoder)
{
	return cxl_port_is_endpoint(cxl_decoder_get_port(decoder));
}

static bool show_size(void *decoder, struct value *value)
{
	value->where = cxl_decoder_get_size(decoder) ? SHOW_EVERYWHERE : SHOW_NOT_NESTED;
	return value_u64(value, cxl_decoder_get_size(decoder));
}

static bool show_interleave_granularity(void *decoder, struct value *value)
{
	unsigned int ways = cxl_decoder_get_interleave_ways(decoder);

	value->where = ways > 1 ? SHOW_EVERYWHERE : SHOW_NOT_NESTED;
	return ways != UINT_MAX &&
	       value_uint(value, cxl_decoder_get_interleave_granularity(decoder));
}

static bool show_region(void *decoder, struct value *value)
{
	struct cxl_region *region = cxl_decoder_get_region(decoder);

	return region && value_str(value, cxl_region_get_devname(region));
}

static bool show_state(void *decoder, struct value *value)
{
	value->text = "disabled";
	return cxl_decoder_get_size(decoder) == 0;
}

static bool has_dpa(struct cxl_decoder *decoder, unsigned long long *size)
{
	if (!is_of_endpoint(decoder))
		return false;
	*size = cxl_decoder_get_dpa_size(decoder);
	return *size != 0 && *size != ULLONG_MAX;
}

static bool show_dpa_resource(void *decoder, struct value *value)
{
	unsigned long long size;

	return has_dpa(decoder, &size) && value_u64(value, cxl_decoder_get_dpa_resource(decoder));
}

static bool show_dpa_size(void *decoder, struct value *value)
{
	bool has = has_dpa(decoder, &value->u64);

	value->where = has ? SHOW_EVERYWHERE : SHOW_NOT_NESTED;
	return has || (is_of_endpoint(decoder) && value->u64 == 0);
}

static bool show_mode(void *decoder, struct value *value)
{
	enum cxl_decoder_mode mode = cxl_decoder_get_mode(decoder);

	value->text = cxl_decoder_mode_name(mode);
	return mode != CXL_DECODER_MODE_NONE;
}

/* What is not so is not told in the nested listing. */
static bool value_if_so(struct value *value, bool so)
{
	value->flag = so;
	value->where = so ? SHOW_EVERYWHERE : SHOW_NOT_NESTED;
	return true;
}

static bool is_window(struct cxl_decoder *decoder)
{
	return is_root(decoder) && cxl_decoder_is_mem_capable(decoder);
}

static bool show_max_available_extent(void *decoder, struct value *value)
{
	return is_window(decoder) &&
	       value_u64(value, cxl_decoder_get_max_available_extent(decoder));
}

static bool show_pmem_capable(void *decoder, struct value *value)
{
	return is_window(decoder) && value_if_so(value, cxl_decoder_is_pmem_capable(decoder));
}

static bool show_volatile_capable(void *decoder, struct value *value)
{
	return is_window(decoder) && value_if_so(value, cxl_decoder_is_volatile_capable(decoder));
}

static bool show_accelmem_capable(void *decoder, struct value *value)
{
	return is_root(decoder) && value_if_so(value, cxl_decoder_is_accelmem_capable(decoder));
}

static bool show_qos_class(void *decoder, struct value *value)
{
	return is_root(decoder) && value_num(value, cxl_root_decoder_get_qos_class(decoder));
}

static bool show_nr_targets(void *decoder, struct value *value)
{
	value->num = cxl_decoder_get_nr_targets(decoder);
	return !is_of_endpoint(decoder);
}

static bool show_locked(void *decoder, struct value *value)
{
	value->flag = cxl_decoder_is_locked(decoder);
	return true;
}

#define GETTER(kind, name) \
	static bool show_##name(void *decoder, struct value *value) \
	{ \
		return value_##kind(value, cxl_decoder_get_##name(decoder)); \
	}
#define GETTER_str(name)	GETTER(str, name)
#define GETTER_hand(name)	/* above */

#define ATTR(kind, name, path, key, format, ...)	GETTER(kind, name)
#define ATTR_IF(kind, name, path, key, format, other, ...) \
	static bool show_##name(void *decoder, struct value *value) \
	{ \
		return cxl_decoder_get_##other(decoder) && \
		       value_##kind(value, cxl_decoder_get_##name(decoder)); \
	}
#define NAME(kind, name, key, format, ...)	GETTER_##kind(name)
#define FACT(kind, name, key, format, ...)	GETTER_##kind(name)
#include "lib/cxl/attrs/decoder.def"

static const struct show_row rows[] = {
#define ROW(name, key, format, ...)	{ key, SHOW_##format, .get = show_##name, __VA_ARGS__ },
#define NAME(kind, name, key, format, ...)	ROW(name, key, format, .in = SHOW_IN_NESTED)
#define ATTR(kind, name, path, key, format, ...)	ROW(name, key, format, __VA_ARGS__)
#define ATTR_IF(kind, name, path, key, format, other, ...)	ROW(name, key, format, __VA_ARGS__)
#define FACT(kind, name, key, format, ...)	ROW(name, key, format, __VA_ARGS__)
#define FACT_FLAT(kind, name, key, format, ...) \
	ROW(name, key, format, .in = SHOW_IN_FLAT, __VA_ARGS__)
#include "lib/cxl/attrs/decoder.def"
};

static bool decoder_present(void *decoder)
{
	return cxl_decoder_is_present(decoder);
}

static const char *decoder_name(void *decoder)
{
	return cxl_decoder_get_devname(decoder);
}

static const char *decoder_parent(void *decoder)
{
	return cxl_port_get_devname(cxl_decoder_get_port(decoder));
}

const struct show_type decoder_type = {
	.name = "decoder",
	.rows = rows,
	.nr = ARRAY_SIZE(rows),
	.label = decoder_name,
	.parent = decoder_parent,
	.present = decoder_present,
	.sorted = true,
	.name_column = { .place = 1 },
	.parent_column = { .place = 2, .spare = true },
};

static bool show_target(void *target, struct value *value)
{
	return value_str(value, cxl_target_get_devname(target));
}

static bool show_target_alias(void *target, struct value *value)
{
	const char *node = cxl_target_get_firmware_node(target);

	return value_str(value, node ? node : cxl_target_get_physical_node(target));
}

static bool show_target_position(void *target, struct value *value)
{
	value->num = cxl_target_get_position(target);
	return true;
}

static bool show_target_id(void *target, struct value *value)
{
	value->u64 = cxl_target_get_id(target);
	return true;
}

static const struct show_row rows_of_target[] = {
	{ "target", SHOW_text, .get = show_target, .in = SHOW_IN_NESTED },
	{ "alias", SHOW_text, .get = show_target_alias, COLUMN(5, NULL) },
	{ "position", SHOW_dec, .get = show_target_position, COLUMN(3, NULL) },
	{ "id", SHOW_hex, .get = show_target_id, COLUMN(4, NULL) },
};

static const char *target_label(void *target)
{
	return cxl_target_get_devname(target);
}

/* Not sorted: they stay in the order of positions. */
const struct show_type target_type = {
	.name = "target",
	.rows = rows_of_target,
	.nr = ARRAY_SIZE(rows_of_target),
	.label = target_label,
	.name_column = { .place = 1 },
	.parent_column = { .place = 2 },
};
