// SPDX-License-Identifier: GPL-2.0-or-later
/* Mailbox commands (lib/cxl/command/mbox.c): the kernel's list, payloads, submit, references. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/cxl/command/mbox.h"
#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/commands.h"
#include "test/harness/test.h"

#define PAYLOAD_MAX 512

static struct cxl_ctx *ctx;
static struct cxl_memdev *memdev;

static int setup(void **state)
{
	ctx = machine_begin(state);
	machine_memdev(0, PAYLOAD_MAX, 1024);
	memdev = cxl_memdev_get_first(ctx);
	fault_begin();		/* without the flush for the first question */
	commands_usual();
	return memdev ? 0 : -1;
}

static int teardown(void **state)
{
	return machine_end(state, ctx);
}

static void test_query_once(void **state)
{
	struct cxl_cmd *first, *second;

	(void)state;
	first = cxl_cmd_new_identify(memdev);
	second = cxl_cmd_new_identify(memdev);
	assert_non_null(first);
	assert_non_null(second);
	assert_ptr_not_equal(first, second);
	assert_int_equal(fault_count(FAULT_OPEN), 1);
	assert_int_equal(fault_count(FAULT_QUERY), 2);	/* how many, and which */
	assert_string_equal(fault_op(FAULT_OPEN, 0)->path, "cxl/mem0");
	assert_int_equal(fault_op(FAULT_OPEN, 0)->major, MACHINE_MAJOR);
	assert_int_equal(fault_op(FAULT_OPEN, 0)->minor, 0);
	cxl_cmd_unref(first);
	cxl_cmd_unref(second);
}

/* The query for the list, and the command: one open. A command does not keep a descriptor. */
static void test_one_open(void **state)
{
	struct cxl_cmd *cmd = cxl_cmd_new_identify(memdev);

	(void)state;
	fault_reply(0, NULL, 0);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_int_equal(fault_count(FAULT_OPEN), 1);
	assert_int_equal(fault_nr_open(), 0);
	fault_reply(0, NULL, 0);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_int_equal(fault_count(FAULT_OPEN), 2);
	assert_int_equal(fault_nr_open(), 0);
	cxl_cmd_unref(cmd);
}

static void test_query_fails(void **state)
{
	(void)state;
	fault.error = EIO;
	for (fault.fail_at = 1; fault.fail_at <= 3; fault.fail_at++) {
		size_t before = fault_total();
		int at = fault.fail_at;

		fault.fail_at += before;
		assert_null(cxl_cmd_new_identify(memdev));
		assert_int_equal(errno, EIO);
		assert_non_null(strstr(logged(), "mem0"));
		fault.fail_at = at;
	}
	/* A failure is not cached: the next call queries again. */
	cxl_cmd_unref(cxl_cmd_new_identify(memdev));
	assert_int_equal(fault_count(FAULT_QUERY), 0 + 1 + 2 + 2);
}

static void test_not_in_list(void **state)
{
	static const struct cxl_command_info only_raw[] = {
		{ .id = CXL_MEM_COMMAND_ID_RAW, .size_in = ~0U, .size_out = ~0U },
	};
	char byte = 0;

	(void)state;
	fault.commands = only_raw;
	fault.nr_commands = 1;
	assert_null(cxl_cmd_new_identify(memdev));
	assert_int_equal(errno, EOPNOTSUPP);
	assert_null(cxl_cmd_new_read_label(memdev, 0, 1));
	assert_int_equal(errno, EOPNOTSUPP);
	assert_null(cxl_cmd_new_write_label(memdev, &byte, 0, 1));
	assert_int_equal(errno, EOPNOTSUPP);
	assert_int_equal(cxl_memdev_read_label(memdev, &byte, 1, 0), -EOPNOTSUPP);
	assert_int_equal(cxl_memdev_write_label(memdev, &byte, 1, 0), -EOPNOTSUPP);
	assert_int_equal(cxl_memdev_zero_label(memdev, 1, 0), -EOPNOTSUPP);
	assert_int_equal(fault_count(FAULT_SEND), 0);
}

