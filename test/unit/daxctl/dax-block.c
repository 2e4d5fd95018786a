// SPDX-License-Identifier: GPL-2.0-or-later
/* Memory blocks: of a device in any mode, and of a range of addresses. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "test/double/dax-machine.h"
#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define MEMORY "sys/devices/system/memory/"

static struct daxctl_ctx *ctx;
static struct daxctl_blocks *blocks;

static int setup(void **state)
{
	ctx = dax_begin(state);
	dax_blocks();
	blocks = NULL;
	fault.written = dax_obey;
	return 0;
}

static int teardown(void **state)
{
	daxctl_blocks_free(blocks);
	return dax_end(state, ctx);
}

static int count(void)
{
	struct daxctl_block *block;
	int nr = 0;

	daxctl_block_foreach(blocks, block)
		nr++;
	daxctl_blocks_free(blocks);
	blocks = NULL;
	return nr;
}

static int count_range(unsigned long long start, unsigned long long size)
{
	assert_int_equal(daxctl_blocks_of_range(ctx, start, size, &blocks), 0);
	return count();
}

static void test_range(void **state)
{
	struct daxctl_block *block;
	int id = 8;

	(void)state;
	for (int i = 0; i < 40; i++)
		dax_block(i, "offline", "Normal");
	dax_block_attr(7, "../memory_hotplug/x", "");
	dax_block_attr(7, "../memory08/x", "");
	dax_block_attr(7, "../memory9x/x", "");
	assert_int_equal(daxctl_blocks_of_range(ctx, 8 * DAX_BLOCK, 24 * DAX_BLOCK, &blocks), 0);
	daxctl_block_foreach(blocks, block) {
		assert_int_equal(daxctl_block_get_id(block), id);
		assert_int_equal(daxctl_block_get_start(block), id * DAX_BLOCK);
		assert_int_equal(daxctl_block_get_size(block), DAX_BLOCK);
		id++;
	}
	assert_int_equal(id, 32);
}

/* Only whole blocks; ranges at the limits of the number type. */
static void test_range_edges(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++)
		dax_block(i, "offline", "Normal");
	assert_int_equal(count_range(DAX_BLOCK, DAX_BLOCK), 1);
	assert_int_equal(count_range(DAX_BLOCK + 1, DAX_BLOCK), 0);
	assert_int_equal(count_range(DAX_BLOCK - 1, 2 * DAX_BLOCK), 1);
	assert_int_equal(count_range(DAX_BLOCK, DAX_BLOCK - 1), 0);
	assert_int_equal(count_range(DAX_BLOCK, 0), 0);
	assert_int_equal(count_range(0, ULLONG_MAX), 4);
	assert_int_equal(count_range(ULLONG_MAX, 1), 0);
	assert_int_equal(daxctl_blocks_of_range(ctx, 2, ULLONG_MAX, &blocks), -EINVAL);
}

/* Impossible block sizes and numbers. */
static void test_absurd(void **state)
{
	(void)state;
	dax_block(INT_MAX, "offline", "Normal");
	dax_block(3, "offline", "Normal");
	tree_write(MEMORY "block_size_bytes", "ffffffffffffffff\n");
	assert_int_equal(count_range(0, ULLONG_MAX), 0);
	tree_write(MEMORY "block_size_bytes", "4000000000000000\n");
	assert_int_equal(count_range(0, ULLONG_MAX), 0);
	tree_write(MEMORY "block_size_bytes", "1\n");
	assert_int_equal(count_range(0, ULLONG_MAX), 2);
	tree_write(MEMORY "block_size_bytes", "0x8000000\n");
	assert_int_equal(daxctl_blocks_of_range(ctx, 0, 1, &blocks), -ENOENT);
	tree_remove(MEMORY "block_size_bytes");
	assert_int_equal(daxctl_blocks_of_range(ctx, 0, 1, &blocks), -ENOENT);
}

static void test_of_dev(void **state)
{
	struct daxctl_dev *dev;

	(void)state;
	for (int i = 0; i < 40; i++)
		dax_block(i, "offline", "Normal");
	dax_dev(DAX_REGION(0), "dax0.0", 8 * DAX_BLOCK, 4 * DAX_BLOCK);
	dax_dev(DAX_REGION(0), "dax0.1", 8 * DAX_BLOCK, 4 * DAX_BLOCK);
	/* In two pieces, neither of which is at the start of the device. */
	dax_mapping("dax0.1", 0, 20 * DAX_BLOCK, 22 * DAX_BLOCK - 1, 0);
	dax_mapping("dax0.1", 1, 30 * DAX_BLOCK, 31 * DAX_BLOCK - 1, 0x10000);
	dev = daxctl_dev_get_by_name(ctx, "dax0.0");
	assert_int_equal(daxctl_blocks_of_dev(dev, &blocks), 0);
	assert_int_equal(count(), 4);
	dev = daxctl_dev_get_by_name(ctx, "dax0.1");
	assert_int_equal(daxctl_blocks_of_dev(dev, &blocks), 0);
	assert_int_equal(daxctl_block_get_id(daxctl_block_get_first(blocks)), 20);
	assert_int_equal(count(), 3);
	dax_dev(DAX_REGION(1), "dax1.0", 0, DAX_BLOCK);
	dev = daxctl_dev_get_first(daxctl_new_region(ctx, 1, NULL, "/" DAX_REGION(1)));
	assert_int_equal(daxctl_blocks_of_dev(dev, &blocks), -EACCES);
}

