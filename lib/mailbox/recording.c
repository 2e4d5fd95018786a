// SPDX-License-Identifier: LGPL-2.1-or-later
/* Recorded answers of mailboxes: see recording.h. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/cxl_mem.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/base/bits.h"
#include "lib/base/parse.h"
#include "lib/mailbox/recording.h"

/* CXL 3.1 table 8-37 (opcodes), and the kernel's list. */
const struct recorded_command recorded_commands[RECORDED_COMMANDS_MAX] = {
	{ CXL_MEM_COMMAND_ID_IDENTIFY, 0x4000 },
	{ CXL_MEM_COMMAND_ID_GET_FW_INFO, 0x0200 },
	{ CXL_MEM_COMMAND_ID_GET_SUPPORTED_LOGS, 0x0400 },
	{ CXL_MEM_COMMAND_ID_GET_PARTITION_INFO, 0x4100 },
	{ CXL_MEM_COMMAND_ID_GET_HEALTH_INFO, 0x4200 },
	{ CXL_MEM_COMMAND_ID_GET_ALERT_CONFIG, 0x4201 },
	{ CXL_MEM_COMMAND_ID_GET_SHUTDOWN_STATE, 0x4203 },
	{ CXL_MEM_COMMAND_ID_GET_LSA, RECORDED_LSA },
};

#define LIST_MAX	(64 * RECORDED_QUERY_MAX)

void recording_name(char name[RECORDING_NAME_SIZE], unsigned int opcode, const char *suffix)
{
	snprintf(name, RECORDING_NAME_SIZE, "%04x%s", opcode & 0xffff, suffix);
}

int recording_open(const struct root *root, const char *name)
{
	char path[PATH_MAX];
	int fd;

	if (path_format(path, sizeof(path), ROOT_MAILBOX, name))
		return -ENAMETOOLONG;
	fd = root_open(root, path, O_RDONLY | O_DIRECTORY);
	return fd < 0 ? -EROFS : fd;
}

/* In somebody's copy, a name may be that of anything: only files, no links. */
static int open_file(int folder, const char *name)
{
	struct stat st;
	int fd;

	fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return -EROFS;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		return fd;
	close(fd);
	return -EROFS;
}

/* The file as text; its length, or a negative errno. */
static ssize_t read_text(int folder, const char *name, char *buf, size_t len)
{
	_cleanup_close_ int fd = open_file(folder, name);
	ssize_t size;

	if (fd < 0)
		return fd;
	size = pread(fd, buf, len, 0);
	if (size < 0 || (size_t)size == len)
		return -EROFS;
	buf[size] = '\0';
	return size;
}

static int parse_command(char *line, struct cxl_command_info *info)
{
	__u32 *const fields[] = { &info->id, &info->flags, &info->size_in, &info->size_out };
	unsigned long long value;
	char *rest = line, *word;

	for (size_t i = 0; i < ARRAY_SIZE(fields); i++) {
		word = strsep(&rest, " ");
		if (!word || parse_u64(word, &value) || value > UINT32_MAX)
			return -EINVAL;
		*fields[i] = value;
	}
	return rest ? -EINVAL : 0;
}

int recording_query(int fd, struct cxl_mem_query_commands *query)
{
	_cleanup_free_ char *text = malloc(LIST_MAX);
	struct cxl_command_info info;
	unsigned int nr = 0;
	ssize_t size;
	char *rest = text, *line;

	if (!text)
		return -ENOMEM;
	size = read_text(fd, RECORDING_COMMANDS, text, LIST_MAX);
	if (size < 0)
		return size;
	while ((line = strsep(&rest, "\n")) && nr < RECORDED_QUERY_MAX) {
		if (parse_command(line, &info))
			continue;
		if (nr < query->n_commands)
			query->commands[nr] = info;
		nr++;
	}
	/* As the kernel: 0 asks for the number, else it stays as it is. */
	if (query->n_commands == 0)
		query->n_commands = nr;
	return 0;
}

/* What stands in the place of an output. */
static int recorded_status(int fd, unsigned int opcode, __u32 *retval)
{
	char name[RECORDING_NAME_SIZE], text[16];
	int status;

	recording_name(name, opcode, RECORDING_STATUS);
	if (read_text(fd, name, text, sizeof(text)) < 0)
		return -EROFS;
	text[strcspn(text, "\n")] = '\0';
	if (parse_int(text, &status) || status == 0 || status < -4095 || status > UINT16_MAX)
		return -EROFS;
	if (status < 0)
		return status;
	*retval = status;
	return 0;
}

static unsigned int opcode_of(const struct cxl_send_command *send)
{
	for (size_t i = 0; i < ARRAY_SIZE(recorded_commands); i++)
		if (send->id == recorded_commands[i].id ||
		    (send->id == CXL_MEM_COMMAND_ID_RAW &&
		     send->raw.opcode == recorded_commands[i].opcode))
			return recorded_commands[i].opcode;
	return 0;
}

int recording_send(int fd, struct cxl_send_command *send)
{
	unsigned int opcode = opcode_of(send);
	char name[RECORDING_NAME_SIZE];
	_cleanup_close_ int file = -1;
	size_t room = send->out.size;
	const char *in = (const char *)(uintptr_t)send->in.payload;
	off_t from = 0;
	ssize_t size;

	send->out.size = 0;
	send->retval = 0;
	if (!opcode)
		return -EROFS;
	recording_name(name, opcode, "");
	file = open_file(fd, name);
	if (file < 0)
		return recorded_status(fd, opcode, &send->retval);
	if (opcode == RECORDED_LSA) {
		if (send->in.size < 8)
			return -EINVAL;
		from = get_le(in, 4);
		if (get_le(in + 4, 4) < room)
			room = get_le(in + 4, 4);
	}
	size = room ? pread(file, (void *)(uintptr_t)send->out.payload, room, from) : 0;
	if (size < 0)
		return -errno;
	send->out.size = size;
	return 0;
}
