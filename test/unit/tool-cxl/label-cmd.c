// SPDX-License-Identifier: GPL-2.0-or-later
/* Get LSA and Set LSA as single commands: inputs and outputs of a caller. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/bits.h"
#include "test/double/machine.h"
#include "test/harness/commands.h"
#include "test/harness/test.h"

static struct cxl_ctx *ctx;
static struct cxl_memdev *memdev;
static char bytes[600];

static int setup(void **state)
{
	ctx = machine_begin(state);
	memset(bytes, 'b', sizeof(bytes));
	machine_memdev(0, 512, 1024);
	memdev = cxl_memdev_get_first(ctx);
	commands_usual();
	return memdev ? 0 : -1;
}

static int teardown(void **state)
{
	return machine_end(state, ctx);
}

static void test_read_limits(void **state)
{
	static const unsigned int bad[] = { 513, 0x80000000, UINT_MAX };
	struct cxl_cmd *cmd;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_null(cxl_cmd_new_read_label(memdev, 0, bad[i]));
		assert_int_equal(errno, EINVAL);
	}
	cmd = cxl_cmd_new_read_label(memdev, UINT_MAX, 512);
	assert_non_null(cmd);
	assert_int_equal(cxl_cmd_get_out_size(cmd), 512);
	cxl_cmd_unref(cmd);
	cmd = cxl_cmd_new_read_label(memdev, 0, 0);
	assert_non_null(cmd);
	assert_int_equal(cxl_cmd_get_out_size(cmd), 0);
	cxl_cmd_unref(cmd);
}

static void test_write_limits(void **state)
{
	static const unsigned int bad[] = { 505, 600, INT_MAX, INT_MAX - 8, 0x80000000, UINT_MAX };
	struct cxl_cmd *cmd;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_null(cxl_cmd_new_write_label(memdev, bytes, 0, bad[i]));
		assert_int_equal(errno, EINVAL);
	}
	cmd = cxl_cmd_new_write_label(memdev, bytes, 0x11223344, 504);
	assert_non_null(cmd);
	fault_reply(0, NULL, 0);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_int_equal(fault_op(FAULT_SEND, 0)->len, 512);
	assert_memory_equal(fault_op(FAULT_SEND, 0)->data, "\x44\x33\x22\x11\0\0\0\0bbbb", 12);
	cxl_cmd_unref(cmd);
}

/* The bytes are copied: the caller may change them later. */
static void test_write_copies(void **state)
{
	char own[4] = { 'a', 'b', 'c', 'd' };
	struct cxl_cmd *cmd = cxl_cmd_new_write_label(memdev, own, 0, 4);

	(void)state;
	memset(own, 0, sizeof(own));
	fault_reply(0, NULL, 0);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_memory_equal((char *)fault_op(FAULT_SEND, 0)->data + 8, "abcd", 4);
	cxl_cmd_unref(cmd);
}

static void test_payload(void **state)
{
	struct cxl_cmd *cmd = cxl_cmd_new_read_label(memdev, 0, 8);
	char buf[16] = "";

	(void)state;
	assert_int_equal(cxl_cmd_read_label_get_payload(cmd, buf, 8), -ENXIO);
	fault_reply(0, "12345678", 8);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_int_equal(cxl_cmd_read_label_get_payload(cmd, buf, 8), 8);
	assert_memory_equal(buf, "12345678", 8);
	assert_int_equal(cxl_cmd_read_label_get_payload(cmd, buf, 0), 0);
	assert_int_equal(cxl_cmd_read_label_get_payload(cmd, buf, 9), -EINVAL);
	assert_int_equal(cxl_cmd_read_label_get_payload(cmd, buf, UINT_MAX), -EINVAL);
	assert_int_equal(cxl_cmd_read_label_get_payload(cmd, NULL, 8), -EINVAL);
	fault_reply(3, NULL, 0);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_int_equal(cxl_cmd_read_label_get_payload(cmd, buf, 8), -ENXIO);
	fault_reply_errno(ENOMEM);
	assert_int_equal(cxl_cmd_submit(cmd), -ENOMEM);
	assert_int_equal(cxl_cmd_read_label_get_payload(cmd, buf, 8), -ENOMEM);
	cxl_cmd_unref(cmd);
}

static void test_payload_of_another(void **state)
{
	struct cxl_cmd *cmd = cxl_cmd_new_identify(memdev);
	char buf[4];

	(void)state;
	fault_reply(0, bytes, 0x43);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_int_equal(cxl_cmd_read_label_get_payload(cmd, buf, 4), -EINVAL);
	cxl_cmd_unref(cmd);
}

/* The caller's own buffer replaces the command's. */
static void test_own_buffer(void **state)
{
	struct cxl_cmd *cmd = cxl_cmd_new_read_label(memdev, 0, 4);
	char own[4], buf[4];

	(void)state;
	assert_int_equal(cxl_cmd_set_output_payload(cmd, own, 4), 0);
	fault_reply(0, "wxyz", 4);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_memory_equal(own, "wxyz", 4);
	assert_int_equal(cxl_cmd_read_label_get_payload(cmd, buf, 4), 4);
	cxl_cmd_unref(cmd);
}

/* A kernel whose Get LSA has an input other than offset and length. */
static void test_other_kernel(void **state)
{
	static const struct cxl_command_info other[] = {
		{ .id = CXL_MEM_COMMAND_ID_GET_LSA, .size_in = 4, .size_out = ~0U },
		{ .id = CXL_MEM_COMMAND_ID_SET_LSA, .size_in = 16 },
	};
	struct cxl_cmd *cmd;

	(void)state;
	fault.commands = other;
	fault.nr_commands = 2;
	assert_null(cxl_cmd_new_read_label(memdev, 0, 4));
	assert_int_equal(errno, EINVAL);
	cmd = cxl_cmd_new_write_label(memdev, bytes, 0, 4);
	assert_non_null(cmd);
	fault_reply(0, NULL, 0);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	assert_int_equal(fault_op(FAULT_SEND, 0)->len, 12);
	cxl_cmd_unref(cmd);
}

/* Mailbox bytes are little-endian on every machine. */
static void test_byte_order(void **state)
{
	unsigned char to[9];

	(void)state;
	memset(to, 0xaa, sizeof(to));
	put_le(to + 1, 3, 0x998877);
	assert_memory_equal(to, "\xaa\x77\x88\x99\xaa\xaa\xaa\xaa\xaa", 9);
	assert_true(get_le(to + 1, 3) == 0x998877);
	put_le(to + 1, 8, 0x0123456789abcdefULL);
	assert_true(get_le(to + 1, 8) == 0x0123456789abcdefULL);
	assert_int_equal(to[1], 0xef);
	assert_true(get_le(to, 0) == 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_read_limits),
		TEST(test_write_limits),
		TEST(test_write_copies),
		TEST(test_payload),
		TEST(test_payload_of_another),
		TEST(test_own_buffer),
		TEST(test_other_kernel),
		TEST(test_byte_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