static struct daxctl_block *only_block(void)
{
	assert_int_equal(daxctl_blocks_of_range(ctx, 8 * DAX_BLOCK, DAX_BLOCK, &blocks), 0);
	return daxctl_block_get_first(blocks);
}

static void test_facts(void **state)
{
	struct daxctl_block *block;

	(void)state;
	dax_block(8, "online", "Movable");
	dax_block_attr(8, "node3/x", "");
	dax_block_attr(8, "node12/x", "");
	dax_block_attr(8, "nodes/x", "");
	block = only_block();
	assert_int_equal(daxctl_block_get_state(block), DAXCTL_BLOCK_ONLINE);
	assert_string_equal(daxctl_block_get_zones(block), "Movable");
	assert_int_equal(daxctl_block_is_removable(block), 1);
	assert_int_equal(daxctl_block_get_node(block), 3);
	dax_block(8, "going-offline", "Normal Movable");
	dax_block_attr(8, "removable", "0\n");
	assert_int_equal(daxctl_block_get_state(block), DAXCTL_BLOCK_GOING_OFFLINE);
	assert_string_equal(daxctl_block_get_zones(block), "Normal Movable");
	assert_int_equal(daxctl_block_is_removable(block), 0);
	dax_block(8, "offline", "none");
	assert_int_equal(daxctl_block_get_state(block), DAXCTL_BLOCK_OFFLINE);
	dax_block_attr(8, "removable", "2\n");
	assert_int_equal(daxctl_block_is_removable(block), -EINVAL);
}

static void test_absent(void **state)
{
	char zones[128];
	struct daxctl_block *block;

	(void)state;
	tree_folder(MEMORY "memory8");
	block = only_block();
	assert_int_equal(daxctl_block_get_state(block), DAXCTL_BLOCK_UNKNOWN);
	assert_null(daxctl_block_get_zones(block));
	assert_int_equal(errno, ENOENT);
	assert_int_equal(daxctl_block_is_removable(block), -ENOENT);
	assert_int_equal(daxctl_block_get_node(block), -1);
	dax_block_attr(8, "state", "on fire\n");
	assert_int_equal(daxctl_block_get_state(block), DAXCTL_BLOCK_UNKNOWN);
	memset(zones, 'x', sizeof(zones) - 1);
	zones[sizeof(zones) - 1] = '\0';
	dax_block_attr(8, "valid_zones", zones);
	assert_null(daxctl_block_get_zones(block));
	assert_int_equal(errno, EFBIG);
}

static void test_writes(void **state)
{
	static const char *const words[] = { "online", "online_kernel", "online_movable" };
	struct daxctl_block *block;

	(void)state;
	dax_block(8, "offline", "Normal Movable");
	block = only_block();
	for (int zone = DAXCTL_ONLINE_ANY; zone <= DAXCTL_ONLINE_MOVABLE; zone++) {
		assert_int_equal(daxctl_block_online(block, zone), 0);
		assert_string_equal(fault_op(FAULT_WRITE, zone)->path,
				    "/" MEMORY "memory8/state");
		assert_int_equal(fault_op(FAULT_WRITE, zone)->len, strlen(words[zone]));
		assert_memory_equal(fault_op(FAULT_WRITE, zone)->data, words[zone],
				    strlen(words[zone]));
	}
	assert_int_equal(daxctl_block_online(block, 3), -EINVAL);
	assert_int_equal(daxctl_block_get_state(block), DAXCTL_BLOCK_ONLINE);
	fault.fail_at = 4;
	fault.error = EBUSY;
	assert_int_equal(daxctl_block_offline(block), -EBUSY);
	assert_int_equal(daxctl_block_offline(block), 0);
	assert_int_equal(daxctl_block_get_state(block), DAXCTL_BLOCK_OFFLINE);
	fault.other_machine = true;
	assert_int_equal(daxctl_block_online(block, DAXCTL_ONLINE_ANY), -EROFS);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_range), TEST(test_range_edges), TEST(test_absurd), TEST(test_of_dev),
		TEST(test_facts), TEST(test_absent), TEST(test_writes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
