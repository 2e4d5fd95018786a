// SPDX-License-Identifier: GPL-2.0-or-later
/* The memory of a whole device: counted, online, offline; every write is made to fail. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/double/dax-machine.h"
#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

/* The device: blocks 32 to 35. */
#define FIRST	32
#define NR	4

static struct daxctl_ctx *ctx;
static struct daxctl_dev *dev;
static struct daxctl_memory *memory;

static int setup(void **state)
{
	ctx = dax_begin(state);
	dax_dev(DAX_REGION(0), "dax0.0", FIRST * DAX_BLOCK, NR * DAX_BLOCK);
	dax_bind("dax0.0", "kmem");
	dax_blocks();
	for (int i = FIRST - 1; i <= FIRST + NR; i++)
		dax_block(i, "offline", "Normal Movable");
	dev = daxctl_dev_get_first(daxctl_region_get_first(ctx));
	memory = daxctl_dev_get_memory(dev);
	fault.written = dax_obey;
	return memory ? 0 : -1;
}

static int teardown(void **state)
{
	return dax_end(state, ctx);
}

static void test_facts(void **state)
{
	(void)state;
	assert_ptr_equal(daxctl_dev_get_memory(dev), memory);
	assert_ptr_equal(daxctl_memory_get_dev(memory), dev);
	assert_string_equal(daxctl_memory_get_node_path(memory),
			    "/sys/devices/system/node/node1");
	assert_int_equal(daxctl_memory_get_block_size(memory), DAX_BLOCK);
	assert_int_equal(daxctl_memory_num_sections(memory), NR);
	assert_int_equal(daxctl_memory_is_online(memory), 0);
	assert_int_equal(daxctl_dev_has_online_memory(dev), 0);
	dax_block(FIRST + 1, "online", "Movable");
	dax_block(FIRST + NR, "online", "Movable");	/* of another device */
	assert_int_equal(daxctl_memory_is_online(memory), 1);
	assert_int_equal(daxctl_dev_has_online_memory(dev), 1);
}

static void test_not_ram(void **state)
{
	(void)state;
	assert_int_equal(daxctl_dev_disable(dev), 0);
	assert_null(daxctl_dev_get_memory(dev));
	/* Also after another program unbound it. */
	dax_bind("dax0.0", "kmem");
	assert_non_null(daxctl_dev_get_memory(dev));
	dax_unbind("dax0.0");
	assert_null(daxctl_dev_get_memory(dev));
	dax_block(FIRST, "online", "Movable");
	assert_int_equal(daxctl_dev_has_online_memory(dev), 0);
}

/* Each of the three calls: a count, or the reason for its absence. */
static void check_counts(int expected)
{
	assert_int_equal(daxctl_memory_num_sections(memory), expected);
	assert_int_equal(daxctl_memory_is_online(memory), expected);
	assert_int_equal(daxctl_memory_is_movable(memory), expected);
	assert_int_equal(daxctl_memory_online(memory), expected);
	assert_int_equal(daxctl_memory_offline(memory), expected);
}

static void test_no_address(void **state)
{
	(void)state;
	dax_attr("dax0.0", "resource", "0x0\n");
	check_counts(-EACCES);
}

static void test_no_blocks(void **state)
{
	(void)state;
	tree_write("sys/devices/system/memory/block_size_bytes", "0\n");
	check_counts(-ENOENT);
	tree_write("sys/devices/system/memory/block_size_bytes", "many\n");
	check_counts(-ENOENT);
	assert_int_equal(daxctl_memory_get_block_size(memory), 0);
}

static void test_no_node(void **state)
{
	(void)state;
	dax_dev(DAX_REGION(1), "dax1.0", 1ULL << 30, DAX_BLOCK);
	dax_no_attr("dax1.0", "target_node");
	dax_bind("dax1.0", "kmem");
	memory = daxctl_dev_get_memory(
		daxctl_dev_get_first(daxctl_new_region(ctx, 1, NULL, "/" DAX_REGION(1))));
	assert_non_null(memory);
	assert_null(daxctl_memory_get_node_path(memory));
	check_counts(-ENXIO);
}

static void test_movable(void **state)
{
	(void)state;
	assert_int_equal(daxctl_memory_is_movable(memory), -ENXIO);
	for (int i = 0; i < NR; i++)
		dax_block(FIRST + i, "online", "Movable");
	assert_int_equal(daxctl_memory_is_movable(memory), 1);
	dax_block(FIRST + 2, "online", "Normal");
	assert_int_equal(daxctl_memory_is_movable(memory), 0);
	dax_block(FIRST + 2, "online", "Normal Movable");
	assert_int_equal(daxctl_memory_is_movable(memory), 0);
	tree_remove("sys/devices/system/memory/memory34/valid_zones");
	assert_int_equal(daxctl_memory_is_movable(memory), -ENOENT);
}

static void wrote(size_t nr, int block, const char *text)
{
	char path[128];

	snprintf(path, sizeof(path), "/sys/devices/system/memory/memory%d/state", block);
	assert_written(nr, path, text);
}

