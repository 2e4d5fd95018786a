// SPDX-License-Identifier: LGPL-2.1-or-later
/* The Identify Memory Device command (opcode 4000h). */
#include <errno.h>
#include <string.h>

#include "lib/cxl/command/field.h"

#define ID CXL_MEM_COMMAND_ID_IDENTIFY

#define FW_REV_LEN 16

CXL_EXPORT struct cxl_cmd *cxl_cmd_new_identify(struct cxl_memdev *memdev)
{
	return cxl_cmd_new(memdev, ID);
}

#define CAPACITY(name, offset, key, ...) \
	CXL_EXPORT unsigned long long cxl_cmd_identify_get_##name(struct cxl_cmd *cmd) \
	{ \
		return field_capacity(cmd, ID, offset); \
	}
#define BYTES(name, offset) \
	CXL_EXPORT unsigned int cxl_cmd_identify_get_##name(struct cxl_cmd *cmd) \
	{ \
		return field_number(cmd, ID, offset, 4); \
	}
#include "lib/cxl/command/payload/identify.def"

CXL_EXPORT int cxl_cmd_identify_get_fw_rev(struct cxl_cmd *cmd, char *fw_rev, int fw_len)
{
	const void *data;
	int rc;

	if (!fw_rev || fw_len < 0)
		return -EINVAL;
	rc = cxl_cmd_reply(cmd, ID, 0, FW_REV_LEN, &data);
	if (rc)
		return rc;
	memcpy(fw_rev, data, fw_len < FW_REV_LEN ? fw_len : FW_REV_LEN);
	return 0;
}
