// SPDX-License-Identifier: GPL-2.0-or-later
/* Commands about capacity: reserve-dpa, free-dpa, set-partition. */
#include <errno.h>
#include <string.h>

#include "lib/base/bits.h"
#include "test/harness/dry-run.h"
#include "test/harness/verb-line.h"

static void test_reserve(void **state)
{
	(void)state;
	assert_int_equal(verb_run_line(&command_reserve_dpa, "-s 256m mem0"), CLI_OK);
	assert_says("reservation completed on 1 mem device\n");
	assert_prints("\"memdev\":\"mem0\"");
	assert_prints("\"decoder\":{\n      \"decoder\":\"decoder2.0\"");
	assert_prints("\"dpa_size\":268435456");
	/* ram is left: its mode is changed to that. */
	assert_written(0, "decoder2.0/mode", "ram\n");
	assert_written(1, "decoder2.0/dpa_size", "0x10000000\n");
	/* The remaining part of it, then all the remaining capacity of the other type. */
	assert_int_equal(verb_run_line(&command_reserve_dpa, "mem0"), CLI_OK);
	assert_written(2, "decoder2.1/mode", "ram\n");
	assert_written(3, "decoder2.1/dpa_size", "0x10000000\n");
	assert_int_equal(verb_run_line(&command_reserve_dpa, "mem0"), CLI_FAILED);
	assert_says("mem0: none of its decoders can be used");
	assert_string_equal(captured_out(), "[]\n");
	assert_int_equal(verb_run_line(&command_reserve_dpa, "-t ram mem0"), CLI_FAILED);
	assert_says("mem0: no ram capacity is left\n");
	assert_int_equal(verb_run_line(&command_free_dpa, "-d 0 mem0"), CLI_FAILED);
	assert_says("not the turn of decoder2.0 but of decoder2.1");
	assert_int_equal(verb_run_line(&command_free_dpa, "mem0"), CLI_OK);
	assert_written(4, "decoder2.1/dpa_size", "0\n");
	assert_int_equal(verb_run_line(&command_free_dpa, "-t pmem mem0"), CLI_FAILED);
	assert_says("decoder2.0: its capacity is ram, not pmem\n");
	assert_int_equal(verb_run_line(&command_free_dpa, "-d decoder2.0 mem0"), CLI_OK);
	assert_int_equal(verb_run_line(&command_free_dpa, "mem0"), CLI_FAILED);
	assert_says("mem0: no decoder has capacity\n");
	assert_int_equal(fault_count(FAULT_WRITE), 6);
}

/* ram cannot follow pmem in a device. */
static void test_reserve_after_pmem(void **state)
{
	(void)state;
	assert_int_equal(verb_run_line(&command_reserve_dpa, "-t pmem -s 256m mem0"), CLI_OK);
	assert_int_equal(fault_count(FAULT_WRITE), 1);	/* it was pmem already */
	assert_int_equal(verb_run_line(&command_reserve_dpa, "mem0"), CLI_OK);
	assert_written(1, "decoder2.1/mode", "pmem\n");
	assert_written(2, "decoder2.1/dpa_size", "0x30000000\n");
}

/* A signal between the two writes of a device: it is finished and shown, the next is untouched. */
static void test_signal(void **state)
{
	(void)state;
	/* Between two steps: the first is undone. */
	assert_int_equal(tool_run_interrupted("cxl", &command_reserve_dpa, "-t ram -s 256m all", 1),
			 CLI_FAILED);
	assert_says("stopped by a signal: reservation completed on 0 mem devices, failed for 1, "
		    "1 of 2 untouched\n");
	assert_says("decoder2.0: its mode is pmem again\n");
	assert_written(1, "decoder2.0/mode", "pmem\n");
	assert_int_equal(tool_run_interrupted("cxl", &command_reserve_dpa, "-t ram -s 256m all", 2),
			 CLI_FAILED);
	assert_says("stopped by a signal: reservation completed on 1 mem device, failed for 0, "
		    "1 of 2 untouched\n");
	assert_written(2, "decoder2.0/mode", "ram\n");
	assert_written(3, "decoder2.0/dpa_size", "0x10000000\n");
	assert_prints("\"dpa_size\":268435456");
	assert_int_equal(fault_count(FAULT_WRITE), 4);
	/* At the last device, everything is done. */
	assert_int_equal(tool_run_interrupted("cxl", &command_free_dpa, "mem0", 1), CLI_OK);
	assert_says("reservation release completed on 1 mem device\n");
	/* A request is consumed, not permanent. */
	assert_int_equal(verb_run_line(&command_reserve_dpa, "-t ram -s 256m mem0"), CLI_OK);
}

