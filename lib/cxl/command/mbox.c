// SPDX-License-Identifier: LGPL-2.1-or-later
/* Mailbox commands: what the kernel offers, building one, sending it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "lib/base/platform.h"
#include "lib/cxl/command/mbox.h"

/* The memdev's character device; logs why it cannot be had. */
static int memdev_open(struct cxl_memdev *memdev)
{
	struct devnode node = {
		.major = cxl_memdev_get_major(memdev),
		.minor = cxl_memdev_get_minor(memdev),
	};
	const char *name = memdev->dev.name;
	char path[32];
	int fd;

	if (path_format(path, sizeof(path), CXL_BUS "/%s", name))
		return -ENAMETOOLONG;
	node.name = path;
	fd = kernel_open(memdev->dev.root, &node);
	if (fd == -ENXIO)
		log_err(&memdev->ctx->log, "%s: /dev/%s is not the device %d:%d of sysfs", name,
			path, node.major, node.minor);
	else if (fd == -EROFS)
		log_err(&memdev->ctx->log, "%s: this is a copy of a machine, not the machine; "
			"no command can be sent", name);
	else if (fd < 0)
		log_err(&memdev->ctx->log, "%s: cannot open /dev/%s: %s", name, path,
			strerror(-fd));
	return fd;
}

static int query_commands(int fd, struct cxl_mem_query_commands **result)
{
	struct cxl_mem_query_commands head = { .n_commands = 0 }, *query;
	int rc;

	rc = kernel_command(fd, CXL_MEM_QUERY_COMMANDS, &head);
	if (rc)
		return rc;
	/* Far more than any kernel has; keeps a broken answer from eating memory. */
	if (head.n_commands > 4096)
		return -EOVERFLOW;
	query = calloc(1, sizeof(*query) + head.n_commands * sizeof(query->commands[0]));
	if (!query)
		return -ENOMEM;
	query->n_commands = head.n_commands;
	rc = kernel_command(fd, CXL_MEM_QUERY_COMMANDS, query);
	if (rc) {
		free(query);
		return rc;
	}
	/* The room we had: the kernel leaves the count alone, whatever it filled. */
	query->n_commands = head.n_commands;
	*result = query;
	return 0;
}

static int load_commands(struct cxl_memdev *memdev)
{
	int fd, rc;

	if (memdev->commands)
		return 0;
	fd = memdev_open(memdev);
	if (fd < 0)
		return fd;
	rc = query_commands(fd, &memdev->commands);
	kernel_close(fd);
	if (rc)
		log_err(&memdev->ctx->log, "%s: cannot ask the kernel for its mailbox commands: %s",
			memdev->dev.name, strerror(-rc));
	return rc;
}

static const struct cxl_command_info *find_info(const struct cxl_memdev *memdev, uint32_t id)
{
	const struct cxl_mem_query_commands *query = memdev->commands;

	/* Ids of removed commands come back as entries with id 0. */
	for (unsigned int i = 0; id && i < query->n_commands; i++)
		if (query->commands[i].id == id)
			return &query->commands[i];
	return NULL;
}

static int alloc_fixed(struct cxl_cmd *cmd, const struct cxl_command_info *info)
{
	int rc = 0;

	if (info->size_in && info->size_in != UINT32_MAX)
		rc = cxl_cmd_set_input_payload(cmd, NULL, info->size_in);
	if (rc == 0 && info->size_out && info->size_out != UINT32_MAX)
		rc = cxl_cmd_set_output_payload(cmd, NULL, info->size_out);
	return rc;
}

struct cxl_cmd *cxl_cmd_new(struct cxl_memdev *memdev, uint32_t id)
{
	const struct cxl_command_info *info;
	struct cxl_cmd *cmd;
	int rc;

	rc = load_commands(memdev);
	if (rc) {
		errno = -rc;
		return NULL;
	}
	info = find_info(memdev, id);
	if (!info) {
		log_err(&memdev->ctx->log, "%s: this kernel does not offer \"%s\"",
			memdev->dev.name, cxl_cmd_name(id));
		errno = EOPNOTSUPP;
		return NULL;
	}
	cmd = calloc(1, sizeof(*cmd));
	if (!cmd)
		return NULL;
	cmd->refcount = 1;
	cmd->memdev = memdev;
	cxl_ref(memdev->ctx);
	cmd->send.id = id;
	cmd->status = 1;
	rc = alloc_fixed(cmd, info);
	if (rc) {
		cxl_cmd_unref(cmd);
		errno = -rc;
		return NULL;
	}
	return cmd;
}

struct cxl_cmd *cxl_cmd_new_payload(struct cxl_memdev *memdev, uint32_t id, size_t len)
{
	struct cxl_cmd *cmd = cxl_cmd_new(memdev, id);

	if (!cmd || cmd->send.in.size >= len)
		return cmd;
	log_err(&memdev->ctx->log, "%s: the kernel takes %u bytes for \"%s\", which has %zu",
		memdev->dev.name, cmd->send.in.size, cxl_cmd_name(id), len);
	cxl_cmd_unref(cmd);
	errno = EOPNOTSUPP;
	return NULL;
}

