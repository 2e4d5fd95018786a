// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/mailbox/transport.h on a machine; in a snapshot: recording.c. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/mailbox/transport.h"
#include "test/double/platform-fault.h"
#include "test/harness/commands.h"
#include "test/harness/test.h"

static const struct devnode node = { "cxl/mem3", 250, 3 };
static struct root *root;
static struct mailbox mailbox;

static int setup(void **state)
{
	(void)state;
	fault_begin();
	commands_usual();
	return root_new(NULL, &root);
}

static int teardown(void **state)
{
	(void)state;
	root_free(root);
	fault_end();
	return 0;
}

static void test_open(void **state)
{
	(void)state;
	assert_int_equal(mailbox_open(&mailbox, root, &node), 0);
	assert_int_equal(fault_nr_open(), 1);
	mailbox_close(&mailbox);
	assert_int_equal(fault_nr_open(), 0);
	/* Closed once. */
	mailbox_close(&mailbox);
	assert_int_equal(fault_count(FAULT_CLOSE), 1);
	assert_string_equal(fault_op(FAULT_OPEN, 0)->path, "cxl/mem3");
	assert_int_equal(fault_op(FAULT_OPEN, 0)->major, 250);
	assert_int_equal(fault_op(FAULT_OPEN, 0)->minor, 3);
	fault.fail_at = fault_total() + 1;
	fault.error = EACCES;
	assert_int_equal(mailbox_open(&mailbox, root, &node), -EACCES);
	mailbox_close(&mailbox);
}

static void test_query(void **state)
{
	struct cxl_mem_query_commands *query = NULL;

	(void)state;
	assert_int_equal(mailbox_open(&mailbox, root, &node), 0);
	assert_int_equal(mailbox_query(&mailbox, &query), 0);
	assert_int_equal(query->n_commands, fault.nr_commands);
	assert_non_null(mailbox_find(query, CXL_MEM_COMMAND_ID_IDENTIFY));
	assert_null(mailbox_find(query, 4711));
	assert_null(mailbox_find(query, 0));
	free(query);
	query = NULL;
	fault.error = EIO;
	for (int i = 1; i <= 2; i++) {
		fault.fail_at = fault_total() + i;
		assert_int_equal(mailbox_query(&mailbox, &query), -EIO);
		assert_null(query);
	}
	mailbox_close(&mailbox);
}

/* The number of entries in the kernel's list is trusted up to a limit. */
static void test_absurd_list(void **state)
{
	struct cxl_mem_query_commands *query = NULL;

	(void)state;
	assert_int_equal(mailbox_open(&mailbox, root, &node), 0);
	fault.nr_filled = 1;
	fault.nr_commands = 4097;
	assert_int_equal(mailbox_query(&mailbox, &query), -EOVERFLOW);
	fault.nr_commands = 0xffffffff;
	assert_int_equal(mailbox_query(&mailbox, &query), -EOVERFLOW);
	assert_int_equal(fault_count(FAULT_QUERY), 2);
	mailbox_close(&mailbox);
}

/* No more bytes than the buffer has, whatever the device reports. */
static void test_send(void **state)
{
	struct cxl_send_command send = { .id = CXL_MEM_COMMAND_ID_IDENTIFY };
	char out[8] = "";

	(void)state;
	assert_int_equal(mailbox_open(&mailbox, root, &node), 0);
	send.out.payload = (uintptr_t)out;
	fault_reply(0, "12345678", 8);
	assert_int_equal(mailbox_send(&mailbox, &send, 4), 0);
	assert_int_equal(send.out.size, 4);
	assert_memory_equal(out, "1234\0", 5);
	assert_int_equal(fault_op(FAULT_SEND, 0)->send.out.size, 4);
	fault_reply(6, NULL, 0);
	assert_int_equal(mailbox_send(&mailbox, &send, 8), 0);
	assert_int_equal(send.retval, 6);
	fault_reply_errno(ENOTTY);
	assert_int_equal(mailbox_send(&mailbox, &send, 8), -ENOTTY);
	mailbox_close(&mailbox);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_open),
		TEST(test_query),
		TEST(test_absurd_list),
		TEST(test_send),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
