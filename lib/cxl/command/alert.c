// SPDX-License-Identifier: LGPL-2.1-or-later
/* When a device warns: Get Alert Configuration (opcode 4201h), Set Alert Configuration. */
#include <errno.h>

#include "lib/base/bits.h"
#include "lib/cxl/command/field.h"

#define ID CXL_MEM_COMMAND_ID_GET_ALERT_CONFIG

CXL_EXPORT struct cxl_cmd *cxl_cmd_new_get_alert_config(struct cxl_memdev *memdev)
{
	return cxl_cmd_new(memdev, ID);
}

#define BIT(name, offset, bit) \
	CXL_EXPORT int cxl_cmd_alert_config_##name(struct cxl_cmd *cmd) \
	{ \
		return field_bits(cmd, ID, offset, bit, 1); \
	}
#define NUMBER(kind, name, offset, format, ...) \
	CXL_EXPORT int cxl_cmd_alert_config_get_##name(struct cxl_cmd *cmd) \
	{ \
		return field_int(cmd, ID, offset, WIDTH_##kind, ALWAYS); \
	}
#include "lib/cxl/command/payload/alert.def"

/* Set Alert Configuration (opcode 4202h). */
#define ID_SET	CXL_MEM_COMMAND_ID_SET_ALERT_CONFIG
#define SET_LEN	12

CXL_EXPORT struct cxl_cmd *cxl_cmd_new_set_alert_config(struct cxl_memdev *memdev)
{
	return cxl_cmd_new_payload(memdev, ID_SET, SET_LEN);
}

static int set_field(struct cxl_cmd *cmd, size_t offset, size_t width, int value, int min, int max)
{
	if (!cmd || cmd->send.id != ID_SET || !cmd->own_in || cmd->send.in.size < SET_LEN ||
	    value < min || value > max)
		return -EINVAL;
	put_le((char *)cmd->own_in + offset, width, (unsigned long long)value);
	return 0;
}

#define FIELD(name, offset, width, min, max) \
	CXL_EXPORT int cxl_cmd_alert_config_set_##name(struct cxl_cmd *cmd, int value) \
	{ \
		return set_field(cmd, offset, width, value, min, max); \
	}
#include "lib/cxl/command/payload/alert-set.def"
