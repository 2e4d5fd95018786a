// SPDX-License-Identifier: GPL-2.0-or-later
/* Plans of regions (cxl/plan-*.c): what is chosen, and what the topology does not allow. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cxl/region/alternatives.h"
#include "cxl/region/options.h"
#include "test/double/fabric.h"
#include "test/double/machine.h"
#include "test/double/planned.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

static void test_best(void **state)
{
	(void)state;
	planned_look();
	assert_true(planned_make(planned_named("")));
	/* As large as the window over both bridges, pmem first, over as many ports as possible. */
	planned_assert("decoder0.1", 4, 4096, 8 * GIB, 4 * GIB, "0 4 2 1");
	assert_int_equal(planned.type, PLAN_PMEM);
	assert_true(planned_make(planned_of_type(planned_named(""), PLAN_RAM)));
	planned_assert("decoder0.1", 4, 4096, 8 * GIB, 4 * GIB, "0 1 2 3");
}

static void test_named(void **state)
{
	(void)state;
	planned_look();
	assert_true(planned_make(planned_named("0")));
	planned_assert("decoder0.0", 1, 256, 4 * GIB, GIB, "0");
	assert_true(planned_make(planned_named("2 0")));
	planned_assert("decoder0.0", 2, 256, 4 * GIB, 2 * GIB, "2 0");
	assert_true(planned_make(planned_named("2 3")));
	planned_assert("decoder0.1", 2, 4096, 8 * GIB, 2 * GIB, "2 3");
	assert_true(planned_make(planned_named("0 4")));
	planned_assert("decoder0.1", 2, 4096, 8 * GIB, 2 * GIB, "0 4");
	assert_true(planned_make(planned_named("2 1 0 3")));
	planned_assert("decoder0.1", 4, 4096, 8 * GIB, 4 * GIB, "2 1 0 3");
}

static void test_positions(void **state)
{
	(void)state;
	planned_look();
	planned_refused(planned_named("1 0"), "position");
	planned_refused_in(1, planned_named("0 2"), "bridge-share");
	planned_refused_in(1, planned_named("0 1 2 0"), "member-twice");
	planned_refused_in(0, planned_named("1"), "window-bridges");
	planned_refused(planned_named("0 1 2"), "window-ways");
	planned_refused(planned_named("0 1 3 2"), "position");
}

/* Members below one downstream port are N positions apart, N being the ways above it. */
static void test_distance(void **state)
{
	(void)state;
	/* mem5, mem6 beside the switch of mem0, mem2. */
	fabric_memdev(5, 1, GIB, GIB);
	fabric_port(5, 1, 2);
	fabric_memdev(6, 5, GIB, GIB);
	fabric_memdev(7, 5, GIB, GIB);
	planned_look();
	assert_true(planned_make(planned_named("0 6 2 7")));
	planned_refused(planned_named("0 2 6 7"), "position");
	planned_refused(planned_named("0 6 7 2"), "position");
	planned_refused(planned_named("0 5 6"), "window-ways");
}

static void test_numbers(void **state)
{
	struct plan_request request;

	(void)state;
	planned_look();
	request = planned_named("");
	request.ways = 5;
	planned_refused(request, "ways");
	request.ways = 12;
	planned_refused(request, "window-ways");
	request = planned_named("0 1");
	request.grain = 256;
	planned_refused_in(1, request, "window-granularity");
	request.grain = 300;
	planned_refused_in(1, request, "granularity");
	request = planned_named("0 1");
	request.size = 768 * MIB;
	planned_refused_in(1, request, "size");
	request.size = 4 * GIB;
	planned_refused_in(1, request, "member-space");
	request.size = 8 * GIB;
	planned_refused_in(1, request, "window-space");
	request = planned_named("0 1");
	request.ways = 4;
	planned_refused(request, "member-count");
}

