// SPDX-License-Identifier: LGPL-2.1-or-later
/* Firmware: Get FW Info (opcode 0200h). */
#include <errno.h>
#include <string.h>

#include "lib/cxl/command/field.h"

#define ID CXL_MEM_COMMAND_ID_GET_FW_INFO

#define FW_VER_LEN 16

CXL_EXPORT struct cxl_cmd *cxl_cmd_new_get_fw_info(struct cxl_memdev *memdev)
{
	return cxl_cmd_new(memdev, ID);
}

/* These have no errno to return: what is not known is 0 or false. */
static int bits_or_0(const struct cxl_cmd *cmd, size_t offset, unsigned int shift, unsigned int nr)
{
	int value = field_bits(cmd, ID, offset, shift, nr);

	return value < 0 ? 0 : value;
}

#define BITS(name, offset, shift, nr, key, ...) \
	CXL_EXPORT unsigned int cxl_cmd_fw_info_get_##name(struct cxl_cmd *cmd) \
	{ \
		return bits_or_0(cmd, offset, shift, nr); \
	}
#define BIT(name, offset, bit, key) \
	CXL_EXPORT bool cxl_cmd_fw_info_get_##name(struct cxl_cmd *cmd) \
	{ \
		return bits_or_0(cmd, offset, bit, 1); \
	}
#include "lib/cxl/command/payload/fw-info.def"

static const size_t revisions[] = {
#define REVISION(slot, offset, key) [slot] = offset,
#include "lib/cxl/command/payload/fw-info.def"
};

CXL_EXPORT int cxl_cmd_fw_info_get_fw_ver(struct cxl_cmd *cmd, int slot, char *buf,
					  unsigned int len)
{
	const char *text;
	const void *data;
	int rc;

	if (!cmd || cmd->send.id != ID)
		return -ENXIO;
	if (!buf || !len || slot < 1 || slot >= (int)ARRAY_SIZE(revisions))
		return -EINVAL;
	rc = cxl_cmd_reply(cmd, ID, revisions[slot], FW_VER_LEN, &data);
	if (rc)
		return rc;
	text = data;
	if (!text[0])
		return -ENOENT;
	memcpy(buf, text, len < FW_VER_LEN ? len : FW_VER_LEN);
	return 0;
}
