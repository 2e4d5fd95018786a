// SPDX-License-Identifier: GPL-2.0-or-later
/* Commands that change memdevs, ports and buses, on a platform that obeys or refuses. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "../../cxl/commands.h"
#include "../../cxl/session.h"
#include "support/capture.h"
#include "support/machine.h"
#include "support/platform-fault.h"
#include "support/test.h"
#include "support/topology.h"
#include "support/tree.h"
#include "util/bits.h"

/* In place of the tool's, by the linker's --wrap: the made-up machine, with its log kept. */
int __real_session_open(struct session *session, const char *log_env, const char *sysroot,
			bool debug);
int __wrap_session_open(struct session *session, const char *log_env, const char *sysroot,
			bool debug);

int __wrap_session_open(struct session *session, const char *log_env, const char *sysroot,
			bool debug)
{
	int status = __real_session_open(session, log_env, sysroot ? sysroot : tree_root(), debug);

	/* The kernel has nothing to finish here. */
	if (status == CLI_OK)
		cxl_set_wait(session->ctx, false);
	return status;
}

static int setup(void **state)
{
	fault_begin();
	if (tree_setup(state))
		return -1;
	topology_make();
	machine_attr("mem0", "ram/size", "0x20000000\n");
	machine_attr("mem0", "pmem/size", "0x40000000\n");
	tree_write(DEVICES "decoder2.0/mode", "pmem\n");
	fault.written = topology_obey;
	return 0;
}

static int teardown(void **state)
{
	int rc = tree_teardown(state);

	fault_end();
	return rc;
}

/* The command as a user types it: "reserve-dpa -s 256m mem0". Its exit status. */
static int run(const struct command *command, const char *line)
{
	_cleanup_free_ char *copy = strdup(line);
	_cleanup_free_ void *params = calloc(1, command->params_size + 1);
	char *words[16], *rest;
	int nr = 1, first = 0, status = CLI_USAGE;

	words[0] = (char *)command->name;
	for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		words[nr++] = word;
	words[nr] = NULL;
	complain_as("cxl", command->name);
	capture_begin();
	if (options_parse(command->options, params, nr, words, &first) == OPTIONS_OK)
		status = command->run(params, nr - first, words + first);
	capture_end();
	return status;
}

extern const struct command command_disable_memdev, command_enable_memdev, command_disable_port,
	command_enable_port, command_disable_bus, command_reserve_dpa, command_free_dpa,
	command_set_partition;

static void assert_says(const char *text)
{
	if (!strstr(captured_err(), text))
		fail_msg("does not say \"%s\" but \"%s\"", text, captured_err());
}

static void assert_prints(const char *text)
{
	if (!strstr(captured_out(), text))
		fail_msg("does not print \"%s\" but \"%s\"", text, captured_out());
}

static void assert_written(size_t nr, const char *file, const char *text)
{
	const struct fault_op *op = fault_op(FAULT_WRITE, nr);

	assert_string_equal(op->path + strlen(op->path) - strlen(file), file);
	assert_int_equal(op->len, strlen(text));
	assert_memory_equal(op->data, text, op->len);
}

static void test_memdev(void **state)
{
	(void)state;
	assert_int_equal(run(&command_disable_memdev, "mem0 mem1 mem0"), CLI_OK);
	assert_says("disabled 2 mems\n");
	assert_string_equal(captured_out(), "");
	assert_written(0, "mem0/driver/unbind", "mem0\n");
	assert_written(1, "mem1/driver/unbind", "mem1\n");
	assert_int_equal(fault_count(FAULT_WRITE), 2);
	assert_int_equal(run(&command_enable_memdev, "all"), CLI_OK);
	assert_says("enabled 2 mems\n");
	assert_int_equal(fault_count(FAULT_WRITE), 4);
}

/* One fails: the other is done, and the status says so. */
static void test_one_fails(void **state)
{
	(void)state;
	fault.fail_at = 1;
	fault.error = EIO;
	assert_int_equal(run(&command_disable_memdev, "all"), CLI_FAILED);
	assert_says("mem0: cannot disable it: the kernel refused to write \"mem0\" to "
		    "mem0/driver/unbind: Input/output error\n");
	assert_says("disabled 1 mem, failed for 1 of 2\n");
	assert_written(1, "mem1/driver/unbind", "mem1\n");
}

static void use_decoder(void)
{
	topology_attr("decoder2.0/size", "0x10000000\n");
	topology_attr("decoder2.0/dpa_size", "0x10000000\n");
	topology_attr("endpoint2/decoders_committed", "1\n");
}