static void test_granularity_of_ports(void **state)
{
	struct plan_request request;

	(void)state;
	planned_look();
	request = planned_named("0 2");
	request.grain = 16384;
	/* The bridge has one target, so the switch gets 16 KiB as well. */
	assert_true(planned_make(request));
	fabric_port(5, 1, 2);
	fabric_memdev(5, 5, GIB, GIB);
	fabric_memdev(6, 5, GIB, GIB);
	plan_machine_free(&planned_machine);
	machine_close(planned_ctx);
	planned_look();
	request = planned_named("0 5 2 6");
	request.grain = 16384;
	planned_refused(request, "port-granularity");
	request.grain = 8192;
	assert_true(planned_make(request));
	assert_int_equal(planned.grain_max, 8192);
}

static void test_types(void **state)
{
	struct plan_request request;

	(void)state;
	fabric_attr("decoder0.0/cap_ram", "0");
	planned_look();
	planned_refused_in(0, planned_of_type(planned_named("0"), PLAN_RAM), "window-type");
	planned_refused(planned_of_type(planned_named("0 4"), PLAN_RAM), "member-capacity");
	request = planned_of_type(planned_named("0 4"), PLAN_PMEM);
	assert_true(planned_make(request));
	/* A kernel without support for ram regions. */
	tree_remove("sys/bus/cxl/devices/decoder0.1/create_ram_region");
	plan_machine_free(&planned_machine);
	machine_close(planned_ctx);
	planned_look();
	planned_refused_in(1, planned_of_type(planned_named("0 1"), PLAN_RAM), "window-type");
	assert_non_null(strstr(planned_refusal.found, "create_ram_region"));
}

static void test_three_ways(void **state)
{
	(void)state;
	fabric_port(6, 0, 2);
	for (int i = 5; i < 10; i++)
		fabric_memdev(i, i < 8 ? 2 : 6, GIB, GIB);
	fabric_window(2, 32 * GIB, 12 * GIB, 3, 256, "1,2,6");
	planned_look();
	assert_true(planned_make(planned_named("0 1 8")));
	planned_assert("decoder0.2", 3, 256, 32 * GIB, 3 * GIB, "0 1 8");
	assert_true(planned_make(planned_named("0 1 8 2 5 9")));
	planned_assert("decoder0.2", 6, 256, 32 * GIB, 6 * GIB, "0 1 8 2 5 9");
	planned_refused_in(2, planned_named("0 8 1"), "position");
}

static void test_instead(void **state)
{
	struct plan others[3];
	struct plan_request request;

	(void)state;
	planned_look();
	request = planned_of_type(planned_named("1 0"), PLAN_RAM);
	planned_refused(request, "position");
	assert_true(plan_instead(&planned_machine, &request, others, 3) > 0);
	/* The same two, in the order that works. */
	assert_int_equal(others[0].ways, 2);
	assert_int_equal(cxl_memdev_get_id(others[0].members[0]->memdev), 0);
	assert_int_equal(cxl_memdev_get_id(others[0].members[1]->memdev), 1);
	assert_int_equal(others[0].type, PLAN_RAM);
}

/* A listed option can be created as listed: members, order and size. */
static void test_list(void **state)
{
	struct plan_request all;
	struct plan_list list;

	(void)state;
	planned_look();
	all = planned_named("");
	assert_int_equal(plan_list_make(&planned_machine, &all, &list), 0);
	assert_int_equal(list.nr, 8);
	for (size_t i = 0; i < list.nr; i++) {
		const struct plan *listed = &list.plans[i];
		struct plan_request request = {
			.members = planned_members, .nr_members = listed->ways, .ordered = true,
			.grain = listed->grain, .size = listed->size_max,
			.typed = true, .type = listed->type,
		};

		memcpy(planned_members, listed->members, sizeof(planned_members));
		assert_true(planned_make(request));
		assert_int_equal(planned.size_max, listed->size_max);
	}
	free(list.plans);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, planned_setup, planned_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_best), TEST(test_named), TEST(test_positions), TEST(test_distance),
		TEST(test_numbers), TEST(test_granularity_of_ports), TEST(test_types),
		TEST(test_three_ways), TEST(test_instead), TEST(test_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
