// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/mailbox/recording.h: replies of a snapshot in place of its mailboxes. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "lib/base/bits.h"
#include "lib/mailbox/recording.h"
#include "lib/mailbox/transport.h"
#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define FOLDER "cxl-utils/mailbox/mem0/"

static const struct devnode node = { "cxl/mem0", 250, 0 };
static struct root *root;
static char out[64];

static int setup(void **state)
{
	fault_begin();
	fault.other_machine = true;
	if (tree_setup(state))
		return -1;
	tree_write(FOLDER "commands", "1 0x1 0 67\n6 0x1 8 4294967295\n7 0x1 0 18\n2 1 0 0\n");
	return root_new(tree_root(), &root);
}

static int teardown(void **state)
{
	int rc;

	root_free(root);
	rc = tree_teardown(state);
	/* None of this reached the platform. */
	assert_int_equal(fault_total(), 0);
	fault_end();
	return rc;
}

/* The reply to a command: the kernel's result, with @send filled in as the kernel does. */
static int send_it(struct cxl_send_command *send, uint32_t id, uint32_t room)
{
	struct mailbox mailbox;
	int fd, rc;

	assert_int_equal(mailbox_open(&mailbox, root, &node), 0);
	fd = mailbox.fd;
	memset(out, 0x55, sizeof(out));
	send->id = id;
	send->out.payload = (uintptr_t)out;
	send->retval = 99;
	rc = mailbox_send(&mailbox, send, room);
	mailbox_close(&mailbox);
	assert_int_equal(fcntl(fd, F_GETFD), -1);
	return rc;
}

static void test_none(void **state)
{
	const struct devnode other = { "cxl/mem1", 250, 1 };
	struct mailbox mailbox;

	(void)state;
	assert_int_equal(mailbox_open(&mailbox, root, &other), -EROFS);
	tree_write("cxl-utils/mailbox/mem1", "not a directory");
	assert_int_equal(mailbox_open(&mailbox, root, &other), -EROFS);
}

static void test_query(void **state)
{
	char room[sizeof(struct cxl_mem_query_commands) + 4 * sizeof(struct cxl_command_info)];
	struct cxl_mem_query_commands *query = (void *)room;
	int fd = recording_open(root, "mem0");

	(void)state;
	memset(room, 0, sizeof(room));
	assert_int_equal(recording_query(fd, query), 0);
	assert_int_equal(query->n_commands, 4);
	assert_int_equal(query->commands[0].id, 0);
	assert_int_equal(recording_query(fd, query), 0);
	assert_int_equal(query->commands[0].size_out, 67);
	assert_int_equal(query->commands[1].size_in, 8);
	assert_int_equal(query->commands[1].size_out, UINT32_MAX);
	assert_int_equal(query->commands[3].id, 2);
	/* Only as many as fit. */
	memset(query->commands, 0, 4 * sizeof(query->commands[0]));
	query->n_commands = 1;
	assert_int_equal(recording_query(fd, query), 0);
	assert_int_equal(query->commands[0].id, 1);
	assert_int_equal(query->commands[1].id, 0);
	/* Invalid lines are skipped. */
	tree_write(FOLDER "commands", "x\n1 2 3\n1 2 3 4 5\n4294967296 0 0 0\n\n9 1 0 0");
	query->n_commands = 0;
	assert_int_equal(recording_query(fd, query), 0);
	assert_int_equal(query->n_commands, 1);
	close(fd);
}

static void test_output(void **state)
{
	struct cxl_send_command send = { 0 };

	(void)state;
	tree_bytes(FOLDER "4200", "\001\0\002", 3);
	assert_int_equal(send_it(&send, CXL_MEM_COMMAND_ID_GET_HEALTH_INFO, 18), 0);
	assert_int_equal(send.retval, 0);
	assert_int_equal(send.out.size, 3);
	assert_memory_equal(out, "\001\0\002\x55", 4);
	/* Longer than the buffer. */
	assert_int_equal(send_it(&send, CXL_MEM_COMMAND_ID_GET_HEALTH_INFO, 2), 0);
	assert_int_equal(send.out.size, 2);
	assert_memory_equal(out, "\001\0\x55", 3);
	assert_int_equal(send_it(&send, CXL_MEM_COMMAND_ID_GET_HEALTH_INFO, 0), 0);
	assert_int_equal(send.out.size, 0);
	/* The same, by its opcode. */
	send.raw.opcode = 0x4200;
	assert_int_equal(send_it(&send, CXL_MEM_COMMAND_ID_RAW, 18), 0);
	assert_int_equal(send.out.size, 3);
}