static void test_in_use(void **state)
{
	(void)state;
	use_decoder();
	assert_int_equal(run(&command_disable_memdev, "mem0"), CLI_FAILED);
	assert_says("mem0: in use, not disabled: 1 decoder is committed\n");
	assert_says("decoder2.0 is committed: 256.00 MiB (268.44 MB)");
	assert_int_equal(run(&command_disable_port, "-e endpoint2"), CLI_FAILED);
	assert_says("endpoint2: in use, not disabled: 1 enabled memdev needs it\n");
	assert_int_equal(run(&command_free_dpa, "mem0"), CLI_FAILED);
	assert_says("decoder2.0: it is committed\n");
	assert_int_equal(fault_total(), 0);
	/* The number alone, as of a decoder that is not known. */
	topology_attr("decoder2.0/size", "0x0\n");
	assert_int_equal(run(&command_disable_memdev, "mem0"), CLI_FAILED);
	assert_int_equal(run(&command_disable_memdev, "-f mem0"), CLI_OK);
	assert_says("mem0: disabled although it is in use: 1 decoder is committed\n");
	assert_int_equal(fault_total(), 1);
}

static void test_words(void **state)
{
	static const struct command *const commands[] = {
		&command_disable_memdev, &command_enable_memdev, &command_disable_port,
		&command_enable_port, &command_disable_bus, &command_reserve_dpa,
		&command_free_dpa, &command_set_partition,
	};
	char text[96];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		assert_int_equal(run(commands[i], ""), CLI_USAGE);
		assert_says("Name one or more");
		assert_int_equal(run(commands[i], "all,nonsense"), CLI_USAGE);
		assert_says("matches \"nonsense\"; there");
		assert_int_equal(run(commands[i], "--no-such-option all"), CLI_USAGE);
		snprintf(text, sizeof(text), "--sysroot %s all", tree_root());
		assert_int_equal(run(commands[i], text), CLI_FAILED);
		assert_says("is a copy of a machine");
		assert_string_equal(captured_out(), "");
	}
	assert_int_equal(fault_total(), 0);
}

static void test_port(void **state)
{
	(void)state;
	assert_int_equal(run(&command_disable_port, "port1"), CLI_OK);
	assert_written(0, "port1/driver/unbind", "port1\n");
	assert_int_equal(run(&command_disable_port, "root0"), CLI_USAGE);
	assert_int_equal(run(&command_disable_port, "endpoint2"), CLI_USAGE);
	assert_int_equal(run(&command_enable_port, "1"), CLI_OK);
	assert_written(1, "cxl_port/bind", "port1\n");
	assert_int_equal(run(&command_disable_port, "-e -f mem1"), CLI_OK);
	assert_written(2, "endpoint3/driver/unbind", "endpoint3\n");
	assert_int_equal(fault_count(FAULT_WRITE), 3);
}

/* The memdevs below a port are those whose host is below its host. */
static void test_port_memdevs(void **state)
{
	(void)state;
	tree_link("sys/devices/platform/ACPI0017:00/root0/port1/uport",
		  "/sys/devices/pci0000:34");
	assert_int_equal(run(&command_disable_port, "pci0000:34"), CLI_FAILED);
	assert_says("port1: in use, not disabled: 2 enabled memdevs need it\n");
	assert_says("mem1, host 0000:36:00.0, 0 decoders committed\n");
	assert_int_equal(run(&command_disable_port, "-f all"), CLI_OK);
	assert_int_equal(run(&command_disable_memdev, "all"), CLI_OK);
	assert_int_equal(run(&command_enable_port, "-m port1"), CLI_OK);
	assert_int_equal(fault_count(FAULT_WRITE), 6);
	assert_written(5, "cxl_mem/bind", "mem1\n");
	/* A memdev that cannot be enabled is a failure. */
	assert_int_equal(run(&command_disable_memdev, "mem0"), CLI_OK);
	fault.fail_at = fault_total() + 1;
	fault.error = ENXIO;
	assert_int_equal(run(&command_enable_port, "-m port1"), CLI_FAILED);
	assert_says("mem0: cannot enable it");
}

static void test_bus(void **state)
{
	(void)state;
	assert_int_equal(run(&command_disable_bus, "root0"), CLI_FAILED);
	assert_says("root0: in use, not disabled: 2 enabled memdevs are below it\n");
	assert_int_equal(fault_total(), 0);
	assert_int_equal(run(&command_disable_bus, "-f root0"), CLI_FAILED);
	assert_written(0, "ACPI0017:00/driver/unbind", "ACPI0017:00\n");
	assert_says("disabled 0 buses, failed for 1 of 1\n");
}