static void test_empty_list(void **state)
{
	(void)state;
	fault.nr_commands = 0;
	assert_null(cxl_cmd_new_identify(memdev));
	assert_int_equal(errno, EOPNOTSUPP);
}

/* Entries of removed commands have id 0, and no order is promised. */
static void test_holes(void **state)
{
	static const struct cxl_command_info holes[] = {
		{ .id = 0 },
		{ .id = CXL_MEM_COMMAND_ID_GET_LSA, .size_in = 8, .size_out = ~0U },
		{ .id = 0 },
		{ .id = 0, .size_in = 77 },
		{ .id = CXL_MEM_COMMAND_ID_IDENTIFY, .size_out = 0x43 },
		{ .id = 0 },
	};
	struct cxl_cmd *cmd;

	(void)state;
	fault.commands = holes;
	fault.nr_commands = 6;
	cmd = cxl_cmd_new_identify(memdev);
	assert_non_null(cmd);
	assert_int_equal(cxl_cmd_get_out_size(cmd), 0x43);
	cxl_cmd_unref(cmd);
	assert_null(cxl_cmd_new(memdev, 0));
	assert_int_equal(errno, EOPNOTSUPP);
}

/* Future kernels: unknown ids. */
static void test_unknown_ids(void **state)
{
	static const struct cxl_command_info future[] = {
		{ .id = 25 }, { .id = 4711 }, { .id = 0xffffffff },
		{ .id = CXL_MEM_COMMAND_ID_IDENTIFY, .size_out = 0x43 },
	};
	struct cxl_cmd *cmd;

	(void)state;
	fault.commands = future;
	fault.nr_commands = 4;
	cmd = cxl_cmd_new_identify(memdev);
	assert_non_null(cmd);
	cxl_cmd_unref(cmd);
	cmd = cxl_cmd_new(memdev, 4711);
	assert_non_null(cmd);
	cxl_cmd_unref(cmd);
	assert_null(cxl_cmd_new(memdev, 24));
}

/* Entries that the kernel announced but did not fill are empty, not uninitialized memory. */
static void test_short_list(void **state)
{
	struct cxl_cmd *cmd;

	(void)state;
	fault.nr_filled = fault.nr_commands;
	fault.nr_commands = 4096;
	cmd = cxl_cmd_new_identify(memdev);
	assert_non_null(cmd);
	cxl_cmd_unref(cmd);
	assert_null(cxl_cmd_new(memdev, 4711));
}

/* A command holds its context; the last reference, in either order, frees both. */
static void test_references(void **state)
{
	struct cxl_cmd *cmd = cxl_cmd_new_identify(memdev);

	(void)state;
	assert_string_equal(cxl_cmd_get_devname(cmd), "mem0");
	assert_int_equal(cxl_cmd_get_mbox_status(cmd), 1);
	cxl_cmd_ref(cmd);
	cxl_cmd_unref(cmd);
	cxl_unref(ctx);
	assert_string_equal(cxl_cmd_get_devname(cmd), "mem0");
	assert_ptr_equal(cxl_ref(cxl_memdev_get_ctx(memdev)), ctx);
	cxl_cmd_unref(cmd);
	cxl_cmd_unref(NULL);
}

