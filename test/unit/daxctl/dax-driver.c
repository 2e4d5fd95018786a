// SPDX-License-Identifier: GPL-2.0-or-later
/* Writes of libdaxctl to devices: drivers, sizes, creation; every write is made to fail. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/double/dax-machine.h"
#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define DRIVERS "/sys/bus/dax/drivers/"
#define DEVICE "/sys/bus/dax/devices/dax0.0"
#define GIB (1ULL << 30)

static struct daxctl_ctx *ctx;
static struct daxctl_region *region;
static struct daxctl_dev *dev;

static int setup(void **state)
{
	ctx = dax_begin(state);
	dax_dev(DAX_REGION(0), "dax0.0", GIB, GIB);
	tree_folder(DAX_REGION(0) "/dax_region");
	region = daxctl_region_get_first(ctx);
	dev = daxctl_dev_get_first(region);
	fault.written = dax_obey;
	return 0;
}

static int teardown(void **state)
{
	return dax_end(state, ctx);
}

static const struct {
	const char *driver;
	enum daxctl_dev_mode mode;
	int (*enable)(struct daxctl_dev *dev);
} modes[] = {
	{ "device_dax", DAXCTL_DEV_MODE_DEVDAX, daxctl_dev_enable_devdax },
	{ "kmem", DAXCTL_DEV_MODE_RAM, daxctl_dev_enable_ram },
	{ "fsdev_dax", DAXCTL_DEV_MODE_FAMFS, daxctl_dev_enable_famfs },
};

static void check_mode(enum daxctl_dev_mode mode)
{
	assert_int_equal(daxctl_dev_get_mode(dev), mode);
	assert_int_equal(daxctl_dev_is_devdax_mode(dev), mode == DAXCTL_DEV_MODE_DEVDAX);
	assert_int_equal(daxctl_dev_is_system_ram_mode(dev), mode == DAXCTL_DEV_MODE_RAM);
	assert_int_equal(daxctl_dev_is_system_ram_capable(dev), mode == DAXCTL_DEV_MODE_RAM);
	assert_int_equal(daxctl_dev_is_famfs_mode(dev), mode == DAXCTL_DEV_MODE_FAMFS);
}

static void test_modes(void **state)
{
	(void)state;
	assert_false(daxctl_dev_is_enabled(dev));
	assert_null(daxctl_dev_get_driver(dev));
	check_mode(DAXCTL_DEV_MODE_UNKNOWN);
	for (size_t i = 0; i < 3; i++) {
		dax_bind("dax0.0", modes[i].driver);
		assert_true(daxctl_dev_is_enabled(dev));
		assert_string_equal(daxctl_dev_get_driver(dev), modes[i].driver);
		check_mode(modes[i].mode);
		dax_unbind("dax0.0");
	}
	dax_bind("dax0.0", "vendor");
	assert_true(daxctl_dev_is_enabled(dev));
	check_mode(DAXCTL_DEV_MODE_UNKNOWN);
}

static void test_enable(void **state)
{
	char path[128];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		size_t before = fault_count(FAULT_WRITE);

		dax_driver(modes[i].driver);
		assert_int_equal(modes[i].enable(dev), 0);
		check_mode(modes[i].mode);
		snprintf(path, sizeof(path), DRIVERS "%s/new_id", modes[i].driver);
		assert_written(before, path, "dax0.0");
		snprintf(path, sizeof(path), DRIVERS "%s/bind", modes[i].driver);
		assert_written(before + 1, path, "dax0.0");
		assert_int_equal(fault_count(FAULT_WRITE), before + 2);
		dax_unbind("dax0.0");
	}
	assert_int_equal(fault_count(FAULT_MODULE), 0);
}

static void test_enabled_before(void **state)
{
	(void)state;
	dax_bind("dax0.0", "kmem");
	assert_int_equal(daxctl_dev_enable_devdax(dev), 0);
	assert_int_equal(fault_total(), 0);
	assert_int_equal(daxctl_dev_get_mode(dev), DAXCTL_DEV_MODE_RAM);
}

/* new_id binds at once if it can. */
static int bind_at_new_id(const char *path, const char *data, size_t len)
{
	(void)data;
	(void)len;
	if (strstr(path, "/new_id"))
		dax_bind("dax0.0", "kmem");
	return 0;
}

