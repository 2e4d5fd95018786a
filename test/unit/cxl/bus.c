// SPDX-License-Identifier: GPL-2.0-or-later
/* Around memdevs: buses, reasons for their absence, fwctl and debugfs (lib/cxl). */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define DEVICES "sys/bus/cxl/devices/"

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

/* root0 above the host bridge pci0000:34, where machine_memdev() puts its devices. */
static void make_bus(void)
{
	tree_folder("sys/devices/platform/ACPI0017:00/root0");
	tree_folder("sys/devices/LNXSYSTM:00/ACPI0016:00");
	tree_link(DEVICES "root0", "../../../devices/platform/ACPI0017:00/root0");
	tree_link("sys/devices/platform/ACPI0017:00/root0/uport", "../../ACPI0017:00");
	tree_link("sys/devices/platform/ACPI0017:00/root0/dport52",
		  "../../../LNXSYSTM:00/ACPI0016:00");
	tree_link("sys/devices/LNXSYSTM:00/ACPI0016:00/physical_node",
		  "../../pci0000:34");
}

static void test_bus(void **state)
{
	struct cxl_memdev *memdev;
	struct cxl_bus *bus;

	(void)state;
	make_bus();
	machine_memdev(0, 512, 0);
	bus = cxl_bus_get_first(ctx);
	memdev = cxl_memdev_get_first(ctx);
	assert_string_equal(cxl_bus_get_devname(bus), "root0");
	assert_int_equal(cxl_bus_get_id(bus), 0);
	assert_ptr_equal(cxl_bus_get_ctx(bus), ctx);
	assert_null(cxl_bus_get_next(bus));
	assert_string_equal(cxl_bus_get_provider(bus), "ACPI.CXL");
	assert_ptr_equal(cxl_bus_get_by_provider(ctx, "ACPI.CXL"), bus);
	assert_null(cxl_bus_get_by_provider(ctx, "ACPI"));
	assert_null(cxl_bus_get_by_provider(ctx, NULL));
	assert_true(cxl_bus_hosts_memdev(bus, memdev));
	assert_null(cxl_memdev_get_bus(memdev));	/* disabled */
	tree_folder("sys/bus/cxl/drivers/cxl_mem");
	tree_link(DEVICES "mem0/driver", "/sys/bus/cxl/drivers/cxl_mem");
	assert_ptr_equal(cxl_memdev_get_bus(memdev), bus);
}

/* Another host bridge, one whose name is a prefix, and no bridge at all. */
static void test_bus_of_others(void **state)
{
	struct cxl_memdev *memdev;
	struct cxl_bus *bus;

	(void)state;
	machine_memdev(0, 512, 0);
	tree_folder("sys/devices/pci0000:3");
	tree_folder("sys/devices/pci0000:35");
	tree_link(DEVICES "root1/dport1", "/sys/devices/pci0000:3");
	tree_link(DEVICES "root1/dport2", "/sys/devices/pci0000:35");
	tree_link(DEVICES "root1/dport3", "/sys/devices/missing");
	tree_link(DEVICES "root1/dportx", "/sys/devices/pci0000:34");
	tree_folder(DEVICES "root2");
	tree_link(DEVICES "root3/dport0", "/sys/devices/pci0000:34");
	memdev = cxl_memdev_get_first(ctx);
	cxl_bus_foreach(ctx, bus)
		assert_int_equal(cxl_bus_hosts_memdev(bus, memdev), cxl_bus_get_id(bus) == 3);
	assert_int_equal(cxl_bus_get_id(cxl_bus_get_first(ctx)), 1);
}

static void test_provider(void **state)
{
	struct cxl_bus *bus;

	(void)state;
	tree_folder(DEVICES "root0");
	tree_folder("sys/devices/platform/cxl_acpi.0");
	tree_link(DEVICES "root1/uport", "/sys/devices/platform/cxl_acpi.0");
	tree_folder("sys/devices/platform/other.1");
	tree_link(DEVICES "root2/uport", "/sys/devices/platform/other.1");
	tree_link(DEVICES "root3/uport", "/sys/devices/platform/gone");
	bus = cxl_bus_get_first(ctx);
	assert_string_equal(cxl_bus_get_provider(bus), "root0");
	bus = cxl_bus_get_next(bus);
	assert_string_equal(cxl_bus_get_provider(bus), "cxl_test");
	bus = cxl_bus_get_next(bus);
	assert_string_equal(cxl_bus_get_provider(bus), "other.1");
	bus = cxl_bus_get_next(bus);
	assert_string_equal(cxl_bus_get_provider(bus), "root3");
}

static void test_fwctl(void **state)
{
	struct cxl_fwctl *fwctl;

	(void)state;
	machine_memdev(0, 512, 0);
	machine_memdev(1, 512, 0);
	machine_memdev(2, 512, 0);
	machine_attr("mem0", "fwctl/fwctl7/dev", "511:7\n");
	machine_attr("mem0", "fwctl/uevent", "x\n");
	machine_attr("mem1", "fwctl/fwctl7/dev", "rubbish\n");
	fwctl = cxl_memdev_get_fwctl(cxl_memdev_get_by_id(ctx, 0));
	assert_non_null(fwctl);
	assert_int_equal(cxl_fwctl_get_major(fwctl), 511);
	assert_int_equal(cxl_fwctl_get_minor(fwctl), 7);
	assert_ptr_equal(cxl_memdev_get_fwctl(cxl_memdev_get_by_id(ctx, 0)), fwctl);
	assert_null(cxl_memdev_get_fwctl(cxl_memdev_get_by_id(ctx, 1)));
	assert_null(cxl_memdev_get_fwctl(cxl_memdev_get_by_id(ctx, 2)));
}

static void test_poison(void **state)
{
	struct cxl_memdev *memdev;

	(void)state;
	machine_memdev(0, 512, 0);
	tree_write("proc/mounts", "none /sys/kernel/debug debugfs rw 0 0\n");
	tree_write("sys/kernel/debug/cxl/mem0/inject_poison", "");
	memdev = cxl_memdev_get_first(ctx);
	assert_true(cxl_debugfs_exists(ctx));
	assert_true(cxl_memdev_has_poison_support(memdev, true));
	assert_false(cxl_memdev_has_poison_support(memdev, false));
	tree_write("sys/kernel/debug/cxl/mem0/clear_poison", "");
	assert_true(cxl_memdev_has_poison_support(memdev, false));
}

static void test_no_debugfs(void **state)
{
	(void)state;
	machine_memdev(0, 512, 0);
	tree_write("proc/mounts", "none /sys/kernel/debug debugfs rw 0 0\n");
	assert_false(cxl_debugfs_exists(ctx));	/* no directory "cxl" */
	tree_folder("sys/kernel/debug/cxl");
	assert_false(cxl_debugfs_exists(ctx));	/* asked once */
	assert_false(cxl_memdev_has_poison_support(cxl_memdev_get_first(ctx), true));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_bus),
		TEST(test_bus_of_others),
		TEST(test_provider),
		TEST(test_fwctl),
		TEST(test_poison),
		TEST(test_no_debugfs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
