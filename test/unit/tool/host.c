// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/tool/host: what a recorded machine has, in any shape. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/tool/host/kernel-config.h"
#include "lib/tool/host/modules.h"
#include "lib/tool/host/os-memory.h"
#include "lib/tool/host/pci.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

static struct host_pci pci;
static char text[64];

static void add_function(const char *name, const char *class, const char *driver)
{
	char path[128];

	snprintf(path, sizeof(path), "sys/bus/pci/devices/%s/class", name);
	tree_write(path, class);
	snprintf(path, sizeof(path), "sys/bus/pci/devices/%s/driver", name);
	if (driver)
		tree_link(path, driver);
}

static void test_pci(void **state)
{
	(void)state;
	tree_folder("sys");
	assert_int_equal(host_find_pci(tree_root(), &pci, text, sizeof(text)), -ENOENT);
	assert_string_equal(text, "");
	add_function("0000:00:01.0", "0x050100\n", NULL);	/* another memory controller */
	add_function("0000:00:02.0", "rubbish\n", NULL);
	tree_folder("sys/bus/pci/devices/0000:00:03.0");
	assert_int_equal(host_find_pci(tree_root(), &pci, text, sizeof(text)), 0);
	assert_int_equal(pci.bound + pci.unbound, 0);
	add_function("0000:00:00.0", "0x050210\n", "../../drivers/cxl_pci");
	add_function("0000:37:00.0", "0x050210\n", "../../drivers/vfio-pci");
	add_function("0000:36:00.0", "0x050210\n", NULL);
	add_function("0000:35:00.0", "0x050210\n", NULL);
	assert_int_equal(host_find_pci(tree_root(), &pci, text, sizeof(text)), 0);
	assert_int_equal(pci.bound, 1);
	assert_int_equal(pci.unbound, 3);
	assert_int_equal(pci.taken, 1);
	assert_string_equal(text, "0000:35:00.0 0000:36:00.0 0000:37:00.0(vfio-pci)");
}

/* As many names as fit, whole, with an end. */
static void test_pci_room(void **state)
{
	char names[32];

	(void)state;
	add_function("0000:35:00.0", "0x050210\n", NULL);
	add_function("0000:36:00.0", "0x050210\n", NULL);
	for (size_t room = 1; room < sizeof(names); room++) {
		memset(names, '#', sizeof(names));
		assert_int_equal(host_find_pci(tree_root(), &pci, names, room), 0);
		assert_int_equal(pci.unbound, 2);
		assert_non_null(memchr(names, '\0', room));
		assert_true(!names[0] || !strcmp(names, "0000:35:00.0") ||
			    !strcmp(names, "0000:35:00.0 0000:36:00.0"));
		assert_int_equal(names[room], '#');
	}
	assert_string_equal(names, "0000:35:00.0 0000:36:00.0");
}

static void test_modules(void **state)
{
	(void)state;
	tree_folder("sys");
	assert_false(host_has_bus(tree_root(), "cxl"));
	assert_false(host_has_driver(tree_root(), "platform", "cxl_acpi"));
	assert_false(host_has_acpi_device(tree_root(), "ACPI0017"));
	tree_folder("sys/bus/cxl");
	tree_folder("sys/class/dax");
	assert_true(host_has_bus(tree_root(), "cxl"));
	assert_true(host_has_bus(tree_root(), "dax"));
	tree_folder("sys/bus/acpi/devices/ACPI00170:00");
	assert_false(host_has_acpi_device(tree_root(), "ACPI0017"));
	tree_folder("sys/bus/acpi/devices/ACPI0017:00");
	assert_true(host_has_acpi_device(tree_root(), "ACPI0017"));
	tree_folder("sys/bus/platform/drivers/cxl_acpi");
	assert_true(host_has_driver(tree_root(), "platform", "cxl_acpi"));
	assert_false(host_has_driver(tree_root(), "cxl", "cxl_acpi"));
	assert_false(host_has_bus("/no/such/directory", "cxl"));
}

static void test_os_memory(void **state)
{
	(void)state;
	tree_folder("proc");
	assert_int_equal(host_find_os_memory(tree_root(), text, sizeof(text)), -ENOENT);
	tree_write("proc/iomem", "100-1ff : CXL Window 0\n  140-17f : System RAM\n");
	assert_int_equal(host_find_os_memory(tree_root(), text, sizeof(text)), 0);
	assert_string_equal(text, "System RAM at 140-17f");
	assert_int_equal(host_find_os_memory(tree_root(), text, strlen(text)), -ENAMETOOLONG);
	/* A region uses it: not the system by itself. */
	tree_write("proc/iomem", "100-1ff : CXL Window 0\n  100-1ff : region0\n"
				 "    100-1ff : System RAM\n");
	assert_int_equal(host_find_os_memory(tree_root(), text, sizeof(text)), -ENOENT);
}

static void test_kernel_config(void **state)
{
	(void)state;
	tree_folder("boot");
	assert_int_equal(kernel_option(tree_root(), "CONFIG_A", text, sizeof(text)),
			 KERNEL_OPTION_UNKNOWN);
	tree_write("proc/sys/kernel/osrelease", "6.9-recorded\n");
	tree_write("boot/config-6.9-recorded", "CONFIG_A=y\nCONFIG_AB=m\n# CONFIG_B is not set\n");
	assert_int_equal(kernel_option(tree_root(), "CONFIG_A", text, sizeof(text)),
			 KERNEL_OPTION_BUILT_IN);
	assert_string_equal(text, "/boot/config-6.9-recorded");
	assert_int_equal(kernel_option(tree_root(), "CONFIG_AB", text, sizeof(text)),
			 KERNEL_OPTION_MODULE);
	assert_int_equal(kernel_option(tree_root(), "CONFIG_B", text, sizeof(text)),
			 KERNEL_OPTION_NOT_SET);
	assert_int_equal(kernel_option(tree_root(), "CONFIG_C", text, sizeof(text)),
			 KERNEL_OPTION_ABSENT);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, tree_setup, tree_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_pci),
		TEST(test_pci_room),
		TEST(test_modules),
		TEST(test_os_memory),
		TEST(test_kernel_config),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