static void test_status(void **state)
{
	static const struct {
		const char *text;
		int rc;
		uint32_t retval;
	} cases[] = {
		{ "3\n", 0, 3 }, { "65535", 0, 65535 }, { "-25\n", -ENOTTY, 0 },
		{ "-4096\n", -EROFS, 0 }, { "65536\n", -EROFS, 0 }, { "0\n", -EROFS, 0 },
		{ "", -EROFS, 0 }, { "3 3\n", -EROFS, 0 }, { "99999999999999999", -EROFS, 0 },
	};
	struct cxl_send_command send = { 0 };

	(void)state;
	assert_int_equal(send_it(&send, CXL_MEM_COMMAND_ID_GET_ALERT_CONFIG, 16), -EROFS);
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		tree_write(FOLDER "4201.status", cases[i].text);
		assert_int_equal(send_it(&send, CXL_MEM_COMMAND_ID_GET_ALERT_CONFIG, 16),
				 cases[i].rc);
		assert_int_equal(send.retval, cases[i].retval);
		assert_int_equal(send.out.size, 0);
	}
}

/* Only commands that read are answered, whatever files exist. */
static void test_writing(void **state)
{
	static const uint32_t ids[] = {
		CXL_MEM_COMMAND_ID_SET_LSA, CXL_MEM_COMMAND_ID_SET_PARTITION_INFO,
		CXL_MEM_COMMAND_ID_SET_ALERT_CONFIG, CXL_MEM_COMMAND_ID_SET_SHUTDOWN_STATE, 0, 4711,
	};
	struct cxl_send_command send = { 0 };

	(void)state;
	tree_write(FOLDER "4103", "x");
	tree_write(FOLDER "0000", "x");
	for (size_t i = 0; i < ARRAY_SIZE(ids); i++)
		assert_int_equal(send_it(&send, ids[i], 16), -EROFS);
	send.raw.opcode = 0x4103;
	assert_int_equal(send_it(&send, CXL_MEM_COMMAND_ID_RAW, 16), -EROFS);
}

static int read_labels(uint32_t offset, uint32_t length, uint32_t room, uint32_t *got)
{
	struct cxl_send_command send = { 0 };
	char in[8];
	int rc;

	put_le(in, 4, offset);
	put_le(in + 4, 4, length);
	send.in.payload = (uintptr_t)in;
	send.in.size = sizeof(in);
	rc = send_it(&send, CXL_MEM_COMMAND_ID_GET_LSA, room);
	*got = send.out.size;
	return rc;
}

static void test_labels(void **state)
{
	struct cxl_send_command send = { 0 };
	uint32_t got;

	(void)state;
	assert_int_equal(read_labels(0, 4, 4, &got), -EROFS);
	tree_write(FOLDER "4102", "0123456789");
	assert_int_equal(read_labels(0, 10, 10, &got), 0);
	assert_int_equal(got, 10);
	assert_int_equal(read_labels(3, 4, 10, &got), 0);
	assert_int_equal(got, 4);
	assert_memory_equal(out, "3456\x55", 5);
	assert_int_equal(read_labels(8, 10, 4, &got), 0);
	assert_int_equal(got, 2);
	assert_int_equal(read_labels(UINT32_MAX, UINT32_MAX, 16, &got), 0);
	assert_int_equal(got, 0);
	/* No offset is given. */
	assert_int_equal(send_it(&send, CXL_MEM_COMMAND_ID_GET_LSA, 16), -EINVAL);
}

static void test_no_files(void **state)
{
	struct cxl_send_command send = { 0 };

	(void)state;
	tree_write("outside", "secret");
	tree_link(FOLDER "4200", "../../../outside");
	assert_int_equal(send_it(&send, CXL_MEM_COMMAND_ID_GET_HEALTH_INFO, 18), -EROFS);
	tree_fifo(FOLDER "4201");
	assert_int_equal(send_it(&send, CXL_MEM_COMMAND_ID_GET_ALERT_CONFIG, 16), -EROFS);
	tree_folder(FOLDER "4000");
	assert_int_equal(send_it(&send, CXL_MEM_COMMAND_ID_IDENTIFY, 16), -EROFS);
}

/* Through the library, as on the machine. */
static void test_library(void **state)
{
	struct cxl_memdev *memdev;
	struct cxl_ctx *ctx;
	struct cxl_cmd *cmd;

	(void)state;
	machine_memdev(0, 512, 1024);
	tree_bytes(FOLDER "4200", "\001\0\0\012\0\0", 6);
	ctx = machine_open();
	memdev = cxl_memdev_get_first(ctx);
	cmd = cxl_cmd_new_get_health_info(memdev);
	assert_int_equal(cxl_cmd_run(cmd), 0);
	assert_int_equal(cxl_cmd_health_info_get_maintenance_needed(cmd), 1);
	assert_int_equal(cxl_cmd_health_info_get_life_used(cmd), 10);
	/* Beyond the end of the reply. */
	assert_true(cxl_cmd_health_info_get_pmem_errors(cmd) < 0);
	cxl_cmd_unref(cmd);
	cmd = cxl_cmd_new_identify(memdev);
	assert_int_equal(cxl_cmd_run(cmd), -EROFS);
	assert_non_null(strstr(logged(), "without a reply to this command"));
	cxl_cmd_unref(cmd);
	machine_close(ctx);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_none),
		TEST(test_query),
		TEST(test_output),
		TEST(test_status),
		TEST(test_writing),
		TEST(test_labels),
		TEST(test_no_files),
		TEST(test_library),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