static void test_reserve(void **state)
{
	(void)state;
	assert_int_equal(run(&command_reserve_dpa, "-s 256m mem0"), CLI_OK);
	assert_says("reservation completed on 1 mem device\n");
	assert_prints("\"memdev\":\"mem0\"");
	assert_prints("\"decoder\":{\n      \"decoder\":\"decoder2.0\"");
	assert_prints("\"dpa_size\":268435456");
	/* ram is left: its mode is changed to that. */
	assert_written(0, "decoder2.0/mode", "ram\n");
	assert_written(1, "decoder2.0/dpa_size", "0x10000000\n");
	/* The rest of it, then what is left of the other sort. */
	assert_int_equal(run(&command_reserve_dpa, "mem0"), CLI_OK);
	assert_written(2, "decoder2.1/mode", "ram\n");
	assert_written(3, "decoder2.1/dpa_size", "0x10000000\n");
	assert_int_equal(run(&command_reserve_dpa, "mem0"), CLI_FAILED);
	assert_says("mem0: none of its decoders can be used");
	assert_string_equal(captured_out(), "[]\n");
	assert_int_equal(run(&command_reserve_dpa, "-t ram mem0"), CLI_FAILED);
	assert_says("mem0: no ram capacity is left\n");
	assert_int_equal(run(&command_free_dpa, "-d 0 mem0"), CLI_FAILED);
	assert_says("not the turn of decoder2.0 but of decoder2.1");
	assert_int_equal(run(&command_free_dpa, "mem0"), CLI_OK);
	assert_written(4, "decoder2.1/dpa_size", "0\n");
	assert_int_equal(run(&command_free_dpa, "-t pmem mem0"), CLI_FAILED);
	assert_says("decoder2.0: its capacity is ram, not pmem\n");
	assert_int_equal(run(&command_free_dpa, "-d decoder2.0 mem0"), CLI_OK);
	assert_int_equal(run(&command_free_dpa, "mem0"), CLI_FAILED);
	assert_says("mem0: no decoder has capacity\n");
	assert_int_equal(fault_count(FAULT_WRITE), 6);
}

/* ram cannot follow pmem in a device. */
static void test_reserve_after_pmem(void **state)
{
	(void)state;
	assert_int_equal(run(&command_reserve_dpa, "-t pmem -s 256m mem0"), CLI_OK);
	assert_int_equal(fault_count(FAULT_WRITE), 1);	/* it was pmem already */
	assert_int_equal(run(&command_reserve_dpa, "mem0"), CLI_OK);
	assert_written(1, "decoder2.1/mode", "pmem\n");
	assert_written(2, "decoder2.1/dpa_size", "0x30000000\n");
}

/* When the size is refused, the mode is what it was. */
static void test_reserve_undo(void **state)
{
	(void)state;
	fault.fail_at = 2;
	fault.error = ENOSPC;
	assert_int_equal(run(&command_reserve_dpa, "-t ram -s 256m mem0"), CLI_FAILED);
	assert_says("decoder2.0: cannot reserve capacity: the kernel refused to write "
		    "\"0x10000000\" to decoder2.0/dpa_size: No space left on device\n");
	assert_says("decoder2.0: its mode is pmem again\n");
	assert_written(2, "decoder2.0/mode", "pmem\n");
	assert_string_equal(captured_out(), "[]\n");
	/* The mode itself refused: nothing more is tried. */
	fault.fail_at = fault_total() + 1;
	assert_int_equal(run(&command_reserve_dpa, "-t ram -s 256m mem0"), CLI_FAILED);
	assert_says("decoder2.0: cannot set its mode");
	assert_int_equal(fault_count(FAULT_WRITE), 4);
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
		assert_int_equal(run(&command_reserve_dpa, refusals[i].line), refusals[i].status);
		assert_says(refusals[i].says);
	}
	assert_int_equal(fault_total(), 0);
	/* --force lets the kernel decide. */
	assert_int_equal(run(&command_reserve_dpa, "-f -s 300m mem0"), CLI_OK);
	assert_written(1, "decoder2.0/dpa_size", "0x12c00000\n");
	assert_int_equal(run(&command_disable_memdev, "mem1"), CLI_OK);
	assert_int_equal(run(&command_reserve_dpa, "mem1"), CLI_FAILED);
	assert_says("mem1: it is disabled");
}

static const struct cxl_command_info commands[] = {
	{ .id = CXL_MEM_COMMAND_ID_IDENTIFY, .size_out = 0x43 },
	{ .id = CXL_MEM_COMMAND_ID_GET_PARTITION_INFO, .size_out = 0x20 },
	{ .id = CXL_MEM_COMMAND_ID_SET_PARTITION_INFO, .size_in = 0x0a },
};

/* 8 units, of which 2 volatile and 1 persistent are fixed; steps of 2. */
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
	return run(&command_set_partition, line);
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
		{ "-t ram -s 1280m mem0", "1342177280 bytes of volatile capacity are no multiple", 2 },
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

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_memdev),
		TEST(test_one_fails),
		TEST(test_in_use),
		TEST(test_words),
		TEST(test_port),
		TEST(test_port_memdevs),
		TEST(test_bus),
		TEST(test_reserve),
		TEST(test_reserve_after_pmem),
		TEST(test_reserve_undo),
		TEST(test_reserve_refused),
		TEST(test_partition),
		TEST(test_partition_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