static void test_payload_limits(void **state)
{
	struct cxl_cmd *cmd = cxl_cmd_new_raw(memdev, 0x4000);
	char buf[PAYLOAD_MAX];

	(void)state;
	assert_non_null(cmd);
	assert_int_equal(cxl_cmd_set_input_payload(cmd, buf, PAYLOAD_MAX), 0);
	assert_int_equal(cxl_cmd_set_output_payload(cmd, buf, PAYLOAD_MAX), 0);
	assert_int_equal(cxl_cmd_get_out_size(cmd), PAYLOAD_MAX);
	assert_int_equal(cxl_cmd_set_input_payload(cmd, buf, PAYLOAD_MAX + 1), -EINVAL);
	assert_int_equal(cxl_cmd_set_input_payload(cmd, NULL, PAYLOAD_MAX + 1), -EINVAL);
	assert_int_equal(cxl_cmd_set_input_payload(cmd, buf, -1), -EINVAL);
	assert_int_equal(cxl_cmd_set_output_payload(cmd, NULL, -1), -EINVAL);
	assert_int_equal(cxl_cmd_set_output_payload(cmd, NULL, PAYLOAD_MAX + 1), -EINVAL);
	/* Nothing has changed. */
	assert_int_equal(cmd->send.in.size, PAYLOAD_MAX);
	assert_ptr_equal((void *)(uintptr_t)cmd->send.in.payload, buf);
	assert_int_equal(cxl_cmd_get_out_size(cmd), PAYLOAD_MAX);
	assert_int_equal(cxl_cmd_set_output_payload(cmd, NULL, 0), 0);
	assert_int_equal(cxl_cmd_get_out_size(cmd), 0);
	cxl_cmd_unref(cmd);
}

/* The command's own buffers are replaced, and freed once. */
static void test_payload_ownership(void **state)
{
	struct cxl_cmd *cmd = cxl_cmd_new_raw(memdev, 0x4000);
	char out[8] = "", in[8] = "caller";

	(void)state;
	assert_int_equal(cxl_cmd_set_input_payload(cmd, NULL, 16), 0);
	assert_int_equal(cxl_cmd_set_input_payload(cmd, NULL, 32), 0);
	assert_int_equal(cxl_cmd_set_output_payload(cmd, NULL, 32), 0);
	assert_int_equal(cxl_cmd_set_output_payload(cmd, out, sizeof(out)), 0);
	fault_reply(0, "reply", 6);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_string_equal(out, "reply");
	assert_int_equal(fault_op(FAULT_SEND, 0)->len, 32);
	for (int i = 0; i < 32; i++)
		assert_int_equal(((char *)fault_op(FAULT_SEND, 0)->data)[i], 0);

	assert_int_equal(cxl_cmd_set_input_payload(cmd, in, sizeof(in)), 0);
	assert_int_equal(cxl_cmd_set_output_payload(cmd, out, sizeof(out)), 0);
	fault_reply(0, "again", 6);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_memory_equal(fault_op(FAULT_SEND, 1)->data, in, sizeof(in));
	assert_string_equal(out, "again");
	cxl_cmd_unref(cmd);
}

/* The capacity is that of the caller's buffer, also after a shorter reply. */
static void test_submit_twice(void **state)
{
	struct cxl_cmd *cmd = cxl_cmd_new_identify(memdev);
	char reply[0x43] = "";

	(void)state;
	fault_reply(0, reply, 4);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_int_equal(cxl_cmd_get_out_size(cmd), 4);
	fault_reply(0, reply, sizeof(reply));
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_int_equal(fault_op(FAULT_SEND, 1)->send.out.size, sizeof(reply));
	assert_int_equal(cxl_cmd_get_out_size(cmd), sizeof(reply));
	cxl_cmd_unref(cmd);
}

/* A device reports more bytes than the buffer has: they are not read. */
static void test_reply_too_long(void **state)
{
	struct cxl_cmd *cmd = cxl_cmd_new_read_label(memdev, 0, 16);
	char reply[64], buf[64];

	(void)state;
	memset(reply, 'r', sizeof(reply));
	fault_reply(0, reply, sizeof(reply));
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_int_equal(cxl_cmd_read_label_get_payload(cmd, buf, 16), 16);
	assert_true(cxl_cmd_read_label_get_payload(cmd, buf, 17) < 0);
	assert_true(cxl_cmd_read_label_get_payload(cmd, buf, 64) < 0);
	cxl_cmd_unref(cmd);
}

