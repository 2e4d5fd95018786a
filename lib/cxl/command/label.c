// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The label storage area (LSA): Get LSA and Set LSA (opcodes 4102h and 4103h,
 * CXL 3.1 section 8.2.9.9.2), in chunks that fit the mailbox.
 */
#include <errno.h>
#include <string.h>

#include "lib/base/bits.h"
#include "lib/cxl/command/mbox.h"

/* Both commands begin with two 32-bit words: offset, and length or reserved. */
#define LSA_HEADER 8

CXL_EXPORT struct cxl_cmd *cxl_cmd_new_read_label(struct cxl_memdev *memdev,
						  unsigned int offset, unsigned int length)
{
	struct cxl_cmd *cmd = cxl_cmd_new(memdev, CXL_MEM_COMMAND_ID_GET_LSA);
	char *header;
	int rc = 0;

	if (!cmd)
		return NULL;
	if (cmd->send.in.size != LSA_HEADER || length > cxl_memdev_payload_max(memdev))
		rc = -EINVAL;
	else
		rc = cxl_cmd_set_output_payload(cmd, NULL, length);
	if (rc) {
		cxl_cmd_unref(cmd);
		errno = -rc;
		return NULL;
	}
	header = cmd->own_in;
	put_le(header, 4, offset);
	put_le(header + 4, 4, length);
	return cmd;
}

CXL_EXPORT ssize_t cxl_cmd_read_label_get_payload(struct cxl_cmd *cmd, void *buf,
						  unsigned int length)
{
	const void *data;
	int rc;

	if (!buf)
		return -EINVAL;
	rc = cxl_cmd_reply(cmd, CXL_MEM_COMMAND_ID_GET_LSA, 0, length, &data);
	if (rc)
		return rc == -ENODATA ? -EINVAL : rc;
	if (length)
		memcpy(buf, data, length);
	return length;
}

CXL_EXPORT struct cxl_cmd *cxl_cmd_new_write_label(struct cxl_memdev *memdev, void *buf,
						   unsigned int offset, unsigned int length)
{
	struct cxl_cmd *cmd;
	char *header;
	int rc;

	if (!buf || length > INT32_MAX - LSA_HEADER) {
		errno = EINVAL;
		return NULL;
	}
	cmd = cxl_cmd_new(memdev, CXL_MEM_COMMAND_ID_SET_LSA);
	if (!cmd)
		return NULL;
	rc = cxl_cmd_set_input_payload(cmd, NULL, LSA_HEADER + length);
	if (rc) {
		cxl_cmd_unref(cmd);
		errno = -rc;
		return NULL;
	}
	header = cmd->own_in;
	put_le(header, 4, offset);
	memcpy(header + LSA_HEADER, buf, length);
	return cmd;
}

static int read_chunk(struct cxl_memdev *memdev, char *buf, unsigned int length,
		      unsigned int offset)
{
	struct cxl_cmd *cmd = cxl_cmd_new_read_label(memdev, offset, length);
	ssize_t rc;

	if (!cmd)
		return -errno;
	rc = cxl_cmd_run(cmd);
	if (rc == 0)
		rc = cxl_cmd_read_label_get_payload(cmd, buf, length);
	if (rc == -EINVAL)
		log_err(&memdev->ctx->log, "%s: the device returned %d of %u label bytes at %u",
			memdev->dev.name, cxl_cmd_get_out_size(cmd), length, offset);
	cxl_cmd_unref(cmd);
	return rc < 0 ? rc : 0;
}

static int write_chunk(struct cxl_memdev *memdev, char *buf, unsigned int length,
		       unsigned int offset)
{
	struct cxl_cmd *cmd = cxl_cmd_new_write_label(memdev, buf, offset, length);
	int rc;

	if (!cmd)
		return -errno;
	rc = cxl_cmd_run(cmd);
	cxl_cmd_unref(cmd);
	return rc;
}

/* Is [offset, offset + length) inside the area, as far as its size is known? */
static int check_range(struct cxl_memdev *memdev, size_t length, size_t offset)
{
	size_t area = cxl_memdev_get_label_size(memdev), limit = area;

	/* Without the attribute, the device judges; offsets are 32 bits wide. */
	if (area == ABSENT_len || area > UINT32_MAX)
		limit = UINT32_MAX;
	if (offset <= limit && length <= limit - offset)
		return 0;
	log_err(&memdev->ctx->log, "%s: %zu bytes at offset %zu end beyond the label area of %zu bytes",
		memdev->dev.name, length, offset, limit);
	return -EINVAL;
}

/* Largest piece for one command; 0 when there is no mailbox. */
static size_t chunk_max(struct cxl_memdev *memdev)
{
	size_t payload = cxl_memdev_payload_max(memdev);

	if (payload > LSA_HEADER)
		return payload - LSA_HEADER;
	log_err(&memdev->ctx->log, "%s: the size of the mailbox (payload_max) is not known",
		memdev->dev.name);
	return 0;
}

static int for_each_chunk(struct cxl_memdev *memdev, char *buf, size_t length, size_t offset,
			  int (*transfer)(struct cxl_memdev *memdev, char *buf,
					  unsigned int length, unsigned int offset))
{
	size_t max, chunk;
	int rc;

	rc = check_range(memdev, length, offset);
	if (rc || !length)
		return rc;
	max = chunk_max(memdev);
	if (!max)
		return -EINVAL;
	for (; length; buf += chunk, offset += chunk, length -= chunk) {
		chunk = length < max ? length : max;
		rc = transfer(memdev, buf, chunk, offset);
		if (rc)
			return rc;
	}
	return 0;
}

CXL_EXPORT int cxl_memdev_read_label(struct cxl_memdev *memdev, void *buf, size_t length,
				     size_t offset)
{
	if (!buf)
		return -EINVAL;
	return for_each_chunk(memdev, buf, length, offset, read_chunk);
}

CXL_EXPORT int cxl_memdev_write_label(struct cxl_memdev *memdev, void *buf, size_t length,
				      size_t offset)
{
	if (!buf)
		return -EINVAL;
	if (length && cxl_memdev_nvdimm_bridge_active(memdev)) {
		log_err(&memdev->ctx->log, "%s: the label area is in use by the kernel (nvdimm device pmem%d)",
			memdev->dev.name, memdev->dev.id);
		return -EBUSY;
	}
	return for_each_chunk(memdev, buf, length, offset, write_chunk);
}

CXL_EXPORT int cxl_memdev_zero_label(struct cxl_memdev *memdev, size_t length, size_t offset)
{
	_cleanup_free_ char *zeros = NULL;
	int rc;

	/* Before the allocation: the length may be anything. */
	rc = check_range(memdev, length, offset);
	if (rc || !length)
		return rc;
	zeros = calloc(1, length);
	if (!zeros)
		return -ENOMEM;
	return cxl_memdev_write_label(memdev, zeros, length, offset);
}
