// SPDX-License-Identifier: GPL-2.0-or-later
/* Attribute rows (lib/base/attr.h): every kind with every form of content, read once. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

static struct cxl_ctx *ctx;
static struct cxl_memdev *memdev;

static int setup(void **state)
{
	ctx = machine_begin(state);
	machine_memdev(0, 512, 1024);
	memdev = cxl_memdev_get_first(ctx);
	return memdev ? 0 : -1;
}

static int teardown(void **state)
{
	return machine_end(state, ctx);
}

/* One accessor of each kind, with its value for an absent attribute. */
static bool all_absent(struct cxl_memdev *of)
{
	return cxl_memdev_get_pmem_size(of) == 0 && cxl_memdev_get_ram_size(of) == 0 &&
	       cxl_memdev_get_serial(of) == ULLONG_MAX &&
	       cxl_memdev_get_label_size(of) == SIZE_MAX &&
	       cxl_memdev_get_numa_node(of) == -1 &&
	       cxl_memdev_get_pmem_qos_class(of) == CXL_QOS_CLASS_NONE &&
	       cxl_memdev_get_ram_qos_class(of) == CXL_QOS_CLASS_NONE &&
	       cxl_memdev_get_major(of) == -1 && cxl_memdev_get_minor(of) == -1;
}

static const char *const paths[] = {
	"pmem/size", "ram/size", "serial", "label_storage_size", "numa_node", "pmem/qos_class",
	"ram/qos_class", "dev",
};

static void fill_all(const char *text)
{
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		machine_attr("mem0", paths[i], text);
}

static void test_good(void **state)
{
	(void)state;
	machine_attr("mem0", "ram/size", "268435456\n");
	machine_attr("mem0", "numa_node", "3\n");
	machine_attr("mem0", "pmem/qos_class", "0\n");
	machine_attr("mem0", "ram/qos_class", "42\n");
	machine_attr("mem0", "firmware_version", "BWFW VERSION 00\n");
	assert_true(cxl_memdev_get_pmem_size(memdev) == 0x10000000);
	assert_true(cxl_memdev_get_ram_size(memdev) == 268435456);
	assert_true(cxl_memdev_get_serial(memdev) == 0x10);
	assert_int_equal(cxl_memdev_get_numa_node(memdev), 3);
	assert_int_equal(cxl_memdev_get_pmem_qos_class(memdev), 0);
	assert_int_equal(cxl_memdev_get_ram_qos_class(memdev), 42);
	assert_int_equal(cxl_memdev_get_label_size(memdev), 1024);
	assert_int_equal(cxl_memdev_get_major(memdev), MACHINE_MAJOR);
	assert_int_equal(cxl_memdev_get_minor(memdev), 0);
	assert_string_equal(cxl_memdev_get_firmware_version(memdev), "BWFW VERSION 00");
	assert_ptr_equal(cxl_memdev_get_firmware_version(memdev),
			 cxl_memdev_get_firmware_verison(memdev));
}

static void test_limits(void **state)
{
	(void)state;
	machine_attr("mem0", "pmem/size", "0xffffffffffffffff\n");
	machine_attr("mem0", "serial", "0xfffffffffffffffe\n");
	machine_attr("mem0", "label_storage_size", "18446744073709551614\n");
	machine_attr("mem0", "numa_node", "2147483647\n");
	machine_attr("mem0", "pmem/qos_class", "-2147483648\n");
	machine_attr("mem0", "dev", "2147483647:2147483647\n");
	assert_true(cxl_memdev_get_pmem_size(memdev) == ULLONG_MAX);
	assert_true(cxl_memdev_get_serial(memdev) == ULLONG_MAX - 1);
	assert_true(cxl_memdev_get_label_size(memdev) == SIZE_MAX - 1);
	assert_int_equal(cxl_memdev_get_numa_node(memdev), INT_MAX);
	assert_int_equal(cxl_memdev_get_pmem_qos_class(memdev), INT_MIN);
	assert_int_equal(cxl_memdev_get_major(memdev), INT_MAX);
	assert_int_equal(cxl_memdev_get_minor(memdev), INT_MAX);
}

static void test_absent(void **state)
{
	(void)state;
	tree_folder("sys/bus/cxl/devices/mem1");
	machine_close(ctx);
	ctx = machine_open();
	cxl_set_log_priority(ctx, 6);
	assert_true(all_absent(cxl_memdev_get_by_id(ctx, 1)));
	assert_null(cxl_memdev_get_firmware_version(cxl_memdev_get_by_id(ctx, 1)));
	/* An attribute that the kernel lacks is not worth a message. */
	assert_int_equal(log_count(), 0);
}

