// SPDX-License-Identifier: GPL-2.0-or-later
/* Binding and unbinding of drivers, and the topology afterwards (lib/cxl/driver.c). */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/double/topology.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

static struct cxl_ctx *ctx;
static struct cxl_memdev *memdev;
static struct cxl_bus *bus;
static struct cxl_port *port;

static int setup(void **state)
{
	ctx = machine_begin(state);
	topology_make();
	cxl_set_wait(ctx, false);
	memdev = cxl_memdev_get_first(ctx);
	bus = cxl_bus_get_first(ctx);
	port = cxl_port_get_first(cxl_bus_get_port(bus));
	fault_begin();
	fault.written = topology_obey;
	return !memdev || !bus || !port;
}

static int teardown(void **state)
{
	return machine_end(state, ctx);
}

static int count_endpoints(void)
{
	struct cxl_endpoint *endpoint;
	int nr = 0;

	cxl_endpoint_foreach(port, endpoint)
		nr++;
	return nr;
}

/* Creates and removes what the driver would create and remove. */
static void test_memdev(void **state)
{
	struct cxl_endpoint *old = cxl_memdev_get_endpoint(memdev), *other, *new;
	struct cxl_decoder *window, *kept, *gone;

	(void)state;
	window = cxl_decoder_get_first(cxl_bus_get_port(bus));
	other = cxl_endpoint_get_next(old);
	kept = cxl_decoder_get_by_name(ctx, "decoder3.1");
	gone = cxl_decoder_get_by_name(ctx, "decoder2.0");
	assert_true(cxl_decoder_get_size(kept) == 0);
	assert_int_equal(cxl_memdev_disable_invalidate(memdev), 0);
	assert_written(0, "/sys/bus/cxl/devices/mem0/driver/unbind", "mem0\n");
	topology_remove("endpoint2");
	topology_remove("decoder2.0");
	topology_remove("decoder2.1");
	topology_attr("decoder3.1/size", "0x1000\n");
	assert_int_equal(cxl_memdev_is_enabled(memdev), 0);
	assert_null(cxl_memdev_get_endpoint(memdev));
	assert_int_equal(count_endpoints(), 1);
	/* An object that still exists is the same one, with new values. */
	assert_ptr_equal(cxl_endpoint_get_first(port), other);
	assert_ptr_equal(cxl_decoder_get_by_name(ctx, "decoder3.1"), kept);
	assert_ptr_equal(cxl_decoder_get_first(cxl_bus_get_port(bus)), window);
	assert_true(cxl_decoder_get_size(kept) == 0x1000);
	/* A reference to a removed object stays valid. */
	assert_null(cxl_decoder_get_by_name(ctx, "decoder2.0"));
	assert_string_equal(cxl_decoder_get_devname(gone), "decoder2.0");
	assert_ptr_equal(cxl_decoder_get_ctx(gone), ctx);
	assert_int_equal(cxl_memdev_disable_invalidate(memdev), 0);
	assert_int_equal(fault_count(FAULT_WRITE), 1);

	assert_int_equal(cxl_memdev_enable(memdev), 0);
	assert_written(1, "/sys/bus/cxl/drivers/cxl_mem/bind", "mem0\n");
	tree_folder("sys/spare");	/* another inode number than the old object */
	topology_endpoint(4, 0);
	new = cxl_memdev_get_endpoint(memdev);
	assert_non_null(new);
	assert_string_equal(cxl_endpoint_get_devname(new), "endpoint4");
	assert_int_equal(count_endpoints(), 2);
	assert_ptr_equal(cxl_endpoint_get_first(port), other);
	assert_non_null(cxl_decoder_get_by_name(ctx, "decoder4.1"));
	assert_int_equal(cxl_memdev_enable(memdev), 0);
	assert_int_equal(fault_count(FAULT_WRITE), 2);
}

