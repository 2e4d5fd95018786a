// SPDX-License-Identifier: LGPL-2.1-or-later
/* The health of a device: Get Health Info (opcode 4200h). */
#include "lib/cxl/command/field.h"

#define ID CXL_MEM_COMMAND_ID_GET_HEALTH_INFO

CXL_EXPORT struct cxl_cmd *cxl_cmd_new_get_health_info(struct cxl_memdev *memdev)
{
	return cxl_cmd_new(memdev, ID);
}

/* Values of the fields of the additional status. */
enum { LEVEL_normal, LEVEL_warning, LEVEL_critical };

#define ACCESSOR(name, value) \
	CXL_EXPORT int cxl_cmd_health_info_get_##name(struct cxl_cmd *cmd) \
	{ \
		return value; \
	}
#define LEVEL(name, level, offset, shift, nr) \
	ACCESSOR(name##_##level, field_is(cmd, ID, offset, shift, nr, LEVEL_##level))

#define BIT(name, offset, bit, key)	ACCESSOR(name, field_bits(cmd, ID, offset, bit, 1))
#define STATE(name, offset, value, key)	ACCESSOR(name, field_is(cmd, ID, offset, 0, 8, value))
#define LEVELS2(name, offset, shift, key) \
	LEVEL(name, normal, offset, shift, 1) \
	LEVEL(name, warning, offset, shift, 1)
#define LEVELS3(name, offset, shift, key) \
	LEVEL(name, normal, offset, shift, 2) \
	LEVEL(name, warning, offset, shift, 2) \
	LEVEL(name, critical, offset, shift, 2)
#define NUMBER(kind, name, offset, none, key, format) \
	ACCESSOR(name, field_int(cmd, ID, offset, WIDTH_##kind, none))
#define COUNTER(name, offset, key) \
	ACCESSOR(name, field_number(cmd, ID, offset, 4)) \
	CXL_EXPORT long long cxl_cmd_health_info_count_##name(struct cxl_cmd *cmd) \
	{ \
		return field_number(cmd, ID, offset, 4); \
	}
#include "lib/cxl/command/payload/health.def"