static void test_bad_content(void **state)
{
	static const char *const texts[] = {
		"", "\n", " \n", "x\n", "0x\n", "1 2\n", " 1\n", "1\n\n", "+1\n", "--1\n", "nan\n",
		"99999999999999999999999\n", "-99999999999999999999999\n", "1k\n", "\xff\xfe\n",
		"none\n", "/etc/passwd\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		fill_all(texts[i]);
		machine_close(ctx);
		ctx = machine_open();
		if (!all_absent(cxl_memdev_get_first(ctx)))
			fail_msg("content %zu is taken for a value", i);
	}
}

/* A negative size or serial is invalid, never 2^64 minus something. */
static void test_negative(void **state)
{
	(void)state;
	fill_all("-1\n");
	assert_true(all_absent(memdev));
}

static void test_nul_inside(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		char path[128];

		snprintf(path, sizeof(path), "sys/bus/cxl/devices/mem0/%s", paths[i]);
		tree_bytes(path, "1\0001\n", 4);
	}
	tree_bytes("sys/bus/cxl/devices/mem0/firmware_version", "A\0B\n", 4);
	assert_true(all_absent(memdev));
	assert_null(cxl_memdev_get_firmware_version(memdev));
}

static void test_page(void **state)
{
	static char page[4097];

	(void)state;
	memset(page, '1', 4096);
	fill_all(page);
	machine_attr("mem0", "firmware_version", page);
	assert_true(all_absent(memdev));
	assert_null(cxl_memdev_get_firmware_version(memdev));
}

/* Bytes of a device without an encoding: kept as they are, for the tool to escape. */
static void test_binary_text(void **state)
{
	(void)state;
	machine_attr("mem0", "firmware_version", "\x01\xff\x1b[31m\n");
	assert_string_equal(cxl_memdev_get_firmware_version(memdev), "\x01\xff\x1b[31m");
}

static void test_empty_text(void **state)
{
	(void)state;
	machine_attr("mem0", "firmware_version", "\n");
	assert_string_equal(cxl_memdev_get_firmware_version(memdev), "");
}

static void test_not_a_file(void **state)
{
	(void)state;
	machine_no_attr("mem0", "serial");
	tree_folder("sys/bus/cxl/devices/mem0/serial");
	machine_no_attr("mem0", "pmem/size");
	tree_fifo("sys/bus/cxl/devices/mem0/pmem/size");
	machine_no_attr("mem0", "label_storage_size");
	tree_link("sys/bus/cxl/devices/mem0/label_storage_size", "/proc/self/stat");
	assert_true(cxl_memdev_get_serial(memdev) == ULLONG_MAX);
	assert_true(cxl_memdev_get_pmem_size(memdev) == 0);
	assert_true(cxl_memdev_get_label_size(memdev) == SIZE_MAX);
}

/* Read at the first question, and never again: neither value nor absence changes. */
static void test_read_once(void **state)
{
	(void)state;
	machine_attr("mem0", "serial", "0x77\n");	/* after the scan, before any question */
	assert_true(cxl_memdev_get_serial(memdev) == 0x77);
	machine_attr("mem0", "serial", "0x88\n");
	assert_true(cxl_memdev_get_serial(memdev) == 0x77);
	machine_no_attr("mem0", "serial");
	assert_true(cxl_memdev_get_serial(memdev) == 0x77);

	assert_int_equal(cxl_memdev_get_numa_node(memdev), -1);
	machine_attr("mem0", "numa_node", "1\n");
	assert_int_equal(cxl_memdev_get_numa_node(memdev), -1);
}

static void test_log(void **state)
{
	(void)state;
	machine_attr("mem0", "serial", "rubbish\n");
	cxl_memdev_get_serial(memdev);
	assert_int_equal(log_count(), 0);

	machine_close(ctx);
	ctx = machine_open();
	cxl_set_log_priority(ctx, 6);
	memdev = cxl_memdev_get_first(ctx);
	cxl_memdev_get_serial(memdev);
	cxl_memdev_get_serial(memdev);
	assert_int_equal(log_count(), 1);
	assert_non_null(strstr(logged(), "mem0"));
	assert_non_null(strstr(logged(), "serial"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_good),
		TEST(test_limits),
		TEST(test_absent),
		TEST(test_bad_content),
		TEST(test_negative),
		TEST(test_nul_inside),
		TEST(test_page),
		TEST(test_binary_text),
		TEST(test_empty_text),
		TEST(test_not_a_file),
		TEST(test_read_once),
		TEST(test_log),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
