// SPDX-License-Identifier: LGPL-2.1-or-later
/* When a device warns: Get Alert Configuration (opcode 4201h). */
#include "mbox-field.h"

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
#define NUMBER(kind, name, offset, format) \
	CXL_EXPORT int cxl_cmd_alert_config_get_##name(struct cxl_cmd *cmd) \
	{ \
		return field_int(cmd, ID, offset, WIDTH_##kind, ALWAYS); \
	}
#include "payload/alert.def"
