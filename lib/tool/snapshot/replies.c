// SPDX-License-Identifier: GPL-2.0-or-later
/* What the mailboxes answer, for the copy: the layout is that of recording.h. */
#include <errno.h>
#include <limits.h>
#include <linux/cxl_mem.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include "lib/base/bits.h"
#include "lib/base/parse.h"
#include "lib/base/platform.h"
#include "lib/mailbox/recording.h"
#include "lib/tool/snapshot/parts.h"

/* Of one memdev. */
struct mailbox {
	struct copy *copy;
	const char *name;
	int fd;
	size_t payload_max;
	struct cxl_mem_query_commands *query;
};

/* No mailbox is larger (CXL 3.1 section 8.2.8.4.3), and no output of a command. */
#define PAYLOAD_MAX	(1 << 20)
#define COMMANDS_MAX	4096
/* A label area is some hundred KiB. */
#define LABELS_MAX	(16 << 20)

static int attribute(struct copy *copy, const char *name, const char *attr, char *buf, size_t len)
{
	char path[PATH_MAX];
	int rc = path_format(path, sizeof(path), ROOT_BUS_DEVICES "/%s/%s", "cxl", name, attr);
	ssize_t size = rc ? rc : root_read(copy->root, path, buf, len);

	return size < 0 ? (int)size : 0;
}

static unsigned long long number(struct copy *copy, const char *name, const char *attr,
				 unsigned long long max)
{
	unsigned long long value;
	char text[32];

	if (attribute(copy, name, attr, text, sizeof(text)) || parse_u64(text, &value))
		return 0;
	return value < max ? value : max;
}

/* Where the answer to a command belongs. */
static bool place(const struct mailbox *mailbox, char *buf, size_t len, unsigned int opcode,
		  const char *suffix)
{
	char file[RECORDING_NAME_SIZE];

	recording_name(file, opcode, suffix);
	return !path_format(buf, len, ROOT_MAILBOX "/%s", mailbox->name, file);
}

static int load_query(struct mailbox *mailbox)
{
	struct cxl_mem_query_commands head = { .n_commands = 0 };
	int rc = kernel_command(mailbox->fd, CXL_MEM_QUERY_COMMANDS, &head);

	if (rc == 0 && head.n_commands > COMMANDS_MAX)
		rc = -EOVERFLOW;
	if (rc)
		return rc;
	mailbox->query = calloc(1, sizeof(head) +
				head.n_commands * sizeof(mailbox->query->commands[0]));
	if (!mailbox->query)
		return -ENOMEM;
	mailbox->query->n_commands = head.n_commands;
	rc = kernel_command(mailbox->fd, CXL_MEM_QUERY_COMMANDS, mailbox->query);
	mailbox->query->n_commands = head.n_commands;
	return rc;
}

static void copy_query(struct mailbox *mailbox)
{
	char path[PATH_MAX], *text;
	size_t len;
	FILE *file = open_memstream(&text, &len);

	if (!file) {
		mailbox->copy->rc = -ENOMEM;
		return;
	}
	for (unsigned int i = 0; i < mailbox->query->n_commands; i++) {
		const struct cxl_command_info *info = &mailbox->query->commands[i];

		/* Ids of removed commands come back as entries with id 0. */
		if (info->id)
			fprintf(file, "%u %#x %u %u\n", info->id, info->flags, info->size_in,
				info->size_out);
	}
	if (fclose(file)) {
		mailbox->copy->rc = -ENOMEM;
		return;
	}
	if (!path_format(path, sizeof(path), ROOT_MAILBOX "/%s", mailbox->name, RECORDING_COMMANDS))
		copy_add_bytes(mailbox->copy, path, text, len);
	free(text);
}

/* The room that libcxl gives for the output; SIZE_MAX: the kernel does not know the command. */
static size_t room_for(const struct mailbox *mailbox, uint32_t id)
{
	for (unsigned int i = 0; i < mailbox->query->n_commands; i++)
		if (mailbox->query->commands[i].id == id) {
			size_t size = mailbox->query->commands[i].size_out;

			return size > PAYLOAD_MAX ? mailbox->payload_max : size;
		}
	return SIZE_MAX;
}

static int command(const struct mailbox *mailbox, struct cxl_send_command *send, void *out,
		   size_t room)
{
	int rc;

	send->out.payload = (uintptr_t)out;
	send->out.size = room;
	rc = kernel_command(mailbox->fd, CXL_MEM_SEND_COMMAND, send);
	if (send->out.size > room)
		send->out.size = room;
	return rc ? rc : (int)send->retval;
}

