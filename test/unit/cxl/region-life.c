// SPDX-License-Identifier: GPL-2.0-or-later
/* Regions that appear and disappear, and their driver (lib/cxl/region-create.c). */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/double/topology.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

static struct cxl_ctx *ctx;
static struct cxl_decoder *window, *first;

static int setup(void **state)
{
	ctx = machine_begin(state);
	topology_make();
	window = cxl_decoder_get_by_name(ctx, "decoder0.0");
	first = cxl_decoder_get_by_name(ctx, "decoder2.0");
	fault_begin();
	fault.written = topology_obey;
	return !window || !first;
}

static int teardown(void **state)
{
	return machine_end(state, ctx);
}

/* In the order of addresses, also if the address is set later. */
static void test_order_and_extent(void **state)
{
	const unsigned long long gib = 1ULL << 30;
	struct cxl_region *low, *high;

	(void)state;
	assert_true(cxl_decoder_get_max_available_extent(window) == 4 * gib);
	high = cxl_decoder_create_ram_region(window);
	low = cxl_decoder_create_pmem_region(window);
	assert_true(cxl_decoder_get_max_available_extent(window) == 4 * gib);
	topology_attr("region0/resource", "0x140000000\n");
	assert_int_equal(cxl_region_set_size(high, gib), 0);
	/* A region without an address sorts before all others. */
	assert_ptr_equal(cxl_region_get_first(window), low);
	assert_true(cxl_decoder_get_max_available_extent(window) == 2 * gib);
	topology_attr("region1/resource", "0x180000000\n");
	assert_int_equal(cxl_region_set_size(low, gib), 0);
	assert_ptr_equal(cxl_region_get_first(window), high);
	assert_ptr_equal(cxl_region_get_next(high), low);
	assert_null(cxl_region_get_next(low));
	assert_true(cxl_decoder_get_max_available_extent(window) == gib);
	assert_int_equal(cxl_region_delete(high), 0);
	assert_ptr_equal(cxl_region_get_first(window), low);
	assert_null(cxl_region_get_next(low));
	assert_true(cxl_decoder_get_max_available_extent(window) == 2 * gib);
	/* A held reference stays valid. */
	assert_string_equal(cxl_region_get_devname(high), "region0");
	assert_false(cxl_region_is_present(high));
	assert_ptr_equal(cxl_region_get_ctx(high), ctx);
	assert_int_equal(cxl_region_set_size(high, gib), 0);
	assert_ptr_equal(cxl_region_get_first(window), low);
}

static int others_are_faster(const char *path, const char *data, size_t len)
{
	if (!strstr(path, "create_"))
		return topology_obey(path, data, len);
	topology_obey(path, data, len);
	fault.written = topology_obey;
	return EBUSY;
}

static void test_create_race(void **state)
{
	struct cxl_region *region;

	(void)state;
	fault.written = others_are_faster;
	region = cxl_decoder_create_ram_region(window);
	assert_non_null(region);
	assert_string_equal(cxl_region_get_devname(region), "region1");
	assert_int_equal(fault_count(FAULT_WRITE), 2);
}

static int always_busy(const char *path, const char *data, size_t len)
{
	(void)path;
	(void)data;
	(void)len;
	return EBUSY;
}

static void test_create_fails(void **state)
{
	(void)state;
	errno = 0;
	assert_null(cxl_decoder_create_ram_region(first));
	assert_int_equal(errno, EINVAL);
	assert_int_equal(fault_count(FAULT_WRITE), 0);
	fault.fail_at = fault_total() + 1;
	fault.error = ENOMEM;
	assert_null(cxl_decoder_create_pmem_region(window));
	assert_int_equal(errno, ENOMEM);
	fault.written = always_busy;
	assert_null(cxl_decoder_create_pmem_region(window));
	assert_int_equal(errno, EBUSY);
	assert_in_range(fault_count(FAULT_WRITE), 3, 50);
	tree_write(DEVICES "decoder0.0/create_ram_region", "nonsense\n");
	fault.written = NULL;
	assert_null(cxl_decoder_create_ram_region(window));
	assert_int_equal(errno, EINVAL);
	tree_remove(DEVICES "decoder0.0/create_ram_region");
	assert_null(cxl_decoder_create_ram_region(window));
	assert_int_equal(errno, EOPNOTSUPP);
	assert_null(cxl_region_get_first(window));
}

/* The same name again is a new object, and only the new one is in the list. */
static void test_create_again(void **state)
{
	struct cxl_region *old = cxl_decoder_create_ram_region(window), *new;

	(void)state;
	topology_remove("region0");	/* by another program */
	topology_attr("decoder0.0/create_ram_region", "region0\n");
	new = cxl_decoder_create_ram_region(window);
	assert_ptr_not_equal(old, new);
	assert_ptr_equal(cxl_region_get_first(window), new);
	assert_null(cxl_region_get_next(new));
}

static void test_enabled(void **state)
{
	struct cxl_region *region = cxl_decoder_create_ram_region(window);
	size_t before;

	(void)state;
	topology_attr("region0/interleave_ways", "2\n");
	assert_int_equal(cxl_region_disable(region), 0);	/* it is already */
	before = fault_count(FAULT_WRITE);
	assert_int_equal(cxl_region_enable(region), 0);
	assert_written(before, "drivers/cxl_region/bind", "region0\n");
	assert_int_equal(cxl_region_is_enabled(region), 1);
	before = fault_count(FAULT_WRITE);
	assert_int_equal(cxl_region_delete(region), -EBUSY);
	assert_int_equal(cxl_region_clear_target(region, 0), -EBUSY);
	assert_int_equal(cxl_region_clear_all_targets(region), -EBUSY);
	assert_string_equal(logged(), "region0: cannot detach its targets: the region is enabled");
	assert_int_equal(fault_count(FAULT_WRITE), before);
	assert_int_equal(cxl_region_disable(region), 0);
	assert_written(before, "region0/driver/unbind", "region0\n");
	assert_int_equal(cxl_region_is_enabled(region), 0);
	before = fault_count(FAULT_WRITE);
	assert_int_equal(cxl_region_clear_all_targets(region), 0);
	assert_written(before, "region0/target0", "\n");
	assert_written(before + 1, "region0/target1", "\n");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_order_and_extent),
		TEST(test_create_race),
		TEST(test_create_fails),
		TEST(test_create_again),
		TEST(test_enabled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
