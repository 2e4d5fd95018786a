// SPDX-License-Identifier: LGPL-2.1-or-later
/* The label storage area: commands that read and write it, and all of it at once. */
#include <errno.h>
#include <string.h>

#include "lib/cxl/command/mbox.h"
#include "lib/mailbox/labels.h"

/* The command to read @length bytes at @offset from now on. */
static int set_read(struct cxl_cmd *cmd, unsigned int offset, unsigned int length)
{
	int rc;

	if (cmd->send.in.size != LABEL_HEADER || length > cxl_memdev_payload_max(cmd->memdev))
		return -EINVAL;
	rc = cxl_cmd_set_output_payload(cmd, NULL, length);
	if (rc == 0)
		label_header(cmd->own_in, offset, length);
	return rc;
}

/* The command to write @buf at @offset from now on. */
static int set_write(struct cxl_cmd *cmd, const void *buf, unsigned int offset,
		     unsigned int length)
{
	int rc = cxl_cmd_set_input_payload(cmd, NULL, LABEL_HEADER + length);

	if (rc)
		return rc;
	label_header(cmd->own_in, offset, 0);
	memcpy((char *)cmd->own_in + LABEL_HEADER, buf, length);
	return 0;
}

/* @cmd, or NULL and errno when it could not be set up. */
static struct cxl_cmd *checked(struct cxl_cmd *cmd, int rc)
{
	if (rc == 0)
		return cmd;
	cxl_cmd_unref(cmd);
	errno = -rc;
	return NULL;
}

CXL_EXPORT struct cxl_cmd *cxl_cmd_new_read_label(struct cxl_memdev *memdev,
						  unsigned int offset, unsigned int length)
{
	struct cxl_cmd *cmd = cxl_cmd_new(memdev, CXL_MEM_COMMAND_ID_GET_LSA);

	return cmd ? checked(cmd, set_read(cmd, offset, length)) : NULL;
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

	if (!buf || length > INT32_MAX - LABEL_HEADER) {
		errno = EINVAL;
		return NULL;
	}
	cmd = cxl_cmd_new(memdev, CXL_MEM_COMMAND_ID_SET_LSA);
	return cmd ? checked(cmd, set_write(cmd, buf, offset, length)) : NULL;
}

/* A range of the area on its way, with one command for all of its chunks. */
struct transfer {
	struct cxl_cmd *cmd;
	char *buf;
	size_t offset;
};

static int read_chunk(void *data, size_t done, size_t length)
{
	const struct transfer *transfer = data;
	struct cxl_cmd *cmd = transfer->cmd;
	size_t offset = transfer->offset + done;
	ssize_t rc = set_read(cmd, offset, length);

	if (rc)
		return rc;
	rc = cxl_cmd_run(cmd);
	if (rc)
		return rc;
	rc = cxl_cmd_read_label_get_payload(cmd, transfer->buf + done, length);
	if (rc == -EINVAL)
		log_err(&cmd->memdev->ctx->log, "%s: the device returned %d of %zu label bytes at %zu",
			cmd->memdev->dev.name, cxl_cmd_get_out_size(cmd), length, offset);
	return rc < 0 ? rc : 0;
}

static int write_chunk(void *data, size_t done, size_t length)
{
	const struct transfer *transfer = data;
	int rc = set_write(transfer->cmd, transfer->buf + done, transfer->offset + done, length);

	return rc ? rc : cxl_cmd_run(transfer->cmd);
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

static int carry(struct cxl_memdev *memdev, uint32_t id, struct transfer *transfer, size_t length,
		 int (*chunk)(void *data, size_t done, size_t length))
{
	size_t payload = cxl_memdev_payload_max(memdev);
	int rc = check_range(memdev, length, transfer->offset);

	if (rc || !length)
		return rc;
	if (payload <= LABEL_HEADER) {
		log_err(&memdev->ctx->log, "%s: the size of the mailbox (payload_max) is not known",
			memdev->dev.name);
		return -EINVAL;
	}
	transfer->cmd = cxl_cmd_new(memdev, id);
	if (!transfer->cmd)
		return -errno;
	transfer->cmd->keeps_open = true;
	rc = label_for_each_chunk(payload, length, chunk, transfer);
	cxl_cmd_unref(transfer->cmd);
	return rc;
}

CXL_EXPORT int cxl_memdev_read_label(struct cxl_memdev *memdev, void *buf, size_t length,
				     size_t offset)
{
	struct transfer transfer = { .buf = buf, .offset = offset };

	if (!buf)
		return -EINVAL;
	return carry(memdev, CXL_MEM_COMMAND_ID_GET_LSA, &transfer, length, read_chunk);
}

CXL_EXPORT int cxl_memdev_write_label(struct cxl_memdev *memdev, void *buf, size_t length,
				      size_t offset)
{
	struct transfer transfer = { .buf = buf, .offset = offset };

	if (!buf)
		return -EINVAL;
	if (length && cxl_memdev_nvdimm_bridge_active(memdev)) {
		log_err(&memdev->ctx->log, "%s: the label area is in use by the kernel (nvdimm device pmem%d)",
			memdev->dev.name, memdev->dev.id);
		return -EBUSY;
	}
	return carry(memdev, CXL_MEM_COMMAND_ID_SET_LSA, &transfer, length, write_chunk);
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