static void test_status(void **state)
{
	struct cxl_cmd *cmd = cxl_cmd_new_identify(memdev);

	(void)state;
	fault_reply(6, NULL, 0);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_int_equal(cxl_cmd_get_mbox_status(cmd), 6);
	/* An unsupported command is not an error: programs try it on each device. */
	fault_reply_errno(ENOTTY);
	assert_int_equal(cxl_cmd_submit(cmd), -ENOTTY);
	assert_int_equal(cxl_cmd_get_mbox_status(cmd), -ENOTTY);
	assert_int_equal(log_count(), 0);
	cxl_set_log_priority(ctx, LOG_INFO);
	fault_reply_errno(ENOTTY);
	assert_int_equal(cxl_cmd_submit(cmd), -ENOTTY);
	assert_string_equal(logged(), "mem0: the kernel refused \"Identify Command\": "
				      "the device does not implement it");
	fault.fail_at = fault_total() + 1;
	fault.error = EACCES;
	assert_int_equal(cxl_cmd_submit(cmd), -EACCES);
	assert_int_equal(cxl_cmd_get_mbox_status(cmd), -EACCES);
	fault_reply(0, NULL, 0);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_int_equal(cxl_cmd_get_mbox_status(cmd), 0);
	cxl_cmd_unref(cmd);
}

static void test_raw(void **state)
{
	static const int bad[] = { 0, -1, 0x10000, 0x7fffffff, -0x7fffffff };
	static const int good[] = { 1, 0x4000, 0xffff };
	struct cxl_cmd *cmd;

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		errno = 0;
		assert_null(cxl_cmd_new_raw(memdev, bad[i]));
		assert_int_equal(errno, EINVAL);
	}
	assert_int_equal(fault_total(), 0);
	for (size_t i = 0; i < 3; i++) {
		cmd = cxl_cmd_new_raw(memdev, good[i]);
		assert_non_null(cmd);
		fault_reply(0, NULL, 0);
		assert_int_equal(cxl_cmd_submit(cmd), 0);
		assert_int_equal(fault_op(FAULT_SEND, i)->send.id, CXL_MEM_COMMAND_ID_RAW);
		assert_int_equal(fault_op(FAULT_SEND, i)->send.raw.opcode, good[i]);
		cxl_cmd_unref(cmd);
	}
}

static void test_raw_not_built(void **state)
{
	(void)state;
	fault.nr_commands = 1;	/* Identify only */
	assert_null(cxl_cmd_new_raw(memdev, 0x4000));
	assert_int_equal(errno, EOPNOTSUPP);
}

static void test_copy_of_machine(void **state)
{
	(void)state;
	fault.other_machine = true;
	assert_null(cxl_cmd_new_identify(memdev));
	assert_int_equal(errno, EROFS);
	assert_int_equal(fault_total(), 0);
	assert_int_equal(log_count(), 1);
}

/* Fixed sizes in the kernel's list that exceed the device's mailbox. */
static void test_fixed_size_too_large(void **state)
{
	static const struct cxl_command_info large[] = {
		{ .id = CXL_MEM_COMMAND_ID_IDENTIFY, .size_out = PAYLOAD_MAX + 1 },
		{ .id = CXL_MEM_COMMAND_ID_GET_LSA, .size_in = 0x80000000 },
	};

	(void)state;
	fault.commands = large;
	fault.nr_commands = 2;
	assert_null(cxl_cmd_new_identify(memdev));
	assert_int_equal(errno, EINVAL);
	assert_null(cxl_cmd_new(memdev, CXL_MEM_COMMAND_ID_GET_LSA));
	assert_int_equal(errno, EINVAL);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_query_once),
		TEST(test_one_open),
		TEST(test_query_fails),
		TEST(test_not_in_list),
		TEST(test_empty_list),
		TEST(test_holes),
		TEST(test_unknown_ids),
		TEST(test_short_list),
		TEST(test_references),
		TEST(test_payload_limits),
		TEST(test_payload_ownership),
		TEST(test_submit_twice),
		TEST(test_reply_too_long),
		TEST(test_status),
		TEST(test_raw),
		TEST(test_raw_not_built),
		TEST(test_copy_of_machine),
		TEST(test_fixed_size_too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
