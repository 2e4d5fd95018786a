// SPDX-License-Identifier: LGPL-2.1-or-later
/* Partitions of a device: Get Partition Info (opcode 4100h), Set Partition Info. */
#include <errno.h>

#include "lib/base/bits.h"
#include "lib/cxl/command/field.h"

#define ID CXL_MEM_COMMAND_ID_GET_PARTITION_INFO

CXL_EXPORT struct cxl_cmd *cxl_cmd_new_get_partition(struct cxl_memdev *memdev)
{
	return cxl_cmd_new(memdev, ID);
}

#define CAPACITY(name, offset, key) \
	CXL_EXPORT unsigned long long cxl_cmd_partition_get_##name(struct cxl_cmd *cmd) \
	{ \
		return field_capacity(cmd, ID, offset); \
	}
#include "lib/cxl/command/payload/partition.def"

/*
 * Set Partition Info (opcode 4101h, CXL 3.1 section 8.2.9.9.2.2): capacity, flags. The
 * kernel's list says how long the payload is.
 */
#define ID_SET		CXL_MEM_COMMAND_ID_SET_PARTITION_INFO
#define SET_FLAGS	8
#define SET_IMMEDIATE	1
#define SET_LEN		9

CXL_EXPORT struct cxl_cmd *cxl_cmd_new_set_partition(struct cxl_memdev *memdev,
						     unsigned long long volatile_size)
{
	struct cxl_cmd *cmd;

	if (volatile_size % CXL_CAPACITY_UNIT) {
		log_err(&memdev->ctx->log, "%s: %llu bytes of volatile capacity are no multiple of 256 MiB",
			memdev->dev.name, volatile_size);
		errno = EINVAL;
		return NULL;
	}
	cmd = cxl_cmd_new_payload(memdev, ID_SET, SET_LEN);
	if (cmd)
		put_le(cmd->own_in, 8, volatile_size / CXL_CAPACITY_UNIT);
	return cmd;
}

CXL_EXPORT int cxl_cmd_partition_set_mode(struct cxl_cmd *cmd, enum cxl_setpartition_mode mode)
{
	char *flags;

	if (!cmd || cmd->send.id != ID_SET || !cmd->own_in || cmd->send.in.size < SET_LEN)
		return -EINVAL;
	flags = (char *)cmd->own_in + SET_FLAGS;
	if (mode == CXL_SETPART_IMMEDIATE)
		*flags |= SET_IMMEDIATE;
	else
		*flags &= ~SET_IMMEDIATE;
	return 0;
}