static void test_bound_by_id(void **state)
{
	(void)state;
	dax_driver("kmem");
	fault.written = bind_at_new_id;
	assert_int_equal(daxctl_dev_enable_ram(dev), 0);
	assert_int_equal(fault_count(FAULT_WRITE), 1);
	dax_unbind("dax0.0");
	/* The driver that binds may differ from the requested one. */
	dax_driver("device_dax");
	assert_int_equal(daxctl_dev_enable_devdax(dev), -EBUSY);
	assert_non_null(strstr(logged(), "bound to kmem instead of device_dax"));
}

static void test_module(void **state)
{
	(void)state;
	fault.loaded = dax_driver;
	assert_int_equal(daxctl_dev_enable_ram(dev), 0);
	assert_string_equal(fault_op(FAULT_MODULE, 0)->path, "kmem");
	check_mode(DAXCTL_DEV_MODE_RAM);
}

static void test_no_module(void **state)
{
	(void)state;
	assert_int_equal(daxctl_dev_enable_famfs(dev), -ENOENT);
	assert_non_null(strstr(logged(), "no driver fsdev_dax"));
	assert_int_equal(fault_count(FAULT_WRITE), 0);
	fault.fail_at = 2;
	fault.error = ENOEXEC;
	assert_int_equal(daxctl_dev_enable_ram(dev), -ENOEXEC);
	assert_non_null(strstr(logged(), "cannot load the module of driver kmem"));
	assert_int_equal(fault_count(FAULT_WRITE), 0);
}

/* If the requested driver did not bind, the other one is unbound, too. */
static void test_bind_fails(void **state)
{
	(void)state;
	dax_driver("kmem");
	fault.fail_at = 2;
	fault.error = ENOMEM;
	assert_int_equal(daxctl_dev_enable_ram(dev), -ENOMEM);
	assert_written(2, DRIVERS "kmem/remove_id", "dax0.0");
	assert_false(daxctl_dev_is_enabled(dev));
	/* The kernel accepts the write without effect. */
	fault.written = NULL;
	assert_int_equal(daxctl_dev_enable_ram(dev), -ENXIO);
	assert_written(5, DRIVERS "kmem/remove_id", "dax0.0");
}

static void test_disable(void **state)
{
	(void)state;
	assert_int_equal(daxctl_dev_disable(dev), 0);
	assert_int_equal(fault_total(), 0);
	dax_bind("dax0.0", "kmem");
	assert_non_null(daxctl_dev_get_memory(dev));
	assert_int_equal(daxctl_dev_disable(dev), 0);
	assert_written(0, DRIVERS "kmem/remove_id", "dax0.0");
	assert_written(1, DRIVERS "kmem/unbind", "dax0.0");
	assert_null(daxctl_dev_get_memory(dev));
}

static void test_disable_fails(void **state)
{
	(void)state;
	dax_bind("dax0.0", "device_dax");
	/* The id does not decide. */
	fault.fail_at = 1;
	fault.error = EINVAL;
	assert_int_equal(daxctl_dev_disable(dev), 0);
	dax_bind("dax0.0", "device_dax");
	fault.fail_at = 4;
	fault.error = EACCES;
	assert_int_equal(daxctl_dev_disable(dev), -EACCES);
	assert_true(daxctl_dev_is_enabled(dev));
	fault.written = NULL;
	assert_int_equal(daxctl_dev_disable(dev), -EBUSY);
}

