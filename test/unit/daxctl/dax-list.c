// SPDX-License-Identifier: GPL-2.0-or-later
/* Reads of libdaxctl: regions, devices, mappings, in valid and damaged trees. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/double/dax-machine.h"
#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define GIB (1ULL << 30)

static struct daxctl_ctx *ctx;

static int setup(void **state)
{
	ctx = dax_begin(state);
	return 0;
}

static int teardown(void **state)
{
	return dax_end(state, ctx);
}

static void test_none(void **state)
{
	(void)state;
	errno = EPERM;
	assert_null(daxctl_region_get_first(ctx));
	assert_int_equal(errno, 0);
	assert_null(daxctl_dev_get_by_name(ctx, "dax0.0"));
	assert_null(daxctl_dev_get_by_name(ctx, NULL));
	tree_write("sys/bus/dax/devices", "");
	assert_int_equal(log_count(), 0);
}

static void test_unreadable(void **state)
{
	(void)state;
	tree_write("sys/bus/dax/devices", "");
	assert_null(daxctl_region_get_first(ctx));
	assert_int_equal(errno, ENOTDIR);
	assert_int_equal(log_count(), 1);
	/* A failure is not cached: the next call can succeed. */
	tree_remove("sys/bus/dax/devices");
	dax_dev(DAX_REGION(0), "dax0.0", GIB, GIB);
	assert_non_null(daxctl_region_get_first(ctx));
}

static void test_region(void **state)
{
	struct daxctl_region *region;
	static const unsigned char zeros[16];
	uuid_t uuid;

	(void)state;
	dax_dev(DAX_REGION(3), "dax3.0", GIB, GIB);
	tree_write(DAX_REGION(3) "/dax_region/size", "4294967296\n");
	tree_write(DAX_REGION(3) "/dax_region/align", "2097152\n");
	tree_write(DAX_REGION(3) "/dax_region/available_size", "3221225472\n");
	region = daxctl_region_get_first(ctx);
	assert_null(daxctl_region_get_next(region));
	assert_ptr_equal(daxctl_region_get_ctx(region), ctx);
	assert_int_equal(daxctl_region_get_id(region), 3);
	assert_string_equal(daxctl_region_get_devname(region), "dax_region3");
	assert_string_equal(daxctl_region_get_path(region), "/" DAX_REGION(3));
	assert_int_equal(daxctl_region_get_size(region), 4 * GIB);
	assert_int_equal(daxctl_region_get_align(region), 2 << 20);
	assert_int_equal(daxctl_region_get_available_size(region), 3 * GIB);
	assert_true(daxctl_region_is_present(region));
	daxctl_region_get_uuid(region, uuid);
	assert_memory_equal(uuid, zeros, 16);
	/* Read at each call. */
	tree_write(DAX_REGION(3) "/dax_region/available_size", "4096\n");
	assert_int_equal(daxctl_region_get_available_size(region), 4096);
	tree_write(DAX_REGION(3) "/dax_region/available_size", "-4096\n");
	assert_int_equal(daxctl_region_get_available_size(region), 0);
}

static void test_region_absent(void **state)
{
	struct daxctl_region *region;

	(void)state;
	dax_dev(DAX_REGION(0), "dax0.0", GIB, GIB);
	tree_write(DAX_REGION(0) "/dax_region/align", "-1\n");
	region = daxctl_region_get_first(ctx);
	assert_int_equal(daxctl_region_get_size(region), ULLONG_MAX);
	assert_int_equal(daxctl_region_get_align(region), ULONG_MAX);
	assert_int_equal(daxctl_region_get_available_size(region), 0);
	assert_null(daxctl_region_get_dev_seed(region));
}

static void test_order(void **state)
{
	static const char *const names[] = { "dax2.0", "dax2.1", "dax2.10", "dax10.0" };
	struct daxctl_region *region, *next_region;
	struct daxctl_dev *dev, *next;
	size_t nr = 0;

	(void)state;
	dax_dev(DAX_REGION(10), "dax10.0", GIB, GIB);
	dax_dev(DAX_REGION(2), "dax2.10", GIB, GIB);
	dax_dev(DAX_REGION(2), "dax2.1", GIB, GIB);
	dax_dev(DAX_REGION(2), "dax2.0", GIB, GIB);
	daxctl_region_foreach(ctx, region)
		daxctl_dev_foreach(region, dev)
			assert_string_equal(daxctl_dev_get_devname(dev), names[nr++]);
	assert_int_equal(nr, 4);
	/* The same loops in their safe form. */
	nr = 0;
	daxctl_region_foreach_safe(ctx, region, next_region) {
		daxctl_dev_foreach_safe(region, dev, next)
			assert_string_equal(daxctl_dev_get_devname(dev), names[nr++]);
		daxctl_region_unref(region);
	}
	assert_int_equal(nr, 4);
	assert_null(daxctl_region_get_first(ctx));
}

