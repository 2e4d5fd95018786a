// SPDX-License-Identifier: GPL-2.0-or-later
/* The platform of the unit tests: see platform-fault.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "test/double/platform-fault.h"
#include "test/harness/test.h"

#define MAX_OPS		4096
#define FIRST_FD	1000000	/* no descriptor that a process could have open */

struct reply {
	int error;
	uint32_t retval;
	void *out;
	size_t len;
};

struct fault_script fault;

static struct fault_op ops[MAX_OPS];
static struct reply replies[MAX_OPS];
static size_t nr_ops, nr_failable, nr_replies, next_reply, unanswered, nr_open;
static int next_fd;

static void *copy(const void *data, size_t len)
{
	void *bytes = malloc(len ? len : 1);

	assert_non_null(bytes);
	if (len)
		memcpy(bytes, data, len);
	return bytes;
}

static void forget(void)
{
	for (size_t i = 0; i < nr_ops; i++) {
		free(ops[i].path);
		free(ops[i].data);
	}
	for (size_t i = 0; i < nr_replies; i++)
		free(replies[i].out);
	nr_ops = nr_failable = nr_replies = next_reply = unanswered = nr_open = 0;
	next_fd = FIRST_FD;
}

void fault_begin(void)
{
	forget();
	fault = (struct fault_script){ 0 };
}

void fault_end(void)
{
	size_t left = nr_replies - next_reply, lost = unanswered, opened = nr_open;

	forget();
	assert_int_equal(opened, 0);
	assert_int_equal(lost, 0);
	assert_int_equal(left, 0);
}

static struct reply *add_reply(void)
{
	assert_true(nr_replies < MAX_OPS);
	replies[nr_replies] = (struct reply){ 0 };
	return &replies[nr_replies++];
}

void fault_reply(uint32_t retval, const void *out, size_t len)
{
	struct reply *reply = add_reply();

	reply->retval = retval;
	reply->out = copy(out, len);
	reply->len = len;
}

void fault_reply_errno(int error)
{
	add_reply()->error = error;
}

size_t fault_count(enum fault_what what)
{
	size_t count = 0;

	for (size_t i = 0; i < nr_ops; i++)
		count += ops[i].what == what;
	return count;
}

size_t fault_nr_open(void)
{
	return nr_open;
}

size_t fault_total(void)
{
	return nr_failable;
}

const struct fault_op *fault_op(enum fault_what what, size_t nr)
{
	for (size_t i = 0; i < nr_ops; i++)
		if (ops[i].what == what && nr-- == 0)
			return &ops[i];
	fail_msg("there was no such operation");
	return NULL;
}

static struct fault_op *record(enum fault_what what)
{
	assert_true(nr_ops < MAX_OPS);
	ops[nr_ops] = (struct fault_op){ .what = what };
	return &ops[nr_ops++];
}

/* Returns whether this operation must fail. */
static int injected(void)
{
	return ++nr_failable == (size_t)fault.fail_at ? -fault.error : 0;
}

bool platform_is_machine_of(const struct root *root)
{
	(void)root;
	return !fault.other_machine;
}

int platform_open(const struct root *root, const struct devnode *node)
{
	struct fault_op *op = record(FAULT_OPEN);
	int rc = injected();

	(void)root;
	op->path = copy(node->name, strlen(node->name) + 1);
	op->major = node->major;
	op->minor = node->minor;
	if (rc)
		return rc;
	nr_open++;
	return next_fd++;
}

void platform_close(int fd)
{
	assert_in_range(fd, FIRST_FD, next_fd - 1);
	record(FAULT_CLOSE);
	nr_open--;
}

/* As the kernel: n_commands 0 requests the count, otherwise that many entries are filled. */
static int query(struct cxl_mem_query_commands *query)
{
	uint32_t nr = fault.nr_filled ? fault.nr_filled : fault.nr_commands;
	int rc;

	record(FAULT_QUERY);
	rc = injected();
	if (rc)
		return rc;
	if (query->n_commands == 0) {
		query->n_commands = fault.nr_commands;
		return 0;
	}
	for (uint32_t i = 0; i < nr && i < query->n_commands; i++)
		query->commands[i] = fault.commands[i];
	return 0;
}

static int send_command(struct cxl_send_command *send)
{
	struct fault_op *op = record(FAULT_SEND);
	struct reply *reply;
	int rc = injected();

	op->send = *send;
	op->data = copy((void *)(uintptr_t)send->in.payload, send->in.size);
	op->len = send->in.size;
	if (rc)
		return rc;
	if (next_reply == nr_replies) {
		unanswered++;
		return -EBADMSG;
	}
	reply = &replies[next_reply++];
	if (reply->error)
		return -reply->error;
	send->retval = reply->retval;
	/* The kernel copies what fits and reports how much the device returned. */
	if (reply->len)
		memcpy((void *)(uintptr_t)send->out.payload, reply->out,
		       reply->len < send->out.size ? reply->len : send->out.size);
	send->out.size = reply->len;
	return 0;
}

int platform_ioctl(int fd, unsigned long request, void *arg)
{
	assert_in_range(fd, FIRST_FD, next_fd - 1);
	switch (request) {
	case CXL_MEM_QUERY_COMMANDS:
		return query(arg);
	case CXL_MEM_SEND_COMMAND:
		return send_command(arg);
	}
	return -ENOTTY;
}

int platform_write(const struct root *root, const char *path, const void *data, size_t len)
{
	struct fault_op *op = record(FAULT_WRITE);
	int rc;

	(void)root;
	op->path = copy(path, strlen(path) + 1);
	op->data = copy(data, len);
	op->len = len;
	rc = injected();
	if (rc == 0 && fault.written)
		rc = -fault.written(path, op->data, len);
	return rc;
}

int platform_write_file(const struct root *root, const char *path, const void *data, size_t len)
{
	return platform_write(root, path, data, len);
}

int platform_load_module(const char *alias)
{
	struct fault_op *op = record(FAULT_MODULE);
	int rc = injected();

	op->path = copy(alias, strlen(alias) + 1);
	if (rc == 0 && fault.loaded)
		fault.loaded(alias);
	return rc;
}

bool platform_udev_is_idle(void)
{
	if (fault.udev_busy == 0)
		return true;
	if (fault.udev_busy > 0)
		fault.udev_busy--;
	return false;
}

void assert_written_bytes(size_t nr, const char *file, const void *bytes, size_t len)
{
	const struct fault_op *op = fault_op(FAULT_WRITE, nr);
	const char *path = op->path;

	if (file[0] != '/' && strlen(path) > strlen(file))
		path += strlen(path) - strlen(file);
	assert_string_equal(path, file);
	assert_int_equal(op->len, len);
	assert_memory_equal(op->data, bytes, len);
}

void assert_written(size_t nr, const char *file, const char *text)
{
	assert_written_bytes(nr, file, text, strlen(text));
}