static void test_size(void **state)
{
	(void)state;
	dax_mapping("dax0.0", 0, GIB, 2 * GIB - 1, 0);
	assert_non_null(daxctl_mapping_get_first(dev));
	assert_int_equal(daxctl_dev_set_size(dev, GIB / 2), 0);
	assert_written(0, DEVICE "/size", "0x20000000\n");
	assert_int_equal(daxctl_dev_get_size(dev), GIB / 2);
	/* The ranges change, too. */
	dax_mapping("dax0.0", 0, GIB, GIB + GIB / 2 - 1, 0);
	assert_int_equal(daxctl_mapping_get_size(daxctl_mapping_get_first(dev)), GIB / 2);
	assert_int_equal(daxctl_dev_set_size(dev, 0), 0);
	assert_written(1, DEVICE "/size", "0\n");
	assert_int_equal(daxctl_dev_get_size(dev), 0);
	fault.fail_at = 3;
	fault.error = ENOSPC;
	assert_int_equal(daxctl_dev_set_size(dev, GIB), -ENOSPC);
	assert_non_null(strstr(logged(), "refused to write \"0x40000000\" to "));
	assert_non_null(strstr(logged(), "No space left"));
	assert_int_equal(daxctl_dev_get_size(dev), 0);
}

static void test_align(void **state)
{
	(void)state;
	assert_int_equal(daxctl_dev_set_align(dev, 4096), 0);
	assert_written(0, DEVICE "/align", "0x1000\n");
	assert_int_equal(daxctl_dev_get_align(dev), 4096);
	fault.fail_at = 2;
	fault.error = EINVAL;
	assert_int_equal(daxctl_dev_set_align(dev, 3), -EINVAL);
	assert_int_equal(daxctl_dev_get_align(dev), 4096);
}

static void test_set_mapping(void **state)
{
	(void)state;
	assert_int_equal(daxctl_dev_set_mapping(dev, GIB, 2 * GIB - 1), 0);
	assert_written(0, DEVICE "/mapping", "0x40000000-0x7fffffff\n");
	dax_attr("dax0.0", "size", "2147483648\n");
	assert_int_equal(daxctl_dev_get_size(dev), 2 * GIB);
	fault.fail_at = 2;
	fault.error = ENOMEM;
	assert_int_equal(daxctl_dev_set_mapping(dev, 0, 4095), -ENOMEM);
}

static void test_create_destroy(void **state)
{
	(void)state;
	assert_int_equal(daxctl_region_create_dev(region), 0);
	assert_written(0, "/" DAX_REGION(0) "/dax_region/create", "1\n");
	assert_int_equal(daxctl_region_destroy_dev(region, dev), 0);
	assert_written(1, "/" DAX_REGION(0) "/dax_region/delete", "dax0.0\n");
	/* It stays in the list until its region ends. */
	assert_ptr_equal(daxctl_dev_get_first(region), dev);
	fault.fail_at = 3;
	fault.error = ENOSPC;
	assert_int_equal(daxctl_region_create_dev(region), -ENOSPC);
	fault.fail_at = 4;
	fault.error = EBUSY;
	assert_int_equal(daxctl_region_destroy_dev(region, dev), -EBUSY);
	tree_remove("sys/bus/dax/devices/dax0.0");
	assert_false(daxctl_dev_is_present(dev));
}

/* A snapshot: nothing on this machine is changed. */
static void test_other_machine(void **state)
{
	(void)state;
	fault.other_machine = true;
	assert_int_equal(daxctl_dev_enable_ram(dev), -EROFS);
	dax_driver("device_dax");
	assert_int_equal(daxctl_dev_enable_devdax(dev), -EROFS);
	assert_int_equal(daxctl_dev_set_size(dev, 0), -EROFS);
	assert_int_equal(daxctl_dev_set_align(dev, 4096), -EROFS);
	assert_int_equal(daxctl_dev_set_mapping(dev, 0, 4095), -EROFS);
	assert_int_equal(daxctl_region_create_dev(region), -EROFS);
	assert_int_equal(daxctl_region_destroy_dev(region, dev), -EROFS);
	dax_bind("dax0.0", "kmem");
	assert_int_equal(daxctl_dev_disable(dev), -EROFS);
	assert_int_equal(fault_total(), 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_modes), TEST(test_enable), TEST(test_enabled_before),
		TEST(test_bound_by_id), TEST(test_module), TEST(test_no_module),
		TEST(test_bind_fails), TEST(test_disable), TEST(test_disable_fails),
		TEST(test_size), TEST(test_align), TEST(test_set_mapping),
		TEST(test_create_destroy), TEST(test_other_machine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
