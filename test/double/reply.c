// SPDX-License-Identifier: GPL-2.0-or-later
/* Tests of commands that only read: see reply.h. */
#include <errno.h>

#include "test/double/reply.h"
#include "test/harness/test.h"

struct cxl_ctx *reply_ctx;
struct cxl_memdev *reply_memdev;
struct cxl_cmd *reply_cmd;

static const struct cxl_command_info commands[] = {
	{ .id = CXL_MEM_COMMAND_ID_IDENTIFY, .size_out = 0x43 },
	{ .id = CXL_MEM_COMMAND_ID_GET_FW_INFO, .size_out = 0x50 },
	{ .id = CXL_MEM_COMMAND_ID_GET_PARTITION_INFO, .size_out = 0x20 },
	{ .id = CXL_MEM_COMMAND_ID_GET_HEALTH_INFO, .size_out = 0x12 },
	{ .id = CXL_MEM_COMMAND_ID_GET_ALERT_CONFIG, .size_out = 0x10 },
};

int reply_begin(void **state, struct cxl_cmd *(*make)(struct cxl_memdev *memdev))
{
	reply_ctx = machine_begin(state);
	machine_memdev(0, 512, 1024);
	reply_memdev = cxl_memdev_get_first(reply_ctx);
	fault.commands = commands;
	fault.nr_commands = sizeof(commands) / sizeof(commands[0]);
	reply_cmd = make(reply_memdev);
	return reply_cmd ? 0 : -1;
}

int reply_end(void **state)
{
	cxl_cmd_unref(reply_cmd);
	return machine_end(state, reply_ctx);
}

void reply_submit(const void *bytes, size_t len)
{
	fault_reply(0, bytes, len);
	assert_int_equal(cxl_cmd_submit(reply_cmd), 0);
}

static void assert_field(const struct reply_field *field, struct cxl_cmd *cmd, int rc)
{
	if (field->get(cmd) != rc)
		fail_msg("%s: %d instead of %d", field->name, field->get(cmd), rc);
}

void reply_assert_all(const struct reply_field *fields, size_t nr, int rc)
{
	for (size_t i = 0; i < nr; i++)
		assert_field(&fields[i], reply_cmd, rc);
}

void reply_assert_errors(const struct reply_field *fields, size_t nr)
{
	struct cxl_cmd *other = cxl_cmd_new_identify(reply_memdev);

	reply_assert_all(fields, nr, -ENXIO);	/* not submitted */
	fault_reply(4, NULL, 0);
	assert_int_equal(cxl_cmd_submit(reply_cmd), 0);
	reply_assert_all(fields, nr, -ENXIO);	/* the device refused */
	fault_reply_errno(EBUSY);
	assert_int_equal(cxl_cmd_submit(reply_cmd), -EBUSY);
	reply_assert_all(fields, nr, -EBUSY);	/* the kernel refused */

	assert_non_null(other);
	fault_reply(0, (char[0x43]){ 0 }, 0x43);
	assert_int_equal(cxl_cmd_submit(other), 0);
	for (size_t i = 0; i < nr; i++) {
		assert_field(&fields[i], NULL, -EINVAL);
		assert_field(&fields[i], other, -EINVAL);
	}
	cxl_cmd_unref(other);
}

void reply_assert_short(const struct reply_field *fields, size_t nr, size_t size)
{
	static const char zeros[256];

	assert_true(size <= sizeof(zeros));
	for (size_t len = 0; len <= size; len++) {
		reply_submit(zeros, len);
		for (size_t i = 0; i < nr; i++) {
			int value = fields[i].get(reply_cmd);

			if (len < fields[i].needs ? value != -ENODATA : value < 0)
				fail_msg("%s of %zu bytes: %d", fields[i].name, len, value);
		}
	}
}
