// SPDX-License-Identifier: GPL-2.0-or-later
/* Around memdevs: buses, why there are none, fwctl and debugfs (lib/cxl). */
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

/* Another host bridge, one whose name only begins the same, and no bridge at all. */
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

static void pci(const char *name, const char *class, bool bound)
{
	char path[128];

	snprintf(path, sizeof(path), "sys/bus/pci/devices/%s/class", name);
	tree_write(path, class);
	snprintf(path, sizeof(path), "sys/bus/pci/devices/%s/driver", name);
	if (bound)
		tree_link(path, "../../drivers/cxl_pci");
}

static void test_absence(void **state)
{
	char names[64] = "#";

	(void)state;
	assert_int_equal(cxl_get_absence(ctx, names, sizeof(names)), CXL_ABSENCE_NO_BUS);
	assert_string_equal(names, "");
	tree_folder("sys/bus/cxl");
	pci("0000:00:01.0", "0x050100\n", false);	/* other memory controller */
	pci("0000:00:02.0", "rubbish\n", false);
	tree_folder("sys/bus/pci/devices/0000:00:03.0");
	assert_int_equal(cxl_get_absence(ctx, names, sizeof(names)), CXL_ABSENCE_NO_DEVICE);
	pci("0000:00:00.0", "0x050210\n", true);	/* has a driver */
	assert_int_equal(cxl_get_absence(ctx, names, sizeof(names)), CXL_ABSENCE_NO_MEMDEV);
	pci("0000:36:00.0", "0x050210\n", false);
	pci("0000:35:00.0", "0x050210\n", false);
	assert_int_equal(cxl_get_absence(ctx, names, sizeof(names)), CXL_ABSENCE_NO_DRIVER);
	assert_string_equal(names, "0000:35:00.0 0000:36:00.0");
	tree_folder("sys/bus/pci/drivers/cxl_pci");
	assert_int_equal(cxl_get_absence(ctx, NULL, 0), CXL_ABSENCE_NOT_BOUND);
}

static void test_bus_absence(void **state)
{
	(void)state;
	assert_int_equal(cxl_get_bus_absence(ctx), CXL_ABSENCE_NO_BUS);
	tree_folder("sys/bus/cxl");
	assert_int_equal(cxl_get_bus_absence(ctx), CXL_ABSENCE_NO_DEVICE);
	tree_folder("sys/bus/acpi/devices/ACPI0017:00");
	assert_int_equal(cxl_get_bus_absence(ctx), CXL_ABSENCE_NO_DRIVER);
	assert_false(cxl_driver_exists(ctx, "cxl_acpi"));
	tree_folder("sys/bus/platform/drivers/cxl_acpi");
	assert_true(cxl_driver_exists(ctx, "cxl_acpi"));
	assert_int_equal(cxl_get_bus_absence(ctx), CXL_ABSENCE_NOT_BOUND);
	tree_folder("sys/bus/cxl/drivers/other");
	assert_false(cxl_driver_exists(ctx, "other"));
}

static void test_os_memory(void **state)
{
	char text[64];

	(void)state;
	assert_int_equal(cxl_find_os_memory(ctx, text, sizeof(text)), -ENOENT);
	tree_write("proc/iomem", "100-1ff : CXL Window 0\n  140-17f : System RAM\n");
	assert_int_equal(cxl_find_os_memory(ctx, text, sizeof(text)), 0);
	assert_string_equal(text, "System RAM at 140-17f");
	assert_int_equal(cxl_find_os_memory(ctx, text, strlen(text)), -ENAMETOOLONG);
	assert_int_equal(cxl_find_os_memory(ctx, text, 0), -EINVAL);
}

/* As many names as fit, whole, with an end. */
static void test_absence_room(void **state)
{
	char names[32];

	(void)state;
	pci("0000:35:00.0", "0x050210\n", false);
	pci("0000:36:00.0", "0x050210\n", false);
	for (size_t room = 1; room < sizeof(names); room++) {
		memset(names, '#', sizeof(names));
		assert_int_equal(cxl_get_absence(ctx, names, room), CXL_ABSENCE_NO_DRIVER);
		assert_non_null(memchr(names, '\0', room));
		assert_true(!names[0] || !strcmp(names, "0000:35:00.0") ||
			    !strcmp(names, "0000:35:00.0 0000:36:00.0"));
		assert_int_equal(names[room], '#');
	}
	assert_string_equal(names, "0000:35:00.0 0000:36:00.0");
}

static void test_absence_none(void **state)
{
	char names[8] = "#";

	(void)state;
	machine_memdev(0, 512, 0);
	pci("0000:35:00.0", "0x050210\n", false);
	assert_int_equal(cxl_get_absence(ctx, names, sizeof(names)), CXL_ABSENCE_NONE);
	assert_string_equal(names, "");
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
	assert_false(cxl_debugfs_exists(ctx));	/* no folder "cxl" */
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
		TEST(test_absence),
		TEST(test_bus_absence),
		TEST(test_os_memory),
		TEST(test_absence_room),
		TEST(test_absence_none),
		TEST(test_fwctl),
		TEST(test_poison),
		TEST(test_no_debugfs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