CXL_EXPORT struct cxl_cmd *cxl_cmd_new_raw(struct cxl_memdev *memdev, int opcode)
{
	struct cxl_cmd *cmd;

	if (opcode <= 0 || opcode > UINT16_MAX) {
		errno = EINVAL;
		return NULL;
	}
	cmd = cxl_cmd_new(memdev, CXL_MEM_COMMAND_ID_RAW);
	if (cmd)
		cmd->send.raw.opcode = opcode;
	return cmd;
}

CXL_EXPORT void cxl_cmd_ref(struct cxl_cmd *cmd)
{
	cmd->refcount++;
}

CXL_EXPORT void cxl_cmd_unref(struct cxl_cmd *cmd)
{
	struct cxl_ctx *ctx;

	if (!cmd || --cmd->refcount > 0)
		return;
	ctx = cmd->memdev->ctx;
	free(cmd->own_in);
	free(cmd->own_out);
	free(cmd);
	cxl_unref(ctx);
}

CXL_EXPORT const char *cxl_cmd_get_devname(struct cxl_cmd *cmd)
{
	return cxl_memdev_get_devname(cmd->memdev);
}

/* Take the caller's buffer, or one of our own: @own is what we must free. */
static int set_payload(struct cxl_cmd *cmd, void **own, void **buf, int size)
{
	void *fresh = NULL;

	if (size < 0 || (size_t)size > cxl_memdev_payload_max(cmd->memdev))
		return -EINVAL;
	if (!*buf && size) {
		fresh = calloc(1, size);
		if (!fresh)
			return -ENOMEM;
		*buf = fresh;
	}
	free(*own);
	*own = fresh;
	return 0;
}

CXL_EXPORT int cxl_cmd_set_input_payload(struct cxl_cmd *cmd, void *in, int size)
{
	int rc = set_payload(cmd, &cmd->own_in, &in, size);

	if (rc)
		return rc;
	cmd->send.in.payload = (uintptr_t)in;
	cmd->send.in.size = size;
	return 0;
}

CXL_EXPORT int cxl_cmd_set_output_payload(struct cxl_cmd *cmd, void *out, int size)
{
	int rc = set_payload(cmd, &cmd->own_out, &out, size);

	if (rc)
		return rc;
	cmd->send.out.payload = (uintptr_t)out;
	cmd->send.out.size = size;
	cmd->room = size;
	return 0;
}

/* What the kernel means, where the general text of the errno says something else. */
static const char *refusal(int rc)
{
	if (rc == -ENOTTY)
		return "the device does not implement it";
	if (rc == -EBUSY)
		return "it is the kernel's own now";
	if (rc == -EROFS)
		return "this is a copy of a machine, and it has no answer to that";
	return strerror(-rc);
}

CXL_EXPORT int cxl_cmd_submit(struct cxl_cmd *cmd)
{
	struct cxl_memdev *memdev = cmd->memdev;
	int fd, rc;

	fd = memdev_open(memdev);
	if (fd < 0) {
		cmd->status = fd;
		return fd;
	}
	cmd->send.out.size = cmd->room;
	rc = kernel_command(fd, CXL_MEM_SEND_COMMAND, &cmd->send);
	kernel_close(fd);
	/* Whatever was said: there are no more bytes than the buffer has. */
	if (cmd->send.out.size > cmd->room)
		cmd->send.out.size = cmd->room;
	cmd->status = rc ? rc : (int)cmd->send.retval;
	log_debug(&memdev->ctx->log, "%s: \"%s\": %d, return code %d, %u bytes returned",
		  memdev->dev.name, cxl_cmd_name(cmd->send.id), rc, cmd->status,
		  cmd->send.out.size);
	/* No error of the machine: programs ask every device for everything. */
	if (rc)
		log_at(&memdev->ctx->log, rc == -ENOTTY ? LOG_INFO : LOG_ERR,
		       "%s: the kernel refused \"%s\": %s", memdev->dev.name,
		       cxl_cmd_name(cmd->send.id), refusal(rc));
	return rc;
}

CXL_EXPORT int cxl_cmd_run(struct cxl_cmd *cmd)
{
	int rc = cxl_cmd_submit(cmd);

	if (rc)
		return rc;
	if (cmd->status == 0)
		return 0;
	log_err(&cmd->memdev->ctx->log,
		"%s: the device refused \"%s\": %s (return code %d)", cmd->memdev->dev.name,
		cxl_cmd_name(cmd->send.id), cxl_mbox_status_name(cmd->status), cmd->status);
	return -ENXIO;
}

CXL_EXPORT int cxl_cmd_get_mbox_status(struct cxl_cmd *cmd)
{
	return cmd->status;
}

CXL_EXPORT int cxl_cmd_get_out_size(struct cxl_cmd *cmd)
{
	return cmd->send.out.size;
}

int cxl_cmd_reply(const struct cxl_cmd *cmd, uint32_t id, size_t offset, size_t width,
		  const void **data)
{
	if (!cmd || cmd->send.id != id)
		return -EINVAL;
	if (cmd->status < 0)
		return cmd->status;
	if (cmd->status > 0)
		return -ENXIO;
	if (offset + width > cmd->send.out.size)
		return -ENODATA;
	*data = (const char *)(uintptr_t)cmd->send.out.payload + offset;
	return 0;
}
