// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/base/dev.h through the memdevs of libcxl: names, order, presence, hosts. */
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

static int setup(void **state)
{
	ctx = machine_begin(state);
	return 0;
}

static int teardown(void **state)
{
	return machine_end(state, ctx);
}

static void test_no_bus(void **state)
{
	(void)state;
	errno = EPERM;
	assert_null(cxl_memdev_get_first(ctx));
	assert_int_equal(errno, 0);
	errno = EPERM;
	assert_null(cxl_bus_get_first(ctx));
	assert_int_equal(errno, 0);
	assert_null(cxl_memdev_get_by_id(ctx, 0));
	assert_null(cxl_memdev_get_by_name(ctx, "mem0"));
	assert_null(cxl_memdev_get_by_serial(ctx, 0x10));
	assert_null(cxl_bus_get_by_provider(ctx, "ACPI.CXL"));
	assert_int_equal(log_count(), 0);
}

/* The bus is a file: this is an error, and is reported. */
static void test_unreadable_bus(void **state)
{
	(void)state;
	tree_write("sys/bus/cxl/devices", "");
	assert_null(cxl_memdev_get_first(ctx));
	assert_int_equal(errno, ENOTDIR);
	assert_non_null(strstr(logged(), "/sys/bus/cxl/devices"));
	/* Not kept: the next call tries again. */
	tree_remove("sys/bus/cxl/devices");
	machine_memdev(0, 512, 0);
	assert_non_null(cxl_memdev_get_first(ctx));
}

static void test_lookalikes(void **state)
{
	static const char *const names[] = {
		"mem0_bogus", "mem01", "mem-1", "mem99999999999", "mem", "mem 0", "mem0x1", "Mem0",
		"nmem0", "memory0", "mem2147483648", "mem+1", "region0", "decoder0.0", "port1",
		"endpoint2", "root", "root-0", "dax_region0", "mem1.0", "mem\xc2\xb2",
	};
	char path[128];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "sys/bus/cxl/devices/%s/serial", names[i]);
		tree_write(path, "0x10\n");
	}
	assert_null(cxl_memdev_get_first(ctx));
	assert_null(cxl_bus_get_first(ctx));
	assert_int_equal(log_count(), 0);
}

static void test_order(void **state)
{
	static const int ids[] = { 10, 2, 0, 33, 1, 100, 9 };
	static const int sorted[] = { 0, 1, 2, 9, 10, 33, 100 };
	struct cxl_memdev *memdev;
	size_t nr = 0;

	(void)state;
	for (size_t i = 0; i < 7; i++)
		machine_memdev(ids[i], 512, 0);
	cxl_memdev_foreach(ctx, memdev) {
		char name[16];

		snprintf(name, sizeof(name), "mem%d", sorted[nr]);
		assert_int_equal(cxl_memdev_get_id(memdev), sorted[nr++]);
		assert_string_equal(cxl_memdev_get_devname(memdev), name);
		assert_ptr_equal(cxl_memdev_get_ctx(memdev), ctx);
		assert_ptr_equal(cxl_memdev_get_by_id(ctx, cxl_memdev_get_id(memdev)), memdev);
		assert_ptr_equal(cxl_memdev_get_by_name(ctx, name), memdev);
	}
	assert_int_equal(nr, 7);
}

static void test_largest_id(void **state)
{
	struct cxl_memdev *memdev;

	(void)state;
	tree_folder("sys/bus/cxl/devices/mem2147483647");
	tree_folder("sys/bus/cxl/devices/mem0");
	memdev = cxl_memdev_get_next(cxl_memdev_get_first(ctx));
	assert_int_equal(cxl_memdev_get_id(memdev), INT_MAX);
	assert_null(cxl_memdev_get_next(memdev));
}

static void test_many(void **state)
{
	struct cxl_memdev *memdev;
	char path[64];
	int nr = 0;

	(void)state;
	for (int i = 999; i >= 0; i--) {
		snprintf(path, sizeof(path), "sys/bus/cxl/devices/mem%d", i);
		tree_folder(path);
	}
	cxl_memdev_foreach(ctx, memdev)
		assert_int_equal(cxl_memdev_get_id(memdev), nr++);
	assert_int_equal(nr, 1000);
}

static void test_find(void **state)
{
	(void)state;
	machine_memdev(0, 512, 0);
	machine_memdev(5, 512, 0);
	machine_memdev(6, 512, 0);
	machine_attr("mem6", "serial", "0x15\n");	/* the one of mem5 */
	assert_int_equal(cxl_memdev_get_id(cxl_memdev_get_by_serial(ctx, 0x15)), 5);
	assert_int_equal(cxl_memdev_get_id(cxl_memdev_get_by_serial(ctx, 0x10)), 0);
	assert_null(cxl_memdev_get_by_serial(ctx, 0x99));
	assert_null(cxl_memdev_get_by_id(ctx, 4));
	assert_null(cxl_memdev_get_by_id(ctx, -1));
	assert_null(cxl_memdev_get_by_name(ctx, NULL));
	assert_null(cxl_memdev_get_by_name(ctx, ""));
	assert_null(cxl_memdev_get_by_name(ctx, "mem"));
	assert_null(cxl_memdev_get_by_name(ctx, "mem05"));
	assert_null(cxl_memdev_get_by_name(ctx, "5"));
	assert_null(cxl_memdev_get_by_name(ctx, "../mem5"));
}

