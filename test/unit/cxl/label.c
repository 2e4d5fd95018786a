// SPDX-License-Identifier: GPL-2.0-or-later
/* The label area (lib/cxl/command/label.c): pieces that fit the mailbox, ranges, refusals. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/bits.h"
#include "test/double/machine.h"
#include "test/harness/commands.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define AREA	4096

static struct cxl_ctx *ctx;
static struct cxl_memdev *memdev;
static unsigned char labels[AREA], buf[AREA];

static void open_machine(unsigned long payload_max)
{
	machine_memdev(0, payload_max, AREA);
	ctx = machine_open();
	memdev = cxl_memdev_get_first(ctx);
	assert_non_null(memdev);
	fault_begin();		/* without the flush for the first question */
	commands_usual();
}

static int setup(void **state)
{
	fault_begin();
	ctx = NULL;
	for (size_t i = 0; i < AREA; i++)
		labels[i] = i * 7 + (i >> 8);
	memset(buf, 0xee, sizeof(buf));
	return tree_setup(state);
}

static int teardown(void **state)
{
	return machine_end(state, ctx);
}

static unsigned long long header(size_t nr, size_t word)
{
	const struct fault_op *op = fault_op(FAULT_SEND, nr);

	assert_true(op->len >= 8);
	return get_le((char *)op->data + 4 * word, 4);
}

/* Reads [offset, offset + length) with that mailbox; checks every command. */
static void check_read(unsigned long payload_max, size_t length, size_t offset)
{
	size_t max = payload_max - 8, nr = 0;

	open_machine(payload_max);
	for (size_t at = 0; at < length; at += max)
		fault_reply(0, labels + offset + at, length - at < max ? length - at : max);
	assert_int_equal(cxl_memdev_read_label(memdev, buf, length, offset), 0);
	assert_memory_equal(buf, labels + offset, length);
	for (size_t at = 0; at < length; at += max, nr++) {
		size_t piece = length - at < max ? length - at : max;

		assert_int_equal(fault_op(FAULT_SEND, nr)->send.id, CXL_MEM_COMMAND_ID_GET_LSA);
		assert_int_equal(fault_op(FAULT_SEND, nr)->len, 8);
		assert_int_equal(fault_op(FAULT_SEND, nr)->send.out.size, piece);
		assert_int_equal(header(nr, 0), offset + at);
		assert_int_equal(header(nr, 1), piece);
	}
	assert_int_equal(fault_count(FAULT_SEND), nr);
}

static void test_read_one(void **state)
{
	(void)state;
	check_read(512, 504, 0);
	assert_int_equal(fault_count(FAULT_SEND), 1);
}

static void test_read_two(void **state)
{
	(void)state;
	check_read(512, 505, 0);
	assert_int_equal(fault_count(FAULT_SEND), 2);
}

static void test_read_all(void **state)
{
	(void)state;
	check_read(512, AREA, 0);
	assert_int_equal(fault_count(FAULT_SEND), 9);
}

static void test_read_offset(void **state)
{
	(void)state;
	check_read(256, 1000, 17);
}

static void test_read_last_byte(void **state)
{
	(void)state;
	check_read(512, 1, AREA - 1);
}

/* The smallest usable mailbox: one byte at a time. */
static void test_read_payload_9(void **state)
{
	(void)state;
	check_read(9, 20, 5);
	assert_int_equal(fault_count(FAULT_SEND), 20);
}

static void test_read_large_mailbox(void **state)
{
	(void)state;
	check_read(1 << 20, AREA, 0);
	assert_int_equal(fault_count(FAULT_SEND), 1);
}

static void check_written(size_t nr, const void *bytes, size_t piece, size_t offset)
{
	const struct fault_op *op = fault_op(FAULT_SEND, nr);

	assert_int_equal(op->send.id, CXL_MEM_COMMAND_ID_SET_LSA);
	assert_int_equal(op->len, 8 + piece);
	assert_int_equal(op->send.out.size, 0);
	assert_int_equal(header(nr, 0), offset);
	assert_int_equal(header(nr, 1), 0);	/* reserved */
	assert_memory_equal((char *)op->data + 8, bytes, piece);
}

static void test_write(void **state)
{
	(void)state;
	open_machine(512);
	for (int i = 0; i < 3; i++)
		fault_reply(0, NULL, 0);
	assert_int_equal(cxl_memdev_write_label(memdev, labels + 100, 1200, 100), 0);
	assert_int_equal(fault_count(FAULT_SEND), 3);
	check_written(0, labels + 100, 504, 100);
	check_written(1, labels + 604, 504, 604);
	check_written(2, labels + 1108, 192, 1108);
}

static void test_zero(void **state)
{
	static const char zeros[504];

	(void)state;
	open_machine(512);
	fault_reply(0, NULL, 0);
	fault_reply(0, NULL, 0);
	assert_int_equal(cxl_memdev_zero_label(memdev, 600, 8), 0);
	assert_int_equal(fault_count(FAULT_SEND), 2);
	check_written(0, zeros, 504, 8);
	check_written(1, zeros, 96, 512);
}