static void copy_reply(struct mailbox *mailbox, const struct recorded_command *recorded, void *out)
{
	struct cxl_send_command send = { .id = recorded->id };
	size_t room = room_for(mailbox, recorded->id);
	char path[PATH_MAX];
	int status;

	if (room == SIZE_MAX)
		return;
	status = command(mailbox, &send, out, room);
	/* Of a copy of a copy: not recorded there either. */
	if (status == -EROFS)
		return;
	if (!place(mailbox, path, sizeof(path), recorded->opcode, status ? RECORDING_STATUS : ""))
		return;
	if (status)
		copy_add_text(mailbox->copy, path, "%d\n", status);
	else
		copy_add_bytes(mailbox->copy, path, out, send.out.size);
}

/* The label area in pieces that fit the mailbox: all of it, or nothing. */
static void copy_labels(struct mailbox *mailbox, const struct recorded_command *recorded)
{
	size_t size = number(mailbox->copy, mailbox->name, "label_storage_size", LABELS_MAX);
	_cleanup_free_ char *labels = malloc(size + 1);
	size_t at, piece;
	char path[PATH_MAX];
	int status = 0;

	if (!size || !mailbox->payload_max || !labels ||
	    room_for(mailbox, recorded->id) == SIZE_MAX ||
	    !place(mailbox, path, sizeof(path), recorded->opcode, ""))
		return;
	for (at = 0; at < size && status == 0; at += piece) {
		char in[8];
		struct cxl_send_command send = {
			.id = recorded->id,
			.in = { .size = sizeof(in), .payload = (uintptr_t)in },
		};

		piece = size - at < mailbox->payload_max ? size - at : mailbox->payload_max;
		put_le(in, 4, at);
		put_le(in + 4, 4, piece);
		status = command(mailbox, &send, labels + at, piece);
		if (status == 0 && send.out.size != piece)
			status = -EIO;
	}
	if (status == 0)
		copy_add_bytes(mailbox->copy, path, labels, size);
	else
		copy_note(mailbox->copy, path, status < 0 ? status : -EIO);
}

static void copy_mailbox(struct mailbox *mailbox, bool labels)
{
	_cleanup_free_ void *out = malloc(PAYLOAD_MAX);
	char path[PATH_MAX];
	int rc = out ? load_query(mailbox) : -ENOMEM;

	if (rc == 0) {
		copy_query(mailbox);
		for (size_t i = 0; i < ARRAY_SIZE(recorded_commands); i++)
			if (recorded_commands[i].opcode != RECORDED_LSA)
				copy_reply(mailbox, &recorded_commands[i], out);
			else if (labels)
				copy_labels(mailbox, &recorded_commands[i]);
	} else if (!path_format(path, sizeof(path), ROOT_DEV, mailbox->name)) {
		copy_note(mailbox->copy, path, rc);
	}
	free(mailbox->query);
}

static void copy_memdev(struct copy *copy, const char *folder, void *labels)
{
	struct mailbox mailbox = { .copy = copy, .name = path_name(folder) };
	char node[64], path[PATH_MAX], text[32];
	struct devnode devnode = { .name = node };
	int id;

	if (parse_id(mailbox.name, "mem", &id) ||
	    path_format(node, sizeof(node), "cxl/%s", mailbox.name) ||
	    path_format(path, sizeof(path), ROOT_DEV, node))
		return;
	mailbox.payload_max = number(copy, mailbox.name, "payload_max", PAYLOAD_MAX);
	if (attribute(copy, mailbox.name, "dev", text, sizeof(text)) ||
	    parse_devno(text, &devnode.major, &devnode.minor))
		return;
	mailbox.fd = kernel_open(copy->root, &devnode);
	if (mailbox.fd < 0) {
		/* A copy without answers says nothing that is not known. */
		if (mailbox.fd != -EROFS)
			copy_note(copy, path, mailbox.fd);
		return;
	}
	copy_mailbox(&mailbox, *(bool *)labels);
	kernel_close(mailbox.fd);
}

void copy_replies(struct copy *copy, bool labels)
{
	char path[PATH_MAX];

	if (!path_format(path, sizeof(path), ROOT_BUS_DEVICES, "cxl"))
		copy_each(copy, path, "mem[0-9]*", copy_memdev, &labels);
}