/* ULLONG_MAX is not a serial number: it does not find a memdev without one. */
static void test_no_serial(void **state)
{
	(void)state;
	machine_memdev(0, 512, 0);
	machine_no_attr("mem0", "serial");
	assert_true(cxl_memdev_get_serial(cxl_memdev_get_first(ctx)) == ULLONG_MAX);
	assert_null(cxl_memdev_get_by_serial(ctx, ULLONG_MAX));
}

static void test_host(void **state)
{
	struct cxl_memdev *memdev;

	(void)state;
	machine_memdev(0, 512, 0);
	tree_folder("sys/bus/cxl/devices/mem1");	/* no link */
	tree_link("sys/bus/cxl/devices/mem2", "mem2");	/* leads nowhere, has no directory */
	tree_link("sys/bus/cxl/devices/mem3", "../host3/mem3");
	memdev = cxl_memdev_get_by_id(ctx, 0);
	assert_string_equal(cxl_memdev_get_host(memdev), "0000:35:00.0");
	assert_ptr_equal(cxl_memdev_get_host(memdev), cxl_memdev_get_host(memdev));
	assert_null(cxl_memdev_get_host(cxl_memdev_get_by_id(ctx, 1)));
	assert_null(cxl_memdev_get_host(cxl_memdev_get_by_id(ctx, 2)));
	assert_string_equal(cxl_memdev_get_host(cxl_memdev_get_by_id(ctx, 3)), "host3");
}

static void test_enabled_and_present(void **state)
{
	struct cxl_memdev *memdev;

	(void)state;
	machine_memdev(0, 512, 0);
	memdev = cxl_memdev_get_first(ctx);
	assert_int_equal(cxl_memdev_is_enabled(memdev), 0);
	assert_null(cxl_memdev_get_bus(memdev));
	tree_folder("sys/bus/cxl/drivers/cxl_mem");
	tree_link("sys/bus/cxl/devices/mem0/driver", "/sys/bus/cxl/drivers/cxl_mem");
	assert_int_equal(cxl_memdev_is_enabled(memdev), 1);
	assert_true(cxl_memdev_is_present(memdev));
	tree_remove("sys/bus/cxl/devices/mem0");
	assert_false(cxl_memdev_is_present(memdev));
	assert_int_equal(cxl_memdev_is_enabled(memdev), 0);
}

static void test_bridge(void **state)
{
	struct cxl_memdev *memdev;

	(void)state;
	machine_memdev(0, 512, 0);
	memdev = cxl_memdev_get_first(ctx);
	assert_int_equal(cxl_memdev_nvdimm_bridge_active(memdev), 0);
	tree_folder("sys/bus/cxl/devices/mem0/pmem0");
	assert_int_equal(cxl_memdev_nvdimm_bridge_active(memdev), 0);
	tree_folder("sys/bus/cxl/devices/mem0/pmem1/driver");	/* of another memdev */
	assert_int_equal(cxl_memdev_nvdimm_bridge_active(memdev), 0);
	tree_folder("sys/bus/cxl/devices/mem0/pmem0/driver");
	assert_int_equal(cxl_memdev_nvdimm_bridge_active(memdev), 1);
}

/* The list is read once; the first question waits for probes, later ones do not. */
static void test_settles_once(void **state)
{
	(void)state;
	machine_memdev(0, 512, 0);
	assert_int_equal(fault_total(), 0);
	assert_non_null(cxl_memdev_get_first(ctx));
	cxl_memdev_get_first(ctx);
	cxl_bus_get_first(ctx);
	assert_int_equal(fault_total(), 1);
	assert_string_equal(fault_op(FAULT_WRITE, 0)->path, "/sys/bus/cxl/flush");
	machine_memdev(1, 512, 0);
	assert_null(cxl_memdev_get_next(cxl_memdev_get_first(ctx)));
}

/* A context that cannot wait takes the list as it is. */
static void test_no_wait(void **state)
{
	(void)state;
	machine_memdev(0, 512, 0);
	cxl_set_wait(ctx, false);
	assert_non_null(cxl_memdev_get_first(ctx));
	assert_int_equal(fault_count(FAULT_WRITE), 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_no_bus),
		TEST(test_unreadable_bus),
		TEST(test_lookalikes),
		TEST(test_order),
		TEST(test_largest_id),
		TEST(test_many),
		TEST(test_find),
		TEST(test_no_serial),
		TEST(test_host),
		TEST(test_enabled_and_present),
		TEST(test_bridge),
		TEST(test_settles_once),
		TEST(test_no_wait),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