/* If the size is refused, the mode is restored. */
static void test_reserve_undo(void **state)
{
	(void)state;
	fault.fail_at = 2;
	fault.error = ENOSPC;
	assert_int_equal(verb_run_line(&command_reserve_dpa, "-t ram -s 256m mem0"), CLI_FAILED);
	assert_says("decoder2.0: cannot reserve capacity: the kernel refused to write "
		    "\"0x10000000\" to decoder2.0/dpa_size: No space left on device\n");
	assert_says("decoder2.0: its mode is pmem again\n");
	assert_written(2, "decoder2.0/mode", "pmem\n");
	assert_string_equal(captured_out(), "[]\n");
	/* The mode itself is refused: nothing more is tried. */
	fault.fail_at = fault_total() + 1;
	assert_int_equal(verb_run_line(&command_reserve_dpa, "-t ram -s 256m mem0"), CLI_FAILED);
	assert_says("decoder2.0: cannot set its mode");
	assert_int_equal(fault_count(FAULT_WRITE), 4);
}

/* The kernel frees before it reserves, also if the reservation then fails. */
static int freed_first(const char *path, const char *data, size_t len)
{
	if (strstr(path, "dpa_size") && !strncmp(data, "0x50000000", strlen("0x50000000"))) {
		topology_attr("decoder2.0/dpa_size", "0x0\n");
		return ENOSPC;
	}
	return topology_obey(path, data, len);
}

/* With --force, a decoder with capacity may be changed: if refused, it gets its own back. */
static void test_reserve_undo_capacity(void **state)
{
	(void)state;
	fault.written = freed_first;
	assert_int_equal(verb_run_line(&command_reserve_dpa, "-t pmem -s 256m mem0"), CLI_OK);
	assert_int_equal(verb_run_line(&command_reserve_dpa, "-f -d 0 -t pmem -s 1280m mem0"),
			 CLI_FAILED);
	assert_says("decoder2.0: it has its 268435456 bytes of pmem again\n");
	assert_written(2, "decoder2.0/dpa_size", "0x10000000\n");
	/* The other type: mode, then capacity. */
	assert_int_equal(verb_run_line(&command_reserve_dpa, "-f -d 0 -t ram -s 1280m mem0"),
			 CLI_FAILED);
	assert_says("decoder2.0: its mode is pmem again\n");
	assert_says("decoder2.0: it has its 268435456 bytes of pmem again\n");
	assert_written(3, "decoder2.0/dpa_size", "0\n");
	assert_written(7, "decoder2.0/dpa_size", "0x10000000\n");
	/* The mode itself is refused. */
	fault.fail_at = fault_total() + 2;
	fault.error = EBUSY;
	assert_int_equal(verb_run_line(&command_reserve_dpa, "-f -d 0 -t ram -s 256m mem0"),
			 CLI_FAILED);
	assert_says("decoder2.0: cannot set its mode");
	assert_says("decoder2.0: it has its 268435456 bytes of pmem again\n");
}

