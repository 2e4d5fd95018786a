// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * daxctl: reconfigure, create, destroy; with each operation failing in turn, the device is as
 * before.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/harness/dax-line.h"

#define REGION	DAX_REGION(0) "/dax_region/"
#define WHOLE	"536870912"

/* The state of the device: driver, size, align, online blocks. */
static void assert_is(const char *driver, const char *size, const char *align, int online)
{
	assert_string_equal(dax_driver_of("dax0.0"), driver);
	assert_int_equal(strtoull(dax_attr_of("dax0.0", "size"), NULL, 0), strtoull(size, NULL, 0));
	assert_int_equal(strtoull(dax_attr_of("dax0.0", "align"), NULL, 0),
			 strtoull(align, NULL, 0));
	assert_int_equal(dax_nr_online(), online);
}

static void make_devdax(void)
{
	dax_rebind("dax0.0", "device_dax");
	dax_attr("dax0.0", "size", WHOLE);
	dax_attr("dax0.0", "align", "2097152");
	for (int i = 0; i < DAX_NR; i++)
		dax_block(DAX_FIRST + i, "offline", "Normal Movable");
}

static void make_ram(void)
{
	make_devdax();
	dax_rebind("dax0.0", "kmem");
	for (int i = 0; i < DAX_NR; i++)
		dax_block(DAX_FIRST + i, "online", "Movable");
}

/*
 * Runs the line with each of its operations failing in turn: every failure leaves the device as
 * @make made it. Returns the number of failures: some operations are optional.
 */
static int fail_each(const char *line, void (*make)(void), const char *driver, int online)
{
	int failures = 0;

	for (int nr = 1;; nr++) {
		int status;

		make();
		dax_line_again(nr);
		status = dax_run_line(&command_reconfigure_device, line);
		if (fault_total() < (size_t)nr) {
			assert_int_equal(status, CLI_OK);
			assert_says("reconfigured 1 device\n");
			return failures;
		}
		if (status == CLI_OK)
			continue;
		failures++;
		assert_string_equal(captured_out(), "[]\n");
		assert_says("reconfigured 0 devices, failed for 1 of 1\n");
		assert_is(driver, WHOLE, "2097152", online);
	}
}

static void test_modes(void **state)
{
	(void)state;
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-m system-ram dax0.0"), CLI_OK);
	assert_prints("\"mode\":\"system-ram\"");
	assert_prints("\"online_memblocks\":4");
	assert_is("kmem", WHOLE, "2097152", DAX_NR);
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-m devdax dax0.0"), CLI_FAILED);
	assert_says("4 of its memory blocks are online: not reconfigured\n");
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-f -m devdax dax0.0"), CLI_OK);
	assert_is("device_dax", WHOLE, "2097152", 0);
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-N -m system-ram dax0.0"),
			 CLI_OK);
	assert_is("kmem", WHOLE, "2097152", 0);
	assert_int_equal(dax_run_line(&command_reconfigure_device,
				      "-N --online --no-movable -m system-ram dax0.0"), CLI_OK);
	assert_is("kmem", WHOLE, "2097152", DAX_NR);
	dax_driver("fsdev_dax");
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-f -m famfs dax0.0"), CLI_OK);
	assert_is("fsdev_dax", WHOLE, "2097152", 0);
	assert_prints("\"mode\":\"famfs\"");
}

static void test_usage(void **state)
{
	static const char *const lines[] = {
		"dax0.0", "-m nothing dax0.0", "-m devdax -N dax0.0", "-s 2m --no-online dax0.0",
		"-m devdax", "-s", "-s 2q dax0.0", "-m devdax dax1.0",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		assert_int_equal(dax_run_line(&command_reconfigure_device, lines[i]), CLI_USAGE);
		assert_string_equal(captured_out(), "");
	}
	assert_int_equal(fault_total(), 0);
}

static void test_modes_fail(void **state)
{
	(void)state;
	/* unbind, bind, four blocks; remove_id and new_id can fail without effect. */
	assert_int_equal(fail_each("-m system-ram dax0.0", make_devdax, "device_dax", 0), 6);
	assert_int_equal(fail_each("-f -m devdax dax0.0", make_ram, "kmem", DAX_NR), 6);
}

static void test_sizes_fail(void **state)
{
	(void)state;
	assert_int_equal(fail_each("-s 256m -a 1m dax0.0", make_devdax, "device_dax", 0), 4);
	assert_is("device_dax", "0x10000000", "0x100000", 0);
	/* Half of the blocks come back. */
	assert_int_equal(fail_each("-f -s 256m -m system-ram dax0.0", make_ram, "kmem", DAX_NR), 9);
	assert_is("kmem", "0x10000000", "0x200000", DAX_NR / 2);
}

/*
 * A signal during each of its writes in turn: unchanged, or completed. Returns the number of undone
 * runs.
 */