static void test_dev(void **state)
{
	struct daxctl_dev *dev;

	(void)state;
	dax_dev(DAX_REGION(1), "dax1.2", 5 * GIB, 2 * GIB);
	dax_attr("dax1.2", "numa_node", "0\n");
	dev = daxctl_dev_get_by_name(ctx, "dax1.2");
	assert_non_null(dev);
	assert_null(daxctl_dev_get_next(dev));
	assert_ptr_equal(daxctl_dev_get_ctx(dev), ctx);
	assert_ptr_equal(daxctl_dev_get_region(dev), daxctl_region_get_first(ctx));
	assert_int_equal(daxctl_dev_get_id(dev), 2);
	assert_int_equal(daxctl_dev_get_size(dev), 2 * GIB);
	assert_int_equal(daxctl_dev_get_align(dev), 2 << 20);
	assert_int_equal(daxctl_dev_get_resource(dev), 5 * GIB);
	assert_int_equal(daxctl_dev_get_target_node(dev), 1);
	assert_int_equal(daxctl_dev_get_numa_node(dev), 0);
	assert_int_equal(daxctl_dev_get_major(dev), 252);
	assert_int_equal(daxctl_dev_get_minor(dev), 2);
	assert_true(daxctl_dev_is_present(dev));
	assert_null(daxctl_dev_get_by_name(ctx, "dax1.3"));
	assert_null(daxctl_dev_get_by_name(ctx, "dax1.2x"));
	assert_null(daxctl_dev_get_by_name(ctx, "1.2"));
}

static void test_dev_absent(void **state)
{
	static const char *const attrs[] = { "align", "target_node", "resource", "dev" };
	struct daxctl_dev *dev;

	(void)state;
	dax_dev(DAX_REGION(0), "dax0.0", GIB, GIB);
	for (size_t i = 0; i < 4; i++)
		dax_no_attr("dax0.0", attrs[i]);
	dev = daxctl_dev_get_first(daxctl_region_get_first(ctx));
	assert_int_equal(daxctl_dev_get_align(dev), 0);
	assert_int_equal(daxctl_dev_get_target_node(dev), -1);
	assert_int_equal(daxctl_dev_get_numa_node(dev), -1);
	assert_int_equal(daxctl_dev_get_resource(dev), 0);
	assert_int_equal(daxctl_dev_get_major(dev), -1);
	assert_int_equal(daxctl_dev_get_minor(dev), -1);
	assert_null(daxctl_mapping_get_first(dev));
	assert_int_equal(errno, 0);
	assert_int_equal(log_count(), 0);
}

static void test_read_error(void **state)
{
	struct daxctl_dev *dev;
	const char *what;

	(void)state;
	dax_dev(DAX_REGION(0), "dax0.0", 0, GIB);
	dax_attr("dax0.0", "align", "big\n");
	dev = daxctl_dev_get_first(daxctl_region_get_first(ctx));
	daxctl_clear_read_error(ctx);
	assert_int_equal(daxctl_dev_get_target_node(dev), 1);
	assert_int_equal(daxctl_get_read_error(ctx, &what), 0);
	assert_int_equal(daxctl_dev_get_numa_node(dev), -1);
	assert_int_equal(daxctl_get_read_error(ctx, NULL), -ENOENT);
	assert_int_equal(daxctl_dev_get_align(dev), 0);
	assert_int_equal(daxctl_get_read_error(ctx, &what), -EINVAL);
	assert_string_equal(what, "align");
	daxctl_clear_read_error(ctx);
	assert_int_equal(daxctl_get_read_error(ctx, &what), 0);
}

