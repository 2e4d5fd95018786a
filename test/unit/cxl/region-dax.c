// SPDX-License-Identifier: GPL-2.0-or-later
/* From a CXL region to its dax region (lib/cxl/region-dax.c). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include "test/double/dax-machine.h"
#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define ROOT	"sys/devices/platform/ACPI0017:00/root0"
#define REGION	ROOT "/decoder0.0/region4"
#define DAX	REGION "/dax_region4"

static struct cxl_ctx *ctx;
static struct cxl_region *region;

static void on_bus(const char *name, const char *path)
{
	char link[256], target[256];

	snprintf(link, sizeof(link), "sys/bus/cxl/devices/%s", name);
	snprintf(target, sizeof(target), "../../../../%s", path);
	tree_folder(path);
	tree_link(link, target);
}

static int setup(void **state)
{
	ctx = machine_begin(state);
	on_bus("root0", ROOT);
	on_bus("decoder0.0", ROOT "/decoder0.0");
	on_bus("region4", REGION);
	tree_write(REGION "/uuid", "01020304-0506-0708-090a-0b0c0d0e0f10\n");
	region = cxl_region_get_first(cxl_decoder_get_first(
		cxl_bus_get_port(cxl_bus_get_first(ctx))));
	return region ? 0 : -1;
}

static int teardown(void **state)
{
	return machine_end(state, ctx);
}

static void test_dax_region(void **state)
{
	struct daxctl_region *dax;
	uuid_t uuid;

	(void)state;
	dax_dev(DAX, "dax4.0", 1ULL << 32, 1ULL << 28);
	dax = cxl_region_get_daxctl_region(region);
	assert_non_null(dax);
	assert_ptr_equal(cxl_region_get_daxctl_region(region), dax);
	assert_int_equal(daxctl_region_get_id(dax), 4);
	assert_string_equal(daxctl_region_get_path(dax), "/" DAX);
	daxctl_region_get_uuid(dax, uuid);
	assert_int_equal(uuid[15], 16);
	assert_string_equal(daxctl_dev_get_devname(daxctl_dev_get_first(dax)), "dax4.0");
	assert_int_equal(daxctl_dev_get_size(daxctl_dev_get_first(dax)), 1ULL << 28);
	/* A scan of all regions finds the same one. */
	assert_ptr_equal(daxctl_region_get_first(daxctl_region_get_ctx(dax)), dax);
}

/* Not yet there; the next call finds it. */
static void test_later(void **state)
{
	(void)state;
	errno = EPERM;
	assert_null(cxl_region_get_daxctl_region(region));
	assert_int_equal(errno, 0);
	tree_folder(DAX);
	assert_non_null(cxl_region_get_daxctl_region(region));
	assert_null(daxctl_dev_get_first(cxl_region_get_daxctl_region(region)));
}

/* The messages of libdaxctl go to the log of libcxl, at the same priority. */
static void test_log(void **state)
{
	struct daxctl_region *dax;

	(void)state;
	tree_folder(DAX);
	tree_write(DAX "/dax_region/size", "much\n");
	dax = cxl_region_get_daxctl_region(region);
	assert_int_equal(daxctl_region_get_size(dax), ~0ULL);
	assert_int_equal(log_count(), 0);
	assert_int_equal(daxctl_region_create_dev(dax), 0);
	fault.fail_at = fault_total() + 1;
	fault.error = ENOSPC;
	assert_int_equal(daxctl_region_create_dev(dax), -ENOSPC);
	assert_non_null(strstr(logged(), "dax_region/create"));
	assert_int_equal(log_count(), 1);
}

static void test_log_priority(void **state)
{
	struct daxctl_region *dax;

	(void)state;
	cxl_set_log_priority(ctx, LOG_DEBUG);
	tree_folder(DAX);
	dax = cxl_region_get_daxctl_region(region);
	assert_int_equal(daxctl_get_log_priority(daxctl_region_get_ctx(dax)), LOG_DEBUG);
}

/* The kernel reuses names: the dax region of the next region is a new object. */
static void test_again(void **state)
{
	struct daxctl_region *dax;

	(void)state;
	dax_dev(DAX, "dax4.0", 1ULL << 32, 1ULL << 28);
	dax = cxl_region_get_daxctl_region(region);
	assert_int_equal(daxctl_dev_get_size(daxctl_dev_get_first(dax)), 1ULL << 28);
	assert_int_equal(cxl_region_delete(region), 0);
	tree_write(ROOT "/decoder0.0/create_ram_region", "region4\n");
	tree_write(DAX "/dax4.0/size", "536870912\n");
	region = cxl_decoder_create_ram_region(cxl_decoder_get_first(
		cxl_bus_get_port(cxl_bus_get_first(ctx))));
	assert_non_null(region);
	dax = cxl_region_get_daxctl_region(region);
	assert_non_null(dax);
	assert_int_equal(daxctl_dev_get_size(daxctl_dev_get_first(dax)), 1ULL << 29);
	assert_null(daxctl_region_get_next(daxctl_region_get_first(daxctl_region_get_ctx(dax))));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_dax_region), TEST(test_later), TEST(test_log), TEST(test_log_priority),
		TEST(test_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
