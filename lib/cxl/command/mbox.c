// SPDX-License-Identifier: LGPL-2.1-or-later
/* Mailbox commands: what the kernel offers, building one, sending it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/cxl/command/mbox.h"
#include "lib/mailbox/status.h"

/* The memdev's character device; logs why it cannot be had. */
static int open_mailbox(struct cxl_memdev *memdev, struct mailbox *mailbox)
{
	struct devnode node = {
		.major = cxl_memdev_get_major(memdev),
		.minor = cxl_memdev_get_minor(memdev),
	};
	const char *name = memdev->dev.name;
	char path[32];
	int rc;

	if (path_format(path, sizeof(path), CXL_BUS "/%s", name))
		return -ENAMETOOLONG;
	node.name = path;
	rc = mailbox_open(mailbox, memdev->dev.root, &node);
	if (rc == -ENXIO)
		log_err(&memdev->ctx->log, "%s: /dev/%s is not the device %d:%d of sysfs", name,
			path, node.major, node.minor);
	else if (rc == -EROFS)
		log_err(&memdev->ctx->log, "%s: this is a recorded machine: "
			"no command can be sent", name);
	else if (rc)
		log_err(&memdev->ctx->log, "%s: cannot open /dev/%s: %s", name, path,
			strerror(-rc));
	return rc;
}

/* Once for each memdev. The mailbox stays open for what is sent next. */
static int load_commands(struct cxl_memdev *memdev, struct mailbox *mailbox)
{
	int rc;

	if (memdev->commands)
		return 0;
	rc = open_mailbox(memdev, mailbox);
	if (rc)
		return rc;
	rc = mailbox_query(mailbox, &memdev->commands);
	if (rc)
		log_err(&memdev->ctx->log, "%s: cannot ask the kernel for its mailbox commands: %s",
			memdev->dev.name, strerror(-rc));
	return rc;
}

/* The entry of the command in the kernel's list, or NULL and errno. */
static const struct cxl_command_info *find_info(struct cxl_memdev *memdev, uint32_t id,
						struct mailbox *mailbox)
{
	const struct cxl_command_info *info;
	int rc = load_commands(memdev, mailbox);

	if (rc) {
		errno = -rc;
		return NULL;
	}
	info = mailbox_find(memdev->commands, id);
	if (!info) {
		log_err(&memdev->ctx->log, "%s: this kernel does not offer \"%s\"",
			memdev->dev.name, mailbox_command_name(id));
		errno = EOPNOTSUPP;
	}
	return info;
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
	struct mailbox mailbox = MAILBOX_CLOSED;
	const struct cxl_command_info *info = find_info(memdev, id, &mailbox);
	struct cxl_cmd *cmd = info ? calloc(1, sizeof(*cmd)) : NULL;
	int rc = errno;

	if (!cmd) {
		mailbox_close(&mailbox);
		errno = rc;
		return NULL;
	}
	cmd->mailbox = mailbox;
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
		memdev->dev.name, cmd->send.in.size, mailbox_command_name(id), len);
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
	mailbox_close(&cmd->mailbox);
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
		return "this is a recorded machine without a reply to this command";
	return strerror(-rc);
}

CXL_EXPORT int cxl_cmd_submit(struct cxl_cmd *cmd)
{
	struct cxl_memdev *memdev = cmd->memdev;
	int rc;

	if (cmd->mailbox.fd < 0) {
		rc = open_mailbox(memdev, &cmd->mailbox);
		if (rc) {
			cmd->status = rc;
			return rc;
		}
	}
	rc = mailbox_send(&cmd->mailbox, &cmd->send, cmd->room);
	/* A program may keep any number of commands. */
	if (!cmd->keeps_open)
		mailbox_close(&cmd->mailbox);
	cmd->status = rc ? rc : (int)cmd->send.retval;
	log_debug(&memdev->ctx->log, "%s: \"%s\": %d, return code %d, %u bytes returned",
		  memdev->dev.name, mailbox_command_name(cmd->send.id), rc, cmd->status,
		  cmd->send.out.size);
	/* No error of the machine: programs ask every device for everything. */
	if (rc)
		log_at(&memdev->ctx->log, rc == -ENOTTY ? LOG_INFO : LOG_ERR,
		       "%s: the kernel refused \"%s\": %s", memdev->dev.name,
		       mailbox_command_name(cmd->send.id), refusal(rc));
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
		mailbox_command_name(cmd->send.id), mailbox_status_name(cmd->status), cmd->status);
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
