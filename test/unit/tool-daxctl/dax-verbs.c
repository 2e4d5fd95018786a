// SPDX-License-Identifier: GPL-2.0-or-later
/* Commands of daxctl that put memory online and offline, enable and disable; users of a device. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "test/harness/dax-line.h"

static void test_enable(void **state)
{
	(void)state;
	assert_int_equal(dax_run_line(&command_disable_device, "dax0.0"), CLI_OK);
	assert_says("disabled 1 device\n");
	assert_string_equal(dax_driver_of("dax0.0"), "");
	assert_int_equal(dax_run_line(&command_disable_device, "0.0"), CLI_OK);
	assert_int_equal(dax_run_line(&command_enable_device, "/dev/dax0.0,all"), CLI_OK);
	assert_says("enabled 1 device\n");
	assert_string_equal(dax_driver_of("dax0.0"), "device_dax");
	dax_rebind("dax0.0", "kmem");
	assert_int_equal(dax_run_line(&command_enable_device, "dax0.0"), CLI_FAILED);
	assert_says("it is memory of the system already");
	assert_int_equal(dax_run_line(&command_disable_device, "-f dax0.0"), CLI_FAILED);
	assert_string_equal(dax_driver_of("dax0.0"), "kmem");
	assert_string_equal(captured_out(), "");
}

static void test_words(void **state)
{
	static const struct command *const commands[] = {
		&command_disable_device, &command_enable_device, &command_online_memory,
		&command_offline_memory, &command_destroy_device,
	};
	char text[96];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		assert_int_equal(dax_run_line(commands[i], ""), CLI_USAGE);
		assert_says("Name one or more");
		assert_int_equal(dax_run_line(commands[i], "all,dax9.9"), CLI_USAGE);
		assert_says("no dax device matches \"dax9.9\"; there is dax0.0\n");
		assert_int_equal(dax_run_line(commands[i], "-r 1 all"), CLI_USAGE);
		assert_says("no dax region matches \"1\"; there is region 0\n");
		assert_int_equal(dax_run_line(commands[i], "0.0x"), CLI_USAGE);
		snprintf(text, sizeof(text), "--sysroot %s all", tree_root());
		assert_int_equal(dax_run_line(commands[i], text), CLI_FAILED);
		assert_says("is a recorded machine");
	}
	assert_int_equal(fault_total(), 0);
}

static void test_no_device(void **state)
{
	(void)state;
	tree_remove("sys/bus/dax/devices/dax0.0");
	assert_int_equal(dax_run_line(&command_online_memory, "all"), CLI_OK);
	assert_says("onlined memory for 0 devices\n");
	assert_int_equal(dax_run_line(&command_create_device, ""), CLI_FAILED);
	assert_says("there is no dax region at all");
}

static void test_memory(void **state)
{
	(void)state;
	assert_int_equal(dax_run_line(&command_online_memory, "dax0.0"), CLI_FAILED);
	assert_says("it is not in mode system-ram");
	dax_rebind("dax0.0", "kmem");
	assert_int_equal(dax_run_line(&command_online_memory, "dax0.0"), CLI_OK);
	assert_says("onlined memory for 1 device\n");
	assert_written(0, "memory32/state", "online_movable");
	assert_int_equal(dax_nr_online(), DAX_NR);
	assert_int_equal(dax_run_line(&command_online_memory, "dax0.0"), CLI_OK);
	assert_says("nothing to do: 4 of 4 blocks are online\n");
	assert_int_equal(dax_run_line(&command_offline_memory, "-v dax0.0"), CLI_OK);
	assert_says("blocks 32 to 35 (0x100000000, 512 MiB): offline; now\n");
	assert_int_equal(dax_run_line(&command_offline_memory, "dax0.0"), CLI_OK);
	assert_int_equal(fault_count(FAULT_WRITE), 2 * DAX_NR);
	assert_int_equal(dax_run_line(&command_online_memory, "--no-movable dax0.0"), CLI_OK);
	assert_written(2 * DAX_NR, "memory32/state", "online");
	assert_int_equal(dax_run_line(&command_online_memory, "--no-movable --movable dax0.0"),
			 CLI_FAILED);
	assert_says("online, zone Normal, removable; was online already, and not in zone Movable\n");
	assert_says("auto_online_blocks is \"offline\"");
}

/*
 * One block stays: the others go offline, it is reported with the reason, and the status is a
 * failure.
 */