static void test_length_zero(void **state)
{
	(void)state;
	open_machine(512);
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 0, 0), 0);
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 0, AREA), 0);
	assert_int_equal(cxl_memdev_write_label(memdev, buf, 0, 10), 0);
	assert_int_equal(cxl_memdev_zero_label(memdev, 0, AREA), 0);
	assert_int_equal(fault_total(), 0);
}

static void test_null_buffer(void **state)
{
	(void)state;
	open_machine(512);
	assert_int_equal(cxl_memdev_read_label(memdev, NULL, 1, 0), -EINVAL);
	assert_int_equal(cxl_memdev_write_label(memdev, NULL, 1, 0), -EINVAL);
	assert_null(cxl_cmd_new_write_label(memdev, NULL, 0, 1));
	assert_int_equal(errno, EINVAL);
	assert_int_equal(fault_total(), 0);
}

static void test_beyond(void **state)
{
	static const struct {
		size_t length, offset;
	} ranges[] = {
		{ AREA + 1, 0 }, { 1, AREA }, { 0, AREA + 1 }, { 2, AREA - 1 }, { SIZE_MAX, 0 },
		{ SIZE_MAX, 1 }, { 1, SIZE_MAX }, { 2, SIZE_MAX }, { SIZE_MAX, SIZE_MAX },
		{ SIZE_MAX - AREA + 2, AREA - 1 }, { 1, 1ULL << 32 },
	};

	(void)state;
	open_machine(512);
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		size_t length = ranges[i].length, offset = ranges[i].offset;

		assert_int_equal(cxl_memdev_read_label(memdev, buf, length, offset), -EINVAL);
		assert_int_equal(cxl_memdev_write_label(memdev, buf, length, offset), -EINVAL);
		assert_int_equal(cxl_memdev_zero_label(memdev, length, offset), -EINVAL);
	}
	assert_int_equal(fault_total(), 0);
	assert_non_null(strstr(logged(), "4096"));
}

/* Without the size of the area the device decides, but offsets have 32 bits. */
static void test_area_unknown(void **state)
{
	(void)state;
	machine_memdev(0, 512, AREA);
	machine_no_attr("mem0", "label_storage_size");
	ctx = machine_open();
	memdev = cxl_memdev_get_first(ctx);
	commands_usual();
	fault_reply(0, labels, 4);
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 4, 0xfffffff0), 0);
	assert_int_equal(header(0, 0), 0xfffffff0);
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 4, 0xfffffffe), -EINVAL);
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 1, 1ULL << 32), -EINVAL);
	assert_int_equal(cxl_memdev_zero_label(memdev, SIZE_MAX, 0), -EINVAL);
	assert_int_equal(fault_count(FAULT_SEND), 1);
}

static void test_no_area(void **state)
{
	(void)state;
	machine_memdev(0, 512, 0);
	ctx = machine_open();
	memdev = cxl_memdev_get_first(ctx);
	commands_usual();
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 1, 0), -EINVAL);
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 0, 0), 0);
	assert_int_equal(fault_count(FAULT_SEND), 0);
}

static void refused_without_mailbox(void)
{
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 1, 0), -EINVAL);
	assert_int_equal(cxl_memdev_write_label(memdev, buf, 1, 0), -EINVAL);
	assert_int_equal(cxl_memdev_zero_label(memdev, 1, 0), -EINVAL);
	assert_int_equal(fault_count(FAULT_SEND), 0);
	assert_non_null(strstr(logged(), "payload_max"));
}

static void test_payload_max_missing(void **state)
{
	(void)state;
	machine_memdev(0, 512, AREA);
	machine_no_attr("mem0", "payload_max");
	ctx = machine_open();
	memdev = cxl_memdev_get_first(ctx);
	commands_usual();
	refused_without_mailbox();
}

/* Room for the header only: no byte could be transferred. */
static void test_payload_max_8(void **state)
{
	(void)state;
	open_machine(8);
	refused_without_mailbox();
}

static void test_payload_max_0(void **state)
{
	(void)state;
	open_machine(0);
	refused_without_mailbox();
}

static void test_bridge_active(void **state)
{
	(void)state;
	open_machine(512);
	tree_folder("sys/bus/cxl/devices/mem0/pmem0/driver");
	assert_int_equal(cxl_memdev_write_label(memdev, buf, 16, 0), -EBUSY);
	assert_int_equal(cxl_memdev_zero_label(memdev, 16, 0), -EBUSY);
	assert_int_equal(fault_total(), 0);
	assert_non_null(strstr(logged(), "pmem0"));
	/* Reading does no harm. */
	fault_reply(0, labels, 16);
	assert_int_equal(cxl_memdev_read_label(memdev, buf, 16, 0), 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_read_one),
		TEST(test_read_two),
		TEST(test_read_all),
		TEST(test_read_offset),
		TEST(test_read_last_byte),
		TEST(test_read_payload_9),
		TEST(test_read_large_mailbox),
		TEST(test_write),
		TEST(test_zero),
		TEST(test_length_zero),
		TEST(test_null_buffer),
		TEST(test_beyond),
		TEST(test_area_unknown),
		TEST(test_no_area),
		TEST(test_payload_max_missing),
		TEST(test_payload_max_8),
		TEST(test_payload_max_0),
		TEST(test_bridge_active),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
