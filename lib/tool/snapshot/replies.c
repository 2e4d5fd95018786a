// SPDX-License-Identifier: GPL-2.0-or-later
/* Replies of mailboxes for the snapshot, in the layout of recording.h. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/parse.h"
#include "lib/base/strbuf.h"
#include "lib/mailbox/labels.h"
#include "lib/mailbox/recording.h"
#include "lib/mailbox/transport.h"
#include "lib/tool/snapshot/parts.h"

/* The replies of one memdev. */
struct source {
	struct copy *copy;
	const char *name;
	struct mailbox mailbox;
	size_t payload_max;
	struct cxl_mem_query_commands *query;
};

/* No mailbox is larger (CXL 3.1 section 8.2.8.4.3), and no output of a command. */
#define PAYLOAD_MAX	(1 << 20)
/* A label area has some hundred KiB. */
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

/* Returns the path of the reply to a command. */
static bool place(const struct source *source, char *buf, size_t len, unsigned int opcode,
		  const char *suffix)
{
	char file[RECORDING_NAME_SIZE];

	recording_name(file, opcode, suffix);
	return !path_format(buf, len, ROOT_MAILBOX "/%s", source->name, file);
}

static void copy_query(struct source *source)
{
	struct strbuf text = { 0 };
	char path[PATH_MAX];

	for (unsigned int i = 0; i < source->query->n_commands; i++) {
		const struct cxl_command_info *info = &source->query->commands[i];

		/* The kernel returns removed commands as entries with id 0. */
		if (info->id)
			strbuf_addf(&text, "%u %#x %u %u\n", info->id, info->flags, info->size_in,
				    info->size_out);
	}
	if (text.error)
		source->copy->rc = text.error;
	else if (!path_format(path, sizeof(path), ROOT_MAILBOX "/%s", source->name,
			      RECORDING_COMMANDS))
		copy_add_bytes(source->copy, path, strbuf_text(&text), text.len);
	strbuf_free(&text);
}

/* Returns the size of the output buffer as in libcxl; SIZE_MAX: the kernel lacks the command. */
static size_t room_for(const struct source *source, uint32_t id)
{
	const struct cxl_command_info *info = mailbox_find(source->query, id);

	if (!info)
		return SIZE_MAX;
	return info->size_out > PAYLOAD_MAX ? source->payload_max : info->size_out;
}

static int command(const struct source *source, struct cxl_send_command *send, void *out,
		   size_t room)
{
	int rc;

	send->out.payload = (uintptr_t)out;
	rc = mailbox_send(&source->mailbox, send, room);
	return rc ? rc : (int)send->retval;
}

static void copy_reply(struct source *source, const struct recorded_command *recorded, void *out)
{
	struct cxl_send_command send = { .id = recorded->id };
	size_t room = room_for(source, recorded->id);
	char path[PATH_MAX];
	int status;

	if (room == SIZE_MAX)
		return;
	status = command(source, &send, out, room);
	/* A snapshot of a snapshot: not recorded there either. */
	if (status == -EROFS)
		return;
	if (!place(source, path, sizeof(path), recorded->opcode, status ? RECORDING_STATUS : ""))
		return;
	if (status)
		copy_add_text(source->copy, path, "%d\n", status);
	else
		copy_add_bytes(source->copy, path, out, send.out.size);
}

/* A label area on its way. */
struct label_area {
	const struct source *source;
	char *bytes;
};

static int read_chunk(void *data, size_t done, size_t length)
{
	const struct label_area *area = data;
	char in[LABEL_HEADER];
	struct cxl_send_command send = {
		.id = CXL_MEM_COMMAND_ID_GET_LSA,
		.in = { .size = sizeof(in), .payload = (uintptr_t)in },
	};
	int status;

	label_header(in, done, length);
	status = command(area->source, &send, area->bytes + done, length);
	if (status)
		return status < 0 ? status : -EIO;
	return send.out.size == length ? 0 : -EIO;
}

/* All of the label area, or nothing. */
static void copy_labels(struct source *source, const struct recorded_command *recorded)
{
	size_t size = number(source->copy, source->name, "label_storage_size", LABELS_MAX);
	_cleanup_free_ char *labels = malloc(size + 1);
	struct label_area area = { source, labels };
	char path[PATH_MAX];
	int rc;

	if (!size || source->payload_max <= LABEL_HEADER || !labels ||
	    room_for(source, recorded->id) == SIZE_MAX ||
	    !place(source, path, sizeof(path), recorded->opcode, ""))
		return;
	rc = label_for_each_chunk(source->payload_max, size, read_chunk, &area);
	if (rc == 0)
		copy_add_bytes(source->copy, path, labels, size);
	else
		copy_note(source->copy, path, rc);
}

static void copy_mailbox(struct source *source, bool labels)
{
	_cleanup_free_ void *out = malloc(PAYLOAD_MAX);
	char path[PATH_MAX];
	int rc = out ? mailbox_query(&source->mailbox, &source->query) : -ENOMEM;

	if (rc == 0) {
		copy_query(source);
		for (size_t i = 0; i < ARRAY_SIZE(recorded_commands); i++)
			if (recorded_commands[i].opcode != RECORDED_LSA)
				copy_reply(source, &recorded_commands[i], out);
			else if (labels)
				copy_labels(source, &recorded_commands[i]);
	} else if (!path_format(path, sizeof(path), ROOT_DEV, source->name)) {
		copy_note(source->copy, path, rc);
	}
	free(source->query);
}

static void copy_memdev(struct copy *copy, const char *folder, void *labels)
{
	struct source source = { .copy = copy, .name = path_name(folder) };
	char node[64], path[PATH_MAX], text[32];
	struct devnode devnode = { .name = node };
	int id, rc;

	if (parse_id(source.name, "mem", &id) ||
	    path_format(node, sizeof(node), "cxl/%s", source.name) ||
	    path_format(path, sizeof(path), ROOT_DEV, node))
		return;
	source.payload_max = number(copy, source.name, "payload_max", PAYLOAD_MAX);
	if (attribute(copy, source.name, "dev", text, sizeof(text)) ||
	    parse_devno(text, &devnode.major, &devnode.minor))
		return;
	rc = mailbox_open(&source.mailbox, copy->root, &devnode);
	if (rc) {
		/* A snapshot without replies needs no record of their absence. */
		if (rc != -EROFS)
			copy_note(copy, path, rc);
		return;
	}
	copy_mailbox(&source, *(bool *)labels);
	mailbox_close(&source.mailbox);
}

void copy_replies(struct copy *copy, bool labels)
{
	char path[PATH_MAX];

	if (!path_format(path, sizeof(path), ROOT_BUS_DEVICES, "cxl"))
		copy_each(copy, path, "mem[0-9]*", copy_memdev, &labels);
}