static int interrupt_each(const char *line, void (*make)(void), const char *driver, int online)
{
	int undone = 0;

	for (int nr = 1;; nr++) {
		int status;

		make();
		dax_line_again(0);
		status = tool_run_interrupted("daxctl", &command_reconfigure_device, line, nr);
		if (fault_count(FAULT_WRITE) < (size_t)nr)
			return undone;
		if (status == CLI_OK)
			continue;
		undone++;
		assert_says("stopped by a signal\n");
		assert_is(driver, WHOLE, "2097152", online);
	}
}

static void test_signal(void **state)
{
	(void)state;
	assert_int_equal(interrupt_each("-m system-ram dax0.0", make_devdax, "device_dax", 0), 7);
	assert_int_equal(interrupt_each("-f -m devdax dax0.0", make_ram, "kmem", DAX_NR), 3);
}

static void test_sizes(void **state)
{
	(void)state;
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-s 3000000 dax0.0"),
			 CLI_FAILED);
	assert_says("size 3000000 is no multiple of the alignment 2097152\n  2097152 and 4194304 are\n");
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-s 5 dax0.0"), CLI_FAILED);
	assert_says("  2097152 is\n");
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-s 1g dax0.0"), CLI_FAILED);
	assert_says("size 1073741824 is more than there is: it has 536870912, and 0 of");
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-s 0 dax0.0"), CLI_FAILED);
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-a 3m dax0.0"), CLI_FAILED);
	assert_says("alignment 3145728 is no power of two\n");
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-a 1g dax0.0"), CLI_FAILED);
	assert_int_equal(fault_total(), 0);
	/* A device without a driver stays without. */
	dax_unbind("dax0.0");
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-s 256m dax0.0"), CLI_OK);
	assert_prints("\"size\":268435456");
	assert_is("", "0x10000000", "2097152", 0);
	assert_int_equal(fault_total(), 1);
	/* Having nothing to do is success. */
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-s 256m -a 2m dax0.0"), CLI_OK);
	assert_int_equal(fault_total(), 1);
}

static void test_policy(void **state)
{
	(void)state;
	tree_write("sys/devices/system/memory/auto_online_blocks", "online\n");
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-m system-ram dax0.0"),
			 CLI_FAILED);
	assert_says("auto_online_blocks is \"online\"\n");
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-N -m system-ram dax0.0"),
			 CLI_FAILED);
	assert_int_equal(fault_total(), 0);
	assert_int_equal(dax_run_line(&command_reconfigure_device,
				      "--no-movable -m system-ram dax0.0"), CLI_OK);
	dax_unbind("dax0.0");
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-f -m system-ram dax0.0"),
			 CLI_FAILED);
	assert_says("not in zone Movable");
	dax_rebind("dax0.0", "vendor");
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-m devdax dax0.0"), CLI_FAILED);
	assert_says("it is bound to vendor, which is none of the modes\n");
}

/* Memory that cannot go offline keeps its driver, whatever failed. */
static void test_owner(void **state)
{
	(void)state;
	make_ram();
	for (int i = 0; i < DAX_NR; i++)
		dax_block_attr(DAX_FIRST + i, "removable", "0\n");
	assert_int_equal(dax_run_line(&command_reconfigure_device, "-f -m devdax dax0.0"),
			 CLI_FAILED);
	assert_int_equal(dax_run_line(&command_destroy_device, "-f dax0.0"), CLI_FAILED);
	assert_is("kmem", WHOLE, "2097152", DAX_NR);
	assert_int_equal(fault_total(), 0);
}

static void free_half(void)
{
	dax_attr("dax0.0", "size", "268435456");
	tree_write(REGION "available_size", "268435456\n");
}

static void test_create(void **state)
{
	int nr = 1;

	(void)state;
	assert_int_equal(dax_run_line(&command_create_device, ""), CLI_FAILED);
	assert_says("no dax region has free memory");
	assert_int_equal(dax_run_line(&command_create_device, "-r 0"), CLI_FAILED);
	assert_says("region 0: nothing is free for another device\n");
	assert_int_equal(dax_run_line(&command_create_device, "-r 5"), CLI_USAGE);
	free_half();
	assert_int_equal(dax_run_line(&command_create_device, "-s 5m"), CLI_FAILED);
	assert_says("  4194304 and 6291456 are\n");
	assert_int_equal(dax_run_line(&command_create_device, "-s 5m -a 0"), CLI_FAILED);
	assert_says("  4194304 and 6291456 are\n");
	assert_int_equal(dax_run_line(&command_create_device, "-s 1g"), CLI_FAILED);
	assert_says("more than the 268435456 bytes that are free\n");
	/* A size of 1 GiB was not requested: less than the alignment is free. */
	assert_int_equal(dax_run_line(&command_create_device, "-a 1g"), CLI_FAILED);
	assert_says("region 0: the 268435456 bytes that are free are less than the alignment "
		    "1073741824\n");
	assert_int_equal(fault_total(), 0);
	for (dax_line_again(nr); dax_run_line(&command_create_device, "-s 64m -a 1m") != CLI_OK ||
				 fault_total() >= (size_t)nr;
	     dax_line_again(++nr)) {
		assert_in_range(nr, 1, 16);
		if (dax_attr_of("dax0.1", "size")[0]) {
			/* new_id may fail: bind succeeds. */
			assert_int_equal(dax_run_line(&command_destroy_device, "-f dax0.1"),
					 CLI_OK);
			continue;
		}
		assert_string_equal(captured_out(), "[]\n");
		/* No seed device is left behind. */
		if (nr > 1)
			assert_says("dax0.1: removed again\n");
	}
	assert_in_range(nr, 6, 16);
	assert_prints("\"chardev\":\"dax0.1\"");
	assert_string_equal(dax_driver_of("dax0.1"), "device_dax");
}

