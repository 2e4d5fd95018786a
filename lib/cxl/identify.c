// SPDX-License-Identifier: LGPL-2.1-or-later
/* The Identify Memory Device command (opcode 4000h). */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "../util/bits.h"
#include "mbox.h"

/* The fields of payload/identify.def come in two kinds. */
#define TYPE_capacity	unsigned long long	/* bytes, from units of 256 MiB; ULLONG_MAX: none */
#define TYPE_bytes	unsigned int		/* bytes; negative errno as unsigned: none */

#define FW_REV_LEN 16

CXL_EXPORT struct cxl_cmd *cxl_cmd_new_identify(struct cxl_memdev *memdev)
{
	return cxl_cmd_new(memdev, CXL_MEM_COMMAND_ID_IDENTIFY);
}

static unsigned long long field_capacity(struct cxl_cmd *cmd, size_t offset, size_t width)
{
	unsigned long long units;
	const void *data;

	if (cxl_cmd_reply(cmd, CXL_MEM_COMMAND_ID_IDENTIFY, offset, width, &data))
		return ULLONG_MAX;
	units = get_le(data, width);
	return units > ULLONG_MAX / CXL_CAPACITY_UNIT ? ULLONG_MAX : units * CXL_CAPACITY_UNIT;
}

static unsigned int field_bytes(struct cxl_cmd *cmd, size_t offset, size_t width)
{
	const void *data;
	int rc;

	rc = cxl_cmd_reply(cmd, CXL_MEM_COMMAND_ID_IDENTIFY, offset, width, &data);
	return rc ? (unsigned int)rc : get_le(data, width);
}

#define FIELD(kind, name, offset, width) \
	CXL_EXPORT TYPE_##kind cxl_cmd_identify_get_##name(struct cxl_cmd *cmd) \
	{ \
		return field_##kind(cmd, offset, width); \
	}
#include "payload/identify.def"

CXL_EXPORT int cxl_cmd_identify_get_fw_rev(struct cxl_cmd *cmd, char *fw_rev, int fw_len)
{
	const void *data;
	int rc;

	if (!fw_rev || fw_len < 0)
		return -EINVAL;
	rc = cxl_cmd_reply(cmd, CXL_MEM_COMMAND_ID_IDENTIFY, 0, FW_REV_LEN, &data);
	if (rc)
		return rc;
	memcpy(fw_rev, data, fw_len < FW_REV_LEN ? fw_len : FW_REV_LEN);
	return 0;
}