/* The kernel reuses names: endpoint2 belongs to another memdev now. */
static void test_name_again(void **state)
{
	struct cxl_endpoint *old = cxl_memdev_get_endpoint(memdev), *new;
	struct cxl_memdev *second = cxl_memdev_get_next(memdev);

	(void)state;
	assert_string_equal(cxl_endpoint_get_host(old), "mem0");
	assert_int_equal(cxl_memdev_disable_invalidate(memdev), 0);
	/* A new link, created before the old one is removed, so that its number differs. */
	assert_int_equal(symlink("../../../devices/platform/ACPI0017:00/root0/port1/endpoint2",
				 tree_path(DEVICES "endpoint2.new")), 0);
	topology_remove("endpoint3");
	tree_remove("sys/devices/platform/ACPI0017:00/root0/port1/endpoint2/uport");
	tree_link("sys/devices/platform/ACPI0017:00/root0/port1/endpoint2/uport",
		  "/" DEVICES "mem1");
	tree_move(DEVICES "endpoint2.new", DEVICES "endpoint2");
	new = cxl_memdev_get_endpoint(second);
	assert_non_null(new);
	assert_ptr_not_equal(new, old);
	assert_string_equal(cxl_endpoint_get_devname(new), "endpoint2");
	assert_string_equal(cxl_endpoint_get_host(new), "mem1");
	assert_string_equal(cxl_endpoint_get_host(old), "mem0");
}

static void test_errors(void **state)
{
	(void)state;
	fault.fail_at = fault_total() + 1;
	fault.error = EIO;
	assert_int_equal(cxl_memdev_disable_invalidate(memdev), -EIO);
	assert_string_equal(logged(), "the kernel refused to write \"mem0\" to "
				      "mem0/driver/unbind: Input/output error");
	assert_int_equal(cxl_memdev_is_enabled(memdev), 1);
	assert_non_null(cxl_memdev_get_endpoint(memdev));
	assert_int_equal(cxl_memdev_disable_invalidate(memdev), 0);
	fault.fail_at = fault_total() + 1;
	fault.error = ENODEV;
	assert_int_equal(cxl_memdev_enable(memdev), -ENODEV);
	assert_string_equal(logged(), "the kernel refused to write \"mem0\" to "
				      "/sys/bus/cxl/drivers/cxl_mem/bind: No such device");
	/* The kernel reports success without binding. */
	fault.written = NULL;
	assert_int_equal(cxl_memdev_enable(memdev), -ENXIO);
	assert_int_equal(cxl_port_disable_invalidate(port), -EBUSY);
}

static void driver_comes(const char *alias)
{
	(void)alias;
	tree_folder("sys/bus/cxl/drivers/cxl_mem");
}

/* The module is loaded if the kernel has no such driver yet. */
static void test_module(void **state)
{
	(void)state;
	assert_int_equal(cxl_memdev_disable_invalidate(memdev), 0);
	assert_int_equal(rmdir(tree_path("sys/bus/cxl/drivers/cxl_mem")), 0);
	fault.fail_at = fault_total() + 1;
	fault.error = EPERM;
	assert_int_equal(cxl_memdev_enable(memdev), -EPERM);
	assert_string_equal(logged(), "mem0: cannot load the module of driver cxl_mem (cxl:t5): "
				      "Operation not permitted");
	fault.loaded = driver_comes;
	assert_int_equal(cxl_memdev_enable(memdev), 0);
	assert_string_equal(fault_op(FAULT_MODULE, 1)->path, "cxl:t5");
	assert_int_equal(fault_count(FAULT_WRITE), 2);
	/* There is no module to load, and so no driver. */
	fault.loaded = NULL;
	assert_int_equal(cxl_memdev_disable_invalidate(memdev), 0);
	assert_int_equal(rmdir(tree_path("sys/bus/cxl/drivers/cxl_mem")), 0);
	assert_int_equal(cxl_memdev_enable(memdev), -ENOENT);
	assert_string_equal(logged(), "mem0: no driver cxl_mem: it is not part of this kernel, "
				      "or its module is missing or blacklisted");
	assert_string_equal(fault_op(FAULT_MODULE, 2)->path, "cxl:t5");
}

static void test_port(void **state)
{
	(void)state;
	assert_int_equal(cxl_port_disable_invalidate(cxl_bus_get_port(bus)), -EINVAL);
	assert_int_equal(cxl_port_enable(cxl_bus_get_port(bus)), -EINVAL);
	assert_int_equal(fault_count(FAULT_WRITE), 0);
	assert_int_equal(cxl_port_disable_invalidate(port), 0);
	assert_written(0, "/sys/bus/cxl/devices/port1/driver/unbind", "port1\n");
	assert_int_equal(cxl_port_disable_invalidate(port), 0);
	assert_ptr_equal(cxl_port_get_first(cxl_bus_get_port(bus)), port);
	assert_int_equal(cxl_port_enable(port), 0);
	assert_written(1, "/sys/bus/cxl/drivers/cxl_port/bind", "port1\n");
	assert_int_equal(cxl_port_is_enabled(port), 1);
}

