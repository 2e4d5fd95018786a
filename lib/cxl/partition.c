// SPDX-License-Identifier: LGPL-2.1-or-later
/* Partitions of a device: Get Partition Info (opcode 4100h). */
#include "mbox-field.h"

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
#include "payload/partition.def"
