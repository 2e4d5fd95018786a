// SPDX-License-Identifier: LGPL-2.1-or-later
/* Firmware: Get FW Info (opcode 0200h), and the kernel's firmware loader. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/parse.h"
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

/* An attribute of the firmware loader, read now; its length or a negative errno. */
static ssize_t read_loader(struct cxl_memdev *memdev, const char *attr, char *buf, size_t len)
{
	char path[PATH_MAX];
	int rc;

	rc = path_format(path, sizeof(path), "%s/firmware/%s/%s", memdev->dev.path,
			 memdev->dev.name, attr);
	return rc ? rc : root_read(memdev->dev.root, path, buf, len);
}

CXL_EXPORT enum cxl_fwl_status cxl_memdev_get_fwl_status(struct cxl_memdev *memdev)
{
	char text[64];

	if (read_loader(memdev, "status", text, sizeof(text)) < 0)
		return CXL_FWL_STATUS_UNKNOWN;
	return cxl_fwl_status_from_ident(text);
}

CXL_EXPORT bool cxl_memdev_fw_update_in_progress(struct cxl_memdev *memdev)
{
	return cxl_memdev_get_fwl_status(memdev) != CXL_FWL_STATUS_IDLE;
}

CXL_EXPORT size_t cxl_memdev_fw_update_get_remaining(struct cxl_memdev *memdev)
{
	unsigned long long bytes;
	char text[64];

	if (read_loader(memdev, "remaining_size", text, sizeof(text)) < 0 ||
	    parse_u64(text, &bytes) || bytes > SIZE_MAX)
		return 0;
	return bytes;
}