static void make_second(void)
{
	dax_dev(DAX_REGION(0), "dax0.1", 1ULL << 40, 1 << 21);
	dax_rebind("dax0.1", "device_dax");
}

static void test_destroy(void **state)
{
	int nr = 1;

	(void)state;
	make_second();
	assert_int_equal(dax_run_line(&command_destroy_device, "dax0.1"), CLI_FAILED);
	assert_says("dax0.1: it is enabled (mode devdax): not destroyed\n");
	for (dax_line_again(nr); dax_run_line(&command_destroy_device, "-f dax0.1") != CLI_OK ||
				 fault_total() >= (size_t)nr;
	     dax_line_again(++nr)) {
		assert_in_range(nr, 1, 16);
		/* remove_id may fail: unbind succeeds. */
		if (!dax_attr_of("dax0.1", "size")[0])
			make_second();
		assert_string_equal(dax_driver_of("dax0.1"), "device_dax");
		assert_int_equal(strtoull(dax_attr_of("dax0.1", "size"), NULL, 0), 1 << 21);
	}
	assert_int_equal(nr, 5);
	assert_says("destroyed 1 device\n");
	assert_string_equal(dax_attr_of("dax0.1", "size"), "");
	assert_int_equal(dax_run_line(&command_destroy_device, "-f all"), CLI_OK);
	assert_says("dax0.0: it has no memory now; the kernel keeps the first device");
	assert_is("", "0", "2097152", 0);
}

static void test_input(void **state)
{
	static const struct {
		const char *text, *says;
		int status;
	} cases[] = {
		{ "", "it is not JSON", CLI_USAGE },
		{ "[1,", "it is not JSON", CLI_USAGE },
		{ "{} {}", "there is text after the JSON", CLI_USAGE },
		{ "[]", "it is neither an object nor an array of one", CLI_USAGE },
		{ "{\"size\":1}", "the key \"align\" is missing", CLI_USAGE },
		{ "{\"align\":-1}", "\"align\" is not a number of bytes", CLI_USAGE },
		{ "{\"align\":\"2m\",\"size\":\"much\"}", "\"size\" is not a number", CLI_USAGE },
		{ "{\"align\":2097152,\"size\":2097152,\"chardev\":\"dax0\"}", "no name as dax1.0",
		  CLI_USAGE },
		{ "{\"align\":2097152,\"size\":2097152,\"chardev\":\"dax0.0\",\"mappings\":[7]}",
		  "\"mappings\" is not an array of objects", CLI_USAGE },
		{ "{\"align\":1,\"size\":9,\"chardev\":\"dax0.0\",\"mappings\":"
		  "[{\"start\":8,\"end\":1,\"page_offset\":0}]}", "is no range", CLI_USAGE },
		{ "{\"align\":1,\"size\":9,\"chardev\":\"dax0.0\",\"mappings\":"
		  "[{\"start\":8,\"end\":9,\"page_offset\":0}]}",
		  "the mappings have 2 bytes, but size is 9", CLI_USAGE },
		{ "{\"align\":1,\"size\":2,\"chardev\":\"dax7.0\",\"mappings\":[]}",
		  "there is no dax region 7", CLI_USAGE },
		{ "[{\"align\":\"2m\",\"size\":\"4m\",\"chardev\":\"dax0.0\",\"mappings\":["
		  "{\"start\":6442450944,\"end\":6444548095,\"page_offset\":512},"
		  "{\"start\":4294967296,\"end\":4297064447,\"page_offset\":0}]}]\n",
		  "created 1 device\n", CLI_OK },
	};
	char line[512];

	(void)state;
	free_half();
	snprintf(line, sizeof(line), "--input %s/in.json", tree_root());
	assert_int_equal(dax_run_line(&command_create_device, line), CLI_USAGE);
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		tree_write("in.json", cases[i].text);
		assert_int_equal(dax_run_line(&command_create_device, line), cases[i].status);
		assert_says(cases[i].says);
	}
	/* In the order of the device's addresses. */
	assert_written(1, "dax0.1/mapping", "0x100000000-0x1001fffff\n");
	assert_written(2, "dax0.1/mapping", "0x180000000-0x1801fffff\n");
	assert_int_equal(dax_run_line(&command_create_device, "--input x -s 2m"), CLI_USAGE);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, dax_line_setup, dax_line_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_modes),
		TEST(test_usage),
		TEST(test_modes_fail),
		TEST(test_sizes_fail),
		TEST(test_signal),
		TEST(test_sizes),
		TEST(test_policy),
		TEST(test_owner),
		TEST(test_create),
		TEST(test_destroy),
		TEST(test_input),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