static int root_goes(const char *path, const char *data, size_t len)
{
	static const char *const devices[] = {
		"root0", "port1", "decoder0.0", "decoder1.0", "endpoint2", "endpoint3",
	};

	(void)path;
	(void)data;
	(void)len;
	for (size_t i = 0; i < ARRAY_SIZE(devices); i++)
		topology_remove(devices[i]);
	return 0;
}

static void test_bus(void **state)
{
	(void)state;
	fault.written = NULL;
	assert_int_equal(cxl_bus_disable_invalidate(bus), -EBUSY);
	assert_ptr_equal(cxl_bus_get_first(ctx), bus);
	fault.fail_at = fault_total() + 1;
	fault.error = EACCES;
	assert_int_equal(cxl_bus_disable_invalidate(bus), -EACCES);
	fault.written = root_goes;
	assert_int_equal(cxl_bus_disable_invalidate(bus), 0);
	assert_written(2, "/sys/devices/platform/ACPI0017:00/driver/unbind", "ACPI0017:00\n");
	assert_null(cxl_bus_get_first(ctx));
	assert_null(cxl_bus_get_next(bus));
	assert_null(cxl_decoder_get_by_name(ctx, "decoder0.0"));
	assert_ptr_equal(cxl_memdev_get_first(ctx), memdev);
	assert_string_equal(cxl_bus_get_devname(bus), "root0");
}

/* The kernel's probes have finished before the topology is read again. */
static void test_settles(void **state)
{
	(void)state;
	cxl_set_wait(ctx, true);
	assert_int_equal(cxl_memdev_disable_invalidate(memdev), 0);
	assert_int_equal(fault_count(FAULT_WRITE), 1);
	assert_int_equal(count_endpoints(), 2);
	assert_int_equal(fault_count(FAULT_WRITE), 2);
	assert_written(1, "/sys/bus/cxl/flush", "1\n");
	assert_int_equal(count_endpoints(), 2);
	assert_int_equal(fault_count(FAULT_WRITE), 2);
}

/* Dports that did not change stay the same objects. */
static void test_dports(void **state)
{
	struct cxl_dport *dport;

	(void)state;
	tree_folder("sys/devices/pci0000:34/a");
	tree_link(DEVICES "port1/dport0", "/sys/devices/pci0000:34/a");
	dport = cxl_dport_get_first(port);
	assert_int_equal(cxl_memdev_disable_invalidate(memdev), 0);
	assert_int_equal(count_endpoints(), 2);
	assert_ptr_equal(cxl_dport_get_first(port), dport);
	assert_int_equal(cxl_memdev_enable(memdev), 0);
	tree_folder("sys/devices/pci0000:34/b");
	tree_link(DEVICES "port1/dport1", "/sys/devices/pci0000:34/b");
	assert_int_equal(count_endpoints(), 2);
	assert_int_equal(cxl_port_get_nr_dports(port), 2);
}

static void test_copy(void **state)
{
	(void)state;
	fault.other_machine = true;
	assert_int_equal(cxl_memdev_disable_invalidate(memdev), -EROFS);
	assert_int_equal(cxl_port_disable_invalidate(port), -EROFS);
	assert_int_equal(cxl_bus_disable_invalidate(bus), -EROFS);
	tree_remove(DEVICES "mem0/driver");
	assert_int_equal(cxl_memdev_enable(memdev), -EROFS);
	assert_int_equal(rmdir(tree_path("sys/bus/cxl/drivers/cxl_mem")), 0);
	assert_int_equal(cxl_memdev_enable(memdev), -EROFS);
	assert_int_equal(fault_total(), 0);
	assert_int_equal(count_endpoints(), 2);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_memdev),
		TEST(test_name_again),
		TEST(test_errors),
		TEST(test_module),
		TEST(test_port),
		TEST(test_bus),
		TEST(test_settles),
		TEST(test_dports),
		TEST(test_copy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