static void test_stays(void **state)
{
	(void)state;
	dax_rebind("dax0.0", "kmem");
	for (int i = 0; i < DAX_NR; i++)
		dax_block(DAX_FIRST + i, "online", i == 1 ? "Normal" : "Movable");
	tree_write("sys/devices/system/memory/auto_online_blocks", "online\n");
	dax_line_again(2);
	fault.error = EBUSY;
	assert_int_equal(dax_run_line(&command_offline_memory, "dax0.0"), CLI_FAILED);
	assert_says("block 33 (0x108000000, 128 MiB): online, zone Normal, removable; does not go "
		    "offline: Device or resource busy: it holds pages of the kernel");
	assert_says("auto_online_blocks is \"online\"\n");
	assert_says("memhp_default_state=online_movable");
	assert_says("dax0.0: 3 of 4 blocks went offline, 1 did not\n");
	assert_int_equal(dax_nr_online(), 1);
	/* A block that the kernel reports as not removable is not tried. */
	dax_block_attr(33, "removable", "0\n");
	dax_line_again(0);
	assert_int_equal(dax_run_line(&command_offline_memory, "dax0.0"), CLI_FAILED);
	assert_says("not removable; does not go offline");
	assert_int_equal(fault_total(), 0);
	/* Zone Movable can contain pinned pages, too. */
	dax_block(33, "online", "Movable");
	dax_line_again(1);
	fault.error = EBUSY;
	assert_int_equal(dax_run_line(&command_offline_memory, "dax0.0"), CLI_FAILED);
	assert_says("it has pages that are pinned");
	dax_line_again(0);
	assert_int_equal(dax_run_line(&command_offline_memory, "dax0.0"), CLI_OK);
	assert_says("goes online again at the next boot");
	dax_line_again(3);
	assert_int_equal(dax_run_line(&command_online_memory, "dax0.0"), CLI_FAILED);
	assert_says("block 34 (0x110000000, 128 MiB): offline; does not go online: Input/output error\n");
	assert_int_equal(dax_nr_online(), DAX_NR - 1);
}

static void test_no_blocks(void **state)
{
	(void)state;
	dax_rebind("dax0.0", "kmem");
	dax_attr("dax0.0", "resource", "0\n");
	assert_int_equal(dax_run_line(&command_online_memory, "dax0.0"), CLI_FAILED);
	assert_says("its address is told to root only\n");
	dax_attr("dax0.0", "resource", "0x1000\n");
	dax_attr("dax0.0", "size", "4096\n");
	assert_int_equal(dax_run_line(&command_online_memory, "dax0.0"), CLI_FAILED);
	assert_says("no memory block lies in it as a whole");
	tree_remove("sys/devices/system/memory/block_size_bytes");
	assert_int_equal(dax_run_line(&command_offline_memory, "dax0.0"), CLI_FAILED);
	assert_says("this kernel has no memory blocks");
}

static void test_in_use(void **state)
{
	(void)state;
	tree_write("proc/17/comm", "data\033base\n");
	tree_link("proc/17/fd/3", "/dev/dax0.00");
	tree_write("proc/17/maps", "7f00-7f10 rw-s 0 00:05 123    /dev/dax0.0\n");
	tree_link("proc/18/fd/4", "/dev/dax0.0");
	tree_write("proc/19/maps", "7f00-7f10 rw-s 0 00:05 123    /tmp/dev/dax0.0\n");
	tree_write("proc/nonsense/maps", "7f00-7f10 rw-s 0 00:05 123    /dev/dax0.0\n");
	assert_int_equal(dax_run_line(&command_disable_device, "dax0.0"), CLI_FAILED);
	assert_says("dax0.0: in use: 2 programs have it\n");
	assert_says("process 17 (data\\x1bbase) has it mapped\n");
	assert_says("process 18 () has it open\n");
	assert_int_equal(dax_run_line(&command_destroy_device, "dax0.0"), CLI_FAILED);
	assert_says("Not destroyed: ");
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-m system-ram dax0.0"),
			 CLI_FAILED);
	assert_int_equal(fault_total(), 0);
	assert_int_equal(dax_run_line(&command_disable_device, "-f dax0.0"), CLI_OK);
	assert_says("taken from who uses it: 2 programs have it\n");
	assert_string_equal(dax_driver_of("dax0.0"), "");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, dax_line_setup, dax_line_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_enable),
		TEST(test_words),
		TEST(test_no_device),
		TEST(test_memory),
		TEST(test_stays),
		TEST(test_no_blocks),
		TEST(test_in_use),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