/* A malformed name, another region, no size, a dangling link. */
static void test_strange_names(void **state)
{
	struct daxctl_region *region;

	(void)state;
	dax_dev(DAX_REGION(0), "dax0.0", GIB, GIB);
	dax_dev(DAX_REGION(0), "dax0.1", GIB, GIB);
	dax_no_attr("dax0.1", "size");
	dax_dev(DAX_REGION(0), "dax0.2", GIB, GIB);
	dax_attr("dax0.2", "size", "much\n");
	dax_dev(DAX_REGION(0), "dax0.03", GIB, GIB);
	dax_dev(DAX_REGION(0), "dax0.4.5", GIB, GIB);
	dax_dev(DAX_REGION(0), "dax0.99999999999", GIB, GIB);
	tree_folder(DAX_REGION(0) "/dax7.0");
	tree_link("sys/bus/dax/devices/dax9.0", "../../../devices/gone/dax9.0");
	tree_link("sys/bus/dax/devices/dax8.0", "/dax8.0");
	tree_folder("dax8.0");
	region = daxctl_region_get_first(ctx);
	assert_int_equal(daxctl_region_get_id(region), 0);
	assert_null(daxctl_region_get_next(region));
	assert_int_equal(daxctl_dev_get_id(daxctl_dev_get_first(region)), 0);
	assert_null(daxctl_dev_get_next(daxctl_dev_get_first(region)));
}

/* /sys/class/dax of old kernels: the region is two directories above. */
static void test_class(void **state)
{
	struct daxctl_region *region;
	struct daxctl_dev *dev;

	(void)state;
	tree_write("sys/devices/ndbus0/region1/dax/dax1.0/size", "4096\n");
	tree_link("sys/class/dax/dax1.0", "../../devices/ndbus0/region1/dax/dax1.0");
	region = daxctl_region_get_first(ctx);
	assert_string_equal(daxctl_region_get_path(region), "/sys/devices/ndbus0/region1");
	dev = daxctl_dev_get_first(region);
	assert_int_equal(daxctl_dev_get_size(dev), 4096);
	assert_true(daxctl_dev_is_enabled(dev));
	assert_int_equal(daxctl_dev_get_mode(dev), DAXCTL_DEV_MODE_UNKNOWN);
	assert_int_equal(daxctl_dev_enable_devdax(dev), -EOPNOTSUPP);
	assert_int_equal(daxctl_dev_disable(dev), -EOPNOTSUPP);
	assert_int_equal(fault_total(), 0);
}

static void test_new_region(void **state)
{
	unsigned char id[16] = { 1, 2, 3 };
	struct daxctl_region *region;
	uuid_t uuid;

	(void)state;
	dax_dev(DAX_REGION(5), "dax5.0", GIB, GIB);
	assert_null(daxctl_new_region(ctx, 5, id, NULL));
	region = daxctl_new_region(ctx, 5, id, "/" DAX_REGION(5));
	assert_ptr_equal(daxctl_new_region(ctx, 5, NULL, "/" DAX_REGION(5)), region);
	daxctl_region_get_uuid(region, uuid);
	assert_memory_equal(uuid, id, 16);
	/* The scan finds the same region, and one that has no device stays. */
	assert_non_null(daxctl_new_region(ctx, 1, NULL, "/sys/devices/x/dax_region1"));
	assert_int_equal(daxctl_region_get_id(daxctl_region_get_first(ctx)), 1);
	assert_ptr_equal(daxctl_region_get_next(daxctl_region_get_first(ctx)), region);
	assert_null(daxctl_dev_get_first(daxctl_region_get_first(ctx)));
	assert_false(daxctl_region_is_present(daxctl_region_get_first(ctx)));
	assert_int_equal(daxctl_dev_get_id(daxctl_dev_get_first(region)), 0);
	/* With a second reference, releasing one frees nothing. */
	daxctl_region_ref(region);
	daxctl_region_unref(region);
	assert_int_equal(daxctl_region_get_id(region), 5);
	daxctl_region_unref(region);
	assert_null(daxctl_region_get_next(daxctl_region_get_first(ctx)));
}

static void test_iomem(void **state)
{
	(void)state;
	tree_write("proc/iomem", "00000000-00000fff : Reserved\n"
		   "100000000-2ffffffff : Soft Reserved\n"
		   "  100000000-1ffffffff : dax0.00\n"
		   "  140000000-17fffffff : dax0.0\n"
		   "  180000000-1bfffffff : dax0.0\n"
		   "  xyz-1bfffffff : dax0.1\n"
		   " : dax0.1\n-\n");
	dax_dev(DAX_REGION(0), "dax0.0", 0, GIB);
	dax_dev(DAX_REGION(0), "dax0.1", 0, GIB);
	dax_no_attr("dax0.0", "resource");
	assert_int_equal(daxctl_dev_get_resource(daxctl_dev_get_by_name(ctx, "dax0.0")),
			 0x140000000);
	assert_int_equal(daxctl_dev_get_resource(daxctl_dev_get_by_name(ctx, "dax0.1")), 0);
}