static void test_reserve_refused(void **state)
{
	static const struct {
		const char *line, *says;
		int status;
	} refusals[] = {
		{ "-s 3g mem0", "--size 3221225472 is more than the 536870912 bytes of ram", 1 },
		{ "-s 300m mem0", "314572800 bytes are no multiple of 256 MiB", 1 },
		{ "-s 0 mem0", "--size 0 reserves nothing", 1 },
		{ "-s 1z mem0", "", 2 },
		{ "-t dram mem0", "", 2 },
		{ "-d 7 mem0", "mem0: it has no decoder \"7\"", 2 },
		{ "-d decoder2.0 all", "mem1: it has no decoder \"decoder2.0\"", 2 },
		{ "-d 1 -s 256m mem0", "not the turn of decoder2.1 but of decoder2.0", 1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(refusals); i++) {
		assert_int_equal(verb_run_line(&command_reserve_dpa, refusals[i].line),
				 refusals[i].status);
		assert_says(refusals[i].says);
	}
	assert_int_equal(fault_total(), 0);
	/* --force lets the kernel decide. */
	assert_int_equal(verb_run_line(&command_reserve_dpa, "-f -s 300m mem0"), CLI_OK);
	assert_written(1, "decoder2.0/dpa_size", "0x12c00000\n");
	assert_int_equal(verb_run_line(&command_disable_memdev, "mem1"), CLI_OK);
	assert_int_equal(verb_run_line(&command_reserve_dpa, "mem1"), CLI_FAILED);
	assert_says("mem1: it is disabled");
}

static const struct cxl_command_info commands[] = {
	{ .id = CXL_MEM_COMMAND_ID_IDENTIFY, .size_out = 0x43 },
	{ .id = CXL_MEM_COMMAND_ID_GET_PARTITION_INFO, .size_out = 0x20 },
	{ .id = CXL_MEM_COMMAND_ID_SET_PARTITION_INFO, .size_in = 0x0a },
};

/* 8 units, of which 2 volatile and 1 persistent are fixed; in steps of 2. */
static void reply_identify(unsigned int align)
{
	char reply[0x43] = { 0 };

	put_le(reply + 16, 8, 8);
	put_le(reply + 24, 8, 2);
	put_le(reply + 32, 8, 1);
	put_le(reply + 40, 8, align);
	fault_reply(0, reply, sizeof(reply));
}

static int set_partition(const char *line, unsigned int align, int answers)
{
	static const char reply[0x20];

	reply_identify(align);
	/* To the command itself; Identify and Get Partition Info for the list. */
	if (answers) {
		fault_reply(0, NULL, 0);
		reply_identify(align);
		fault_reply(0, reply, sizeof(reply));
	}
	fault.commands = commands;
	fault.nr_commands = ARRAY_SIZE(commands);
	return verb_run_line(&command_set_partition, line);
}

static unsigned long long partition_sent(void)
{
	for (size_t i = fault_count(FAULT_SEND); i-- > 0;)
		if (fault_op(FAULT_SEND, i)->send.id == CXL_MEM_COMMAND_ID_SET_PARTITION_INFO)
			return get_le(fault_op(FAULT_SEND, i)->data, 8);
	fail_msg("no such command was sent");
	return 0;
}

static void test_partition(void **state)
{
	static const struct {
		const char *line;
		unsigned int align;
		unsigned long long units;	/* of volatile capacity */
	} good[] = {
		{ "mem0", 1, 0 },
		{ "-t ram mem0", 1, 5 },
		{ "-t volatile -s 512m mem0", 1, 2 },
		{ "-t pmem -s 512m mem0", 1, 3 },
		{ "-t pmem -s 512m -a mem0", 2, 2 },
		{ "-t ram -s 256m --align mem0", 2, 2 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
		assert_int_equal(set_partition(good[i].line, good[i].align, true), CLI_OK);
		assert_true(partition_sent() == good[i].units);
		assert_says("set_partition 1 mem\n");
		assert_prints("\"partition_info\":{");
	}
}

static void test_partition_refused(void **state)
{
	static const struct {
		const char *line, *says;
		unsigned int align;
	} refusals[] = {
		{ "mem0", "nothing can be partitioned", 0 },
		{ "-s 2g mem0", "--size 2147483648 is more than the 1342177280 bytes", 1 },
		{ "-t ram -s 1280m mem0",
		  "1342177280 bytes of volatile capacity are no multiple", 2 },
		{ "-t ram -s 1280m -a mem0", "rounded up to a multiple", 2 },
		{ "-t ram -s 300m mem0", "0 and 536870912 are; --align takes the larger one", 2 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(refusals); i++) {
		assert_int_equal(set_partition(refusals[i].line, refusals[i].align, false),
				 CLI_FAILED);
		assert_says(refusals[i].says);
		assert_string_equal(captured_out(), "[]\n");
	}
	assert_int_equal(fault_count(FAULT_SEND), ARRAY_SIZE(refusals));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, verb_setup, verb_teardown)

static void test_dry_run(void **state)
{
	(void)state;
	assert_int_equal(assert_dry_run("cxl", &command_reserve_dpa, "-t ram -s 256m mem0"), 2);
}

static void test_dry_run_free(void **state)
{
	(void)state;
	topology_attr("decoder2.0/dpa_size", "0x10000000\n");
	assert_int_equal(assert_dry_run("cxl", &command_free_dpa, "mem0"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_reserve),
		TEST(test_reserve_after_pmem),
		TEST(test_signal),
		TEST(test_reserve_undo),
		TEST(test_reserve_undo_capacity),
		TEST(test_reserve_refused),
		TEST(test_partition),
		TEST(test_partition_refused),
		TEST(test_dry_run), TEST(test_dry_run_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