static void test_online(void **state)
{
	(void)state;
	assert_int_equal(daxctl_memory_online(memory), NR);
	assert_int_equal(fault_count(FAULT_WRITE), NR);
	for (int i = 0; i < NR; i++)
		wrote(i, FIRST + i, "online_movable");
	assert_int_equal(daxctl_memory_is_movable(memory), 1);
	/* Again: in that zone it succeeds, in another one it does not. */
	assert_int_equal(daxctl_memory_online(memory), 0);
	assert_int_equal(daxctl_memory_online_no_movable(memory), -EBUSY);
	assert_non_null(strstr(logged(), "online in the movable zone"));
	assert_int_equal(fault_count(FAULT_WRITE), NR);
}

static void test_online_rest(void **state)
{
	(void)state;
	dax_block(FIRST + 1, "online", "Normal");
	assert_int_equal(daxctl_memory_online_no_movable(memory), NR - 1);
	wrote(1, FIRST + 2, "online");
	assert_int_equal(daxctl_memory_online_no_movable(memory), 0);
	assert_int_equal(daxctl_memory_online(memory), -EBUSY);
	assert_non_null(strstr(logged(), "another than the movable"));
}

static void test_online_fails(void **state)
{
	(void)state;
	fault.fail_at = 3;
	fault.error = EINVAL;
	assert_int_equal(daxctl_memory_online(memory), -EINVAL);
	assert_int_equal(fault_count(FAULT_WRITE), 3);
	assert_int_equal(daxctl_memory_is_online(memory), 2);
	assert_non_null(strstr(logged(), "memory34/state"));
	/* The next call handles the rest. */
	assert_int_equal(daxctl_memory_online(memory), 2);
}

/* A udev rule sees the first block, and handles the others first. */
static int all_online(const char *path, const char *data, size_t len)
{
	(void)path;
	(void)data;
	(void)len;
	for (int i = 0; i < NR; i++)
		dax_block(FIRST + i, "online", "Normal");
	return 0;
}

/* The kernel refuses the first one for that reason. */
static int all_online_but_us(const char *path, const char *data, size_t len)
{
	all_online(path, data, len);
	return EINVAL;
}

static void test_online_race(void **state)
{
	(void)state;
	fault.written = all_online;
	assert_int_equal(daxctl_memory_online(memory), 1);
	assert_int_equal(daxctl_memory_online(memory), -EBUSY);
	assert_int_equal(daxctl_memory_online_no_movable(memory), 0);
	assert_int_equal(fault_count(FAULT_WRITE), 1);
	dax_block(FIRST, "offline", "Normal");
	fault.written = all_online_but_us;
	assert_int_equal(daxctl_memory_online_no_movable(memory), 0);
	assert_int_equal(fault_count(FAULT_WRITE), 2);
}

static void test_offline(void **state)
{
	(void)state;
	assert_int_equal(daxctl_memory_offline(memory), 0);
	assert_int_equal(daxctl_memory_online(memory), NR);
	assert_int_equal(daxctl_memory_offline(memory), NR);
	for (int i = 0; i < NR; i++)
		wrote(NR + i, FIRST + i, "offline");
	assert_int_equal(daxctl_memory_is_online(memory), 0);
}

static void test_offline_fails(void **state)
{
	(void)state;
	assert_int_equal(daxctl_memory_online(memory), NR);
	fault.fail_at = NR + 2;
	fault.error = EBUSY;
	assert_int_equal(daxctl_memory_offline(memory), -EBUSY);
	assert_int_equal(daxctl_memory_is_online(memory), NR - 1);
	dax_block_attr(FIRST + 2, "removable", "0\n");
	assert_int_equal(daxctl_memory_offline(memory), -EOPNOTSUPP);
	assert_non_null(strstr(logged(), "block 34 is not removable"));
	/* If the kernel does not report it, the write is tried. */
	tree_remove("sys/devices/system/memory/memory34/removable");
	assert_int_equal(daxctl_memory_offline(memory), 2);
}

static void test_auto_online(void **state)
{
	static const struct {
		const char *text;
		int expected;
	} rows[] = {
		{ "offline\n", 0 }, { "online\n", 1 }, { "online_movable\n", 1 },
		{ "online_kernel\n", 1 }, { "\n", 0 },
	};

	(void)state;
	assert_int_equal(daxctl_dev_will_auto_online_memory(dev), 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		tree_write("sys/devices/system/memory/auto_online_blocks", rows[i].text);
		assert_int_equal(daxctl_dev_will_auto_online_memory(dev), rows[i].expected);
	}
}

static void test_other_machine(void **state)
{
	(void)state;
	fault.other_machine = true;
	assert_int_equal(daxctl_memory_online(memory), -EROFS);
	dax_block(FIRST, "online", "Movable");
	assert_int_equal(daxctl_memory_offline(memory), -EROFS);
	assert_int_equal(fault_total(), 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_facts), TEST(test_not_ram), TEST(test_no_address),
		TEST(test_no_blocks), TEST(test_no_node), TEST(test_movable),
		TEST(test_online), TEST(test_online_rest), TEST(test_online_fails),
		TEST(test_online_race), TEST(test_offline), TEST(test_offline_fails),
		TEST(test_auto_online), TEST(test_other_machine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