static void test_mappings(void **state)
{
	struct daxctl_mapping *mapping;
	struct daxctl_dev *dev;
	int nr = 0;

	(void)state;
	dax_dev(DAX_REGION(0), "dax0.0", GIB, 2 * GIB);
	for (int i = 0; i < 12; i++)
		dax_mapping("dax0.0", i, (i + 1) * GIB, (i + 2) * GIB - 1, i * 0x40000);
	/* A gap ends the list, and so does a malformed range. */
	dax_mapping("dax0.0", 13, GIB, 2 * GIB, 0);
	dax_mapping("dax0.0", 12, 2 * GIB, GIB, 0);
	dev = daxctl_dev_get_first(daxctl_region_get_first(ctx));
	daxctl_mapping_foreach(dev, mapping) {
		assert_int_equal(daxctl_mapping_get_start(mapping), (nr + 1) * GIB);
		assert_int_equal(daxctl_mapping_get_end(mapping), (nr + 2) * GIB - 1);
		assert_int_equal(daxctl_mapping_get_size(mapping), GIB);
		assert_int_equal(daxctl_mapping_get_offset(mapping), nr * 0x40000);
		nr++;
	}
	assert_int_equal(nr, 12);
}

/* A device created since the list was read is found; known ones stay the same objects. */
static void test_seed(void **state)
{
	struct daxctl_region *region;
	struct daxctl_dev *first;

	(void)state;
	dax_dev(DAX_REGION(0), "dax0.1", GIB, GIB);
	region = daxctl_region_get_first(ctx);
	first = daxctl_dev_get_first(region);
	dax_dev(DAX_REGION(0), "dax0.0", GIB, 0);
	tree_write(DAX_REGION(0) "/dax_region/seed", "dax0.0\n");
	assert_string_equal(daxctl_dev_get_devname(daxctl_region_get_dev_seed(region)), "dax0.0");
	assert_ptr_equal(daxctl_dev_get_next(daxctl_dev_get_first(region)), first);
	tree_write(DAX_REGION(0) "/dax_region/seed", "\n");
	assert_null(daxctl_region_get_dev_seed(region));
	tree_write(DAX_REGION(0) "/dax_region/seed", "dax0.7\n");
	assert_null(daxctl_region_get_dev_seed(region));
}

/* Parents as libnvdimm shows them: the UUID of the device, of its namespace, and neither. */
static void test_nvdimm(void **state)
{
	const char *parent = "sys/devices/platform/e820_pmem/ndbus0/region1/dax1.2";
	struct daxctl_region *region;
	char file[256];
	uuid_t uuid;

	(void)state;
	dax_dev(parent, "dax1.0", GIB, GIB);
	region = daxctl_region_get_first(ctx);
	assert_int_equal(daxctl_region_get_nvdimm_uuid(region, uuid), -ENOENT);
	assert_int_equal(daxctl_region_get_namespace_uuid(region, uuid), -ENOENT);
	snprintf(file, sizeof(file), "%s/uuid", parent);
	tree_write(file, "01020304-0506-0708-090a-0b0c0d0e0f10\n");
	assert_int_equal(daxctl_region_get_nvdimm_uuid(region, uuid), 0);
	assert_int_equal(uuid[15], 0x10);
	tree_write(file, "\n");
	assert_int_equal(daxctl_region_get_nvdimm_uuid(region, uuid), -ENOENT);
	/* Not the name of a namespace: nothing else is read. */
	snprintf(file, sizeof(file), "%s/namespace", parent);
	tree_write(file, "dax1.2\n");
	assert_int_equal(daxctl_region_get_namespace_uuid(region, uuid), -ENOENT);
	tree_write(file, "namespace1.3\n");
	assert_int_equal(daxctl_region_get_namespace_uuid(region, uuid), -ENOENT);
	tree_write("sys/devices/platform/e820_pmem/ndbus0/region1/namespace1.3/uuid",
		   "ff020304-0506-0708-090a-0b0c0d0e0f10\n");
	assert_int_equal(daxctl_region_get_namespace_uuid(region, uuid), 0);
	assert_int_equal(uuid[0], 0xff);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_none), TEST(test_nvdimm), TEST(test_unreadable), TEST(test_region),
		TEST(test_region_absent), TEST(test_order), TEST(test_dev),
		TEST(test_dev_absent), TEST(test_read_error), TEST(test_strange_names),
		TEST(test_class), TEST(test_new_region), TEST(test_iomem), TEST(test_mappings),
		TEST(test_seed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
