// SPDX-License-Identifier: GPL-2.0-or-later
/* Plans of regions (cxl/plan-*.c) on made-up machines: what is chosen, what is refused. */
#include <stdio.h>
#include <string.h>

#include "../../cxl/plan-instead.h"
#include "../../cxl/plan-list.h"
#include "support/fabric.h"
#include "support/machine.h"
#include "support/platform-fault.h"
#include "support/test.h"
#include "support/tree.h"

static struct cxl_ctx *ctx;
static struct plan_machine machine;
static struct plan plan;
static struct plan_refusal refusal;

/*
 * Two host bridges with a switch each; below port 3: mem0, mem2, below port 4: mem1,
 * mem3; mem4 is directly below bridge 2. Windows: 0 of bridge 1, 1 over both.
 */
static int setup(void **state)
{
	int rc = tree_setup(state);

	fault_begin();
	fabric_begin();
	fabric_port(1, 0, 2);
	fabric_port(2, 0, 2);
	fabric_port(3, 1, 2);
	fabric_port(4, 2, 2);
	for (int i = 0; i < 4; i++)
		fabric_memdev(i, i % 2 ? 4 : 3, GIB, GIB);
	fabric_memdev(4, 2, 0, 2 * GIB);
	fabric_window(0, 4 * GIB, 4 * GIB, 1, 256, "1");
	fabric_window(1, 8 * GIB, 4 * GIB, 2, 4096, "1,2");
	return rc;
}

static void look(void)
{
	ctx = machine_open();
	assert_int_equal(plan_machine_read(&machine, ctx), 0);
}

static int teardown(void **state)
{
	plan_machine_free(&machine);
	machine_close(ctx);
	ctx = NULL;
	fault_end();
	return tree_teardown(state);
}

static struct plan_member *members[PLAN_WAYS_MAX];

/* A request by memdev numbers, "0 1 2 3"; "": all, in any order. */
static struct plan_request named(const char *numbers)
{
	struct plan_request request = { .members = machine.members,
					.nr_members = machine.nr_members };

	if (!*numbers)
		return request;
	request = (struct plan_request){ .members = members, .ordered = true };
	for (; *numbers; numbers++)
		if (*numbers != ' ')
			members[request.nr_members++] = machine.members[*numbers - '0'];
	return request;
}

static bool make(struct plan_request request)
{
	return plan_make(&machine, &request, &plan, &refusal);
}

static struct plan_request of_type(struct plan_request request, enum plan_type type)
{
	request.typed = true;
	request.type = type;
	return request;
}

static void assert_plan(const char *window, unsigned int ways, unsigned int grain,
			unsigned long long start, unsigned long long size, const char *numbers)
{
	char got[3 * PLAN_WAYS_MAX] = "";

	assert_string_equal(cxl_decoder_get_devname(plan.window->decoder), window);
	assert_int_equal(plan.ways, ways);
	assert_int_equal(plan.grain, grain);
	assert_int_equal(plan.start, start);
	assert_int_equal(plan.size, size);
	for (unsigned int i = 0; i < plan.ways; i++)
		snprintf(got + strlen(got), sizeof(got) - strlen(got), "%s%d", i ? " " : "",
			 cxl_memdev_get_id(plan.members[i]->memdev));
	assert_string_equal(got, numbers);
}

static void assert_refused(struct plan_request request, const char *rule)
{
	assert_false(make(request));
	assert_non_null(refusal.rule);
	assert_string_equal(refusal.rule, rule);
	assert_true(refusal.must[0] && refusal.found[0] && refusal.what[0]);
}

/* A request that is refused in one window only, with the rule of that one. */
static void assert_refused_in(int window, struct plan_request request, const char *rule)
{
	for (size_t i = 0; i < machine.nr_windows; i++)
		machine.windows[i].excluded = (int)i != window;
	assert_refused(request, rule);
	for (size_t i = 0; i < machine.nr_windows; i++)
		machine.windows[i].excluded = false;
}

static void test_best(void **state)
{
	(void)state;
	look();
	assert_true(make(named("")));
	/* As large as the window over both bridges, pmem first, over as many ports as can be. */
	assert_plan("decoder0.1", 4, 4096, 8 * GIB, 4 * GIB, "0 4 2 1");
	assert_int_equal(plan.type, PLAN_PMEM);
	assert_true(make(of_type(named(""), PLAN_RAM)));
	assert_plan("decoder0.1", 4, 4096, 8 * GIB, 4 * GIB, "0 1 2 3");
}

static void test_named(void **state)
{
	(void)state;
	look();
	assert_true(make(named("0")));
	assert_plan("decoder0.0", 1, 256, 4 * GIB, GIB, "0");
	assert_true(make(named("2 0")));
	assert_plan("decoder0.0", 2, 256, 4 * GIB, 2 * GIB, "2 0");
	assert_true(make(named("2 3")));
	assert_plan("decoder0.1", 2, 4096, 8 * GIB, 2 * GIB, "2 3");
	assert_true(make(named("0 4")));
	assert_plan("decoder0.1", 2, 4096, 8 * GIB, 2 * GIB, "0 4");
	assert_true(make(named("2 1 0 3")));
	assert_plan("decoder0.1", 4, 4096, 8 * GIB, 4 * GIB, "2 1 0 3");
}

static void test_positions(void **state)
{
	(void)state;
	look();
	assert_refused(named("1 0"), "position");
	assert_refused_in(1, named("0 2"), "bridge-share");
	assert_refused_in(1, named("0 1 2 0"), "member-twice");
	assert_refused_in(0, named("1"), "window-bridges");
	assert_refused(named("0 1 2"), "window-ways");
	assert_refused(named("0 1 3 2"), "position");
}

/* Positions of members below one downstream port are as far apart as its width. */
static void test_distance(void **state)
{
	(void)state;
	/* mem5, mem6 beside the switch of mem0, mem2. */
	fabric_memdev(5, 1, GIB, GIB);
	fabric_port(5, 1, 2);
	fabric_memdev(6, 5, GIB, GIB);
	fabric_memdev(7, 5, GIB, GIB);
	look();
	assert_true(make(named("0 6 2 7")));
	assert_refused(named("0 2 6 7"), "position");
	assert_refused(named("0 6 7 2"), "position");
	assert_refused(named("0 5 6"), "window-ways");
}

static void test_numbers(void **state)
{
	struct plan_request request;

	(void)state;
	look();
	request = named("");
	request.ways = 5;
	assert_refused(request, "ways");
	request.ways = 12;
	assert_refused(request, "window-ways");
	request = named("0 1");
	request.grain = 256;
	assert_refused_in(1, request, "window-granularity");
	request.grain = 300;
	assert_refused_in(1, request, "granularity");
	request = named("0 1");
	request.size = 768 * MIB;
	assert_refused_in(1, request, "size");
	request.size = 4 * GIB;
	assert_refused_in(1, request, "member-space");
	request.size = 8 * GIB;
	assert_refused_in(1, request, "window-space");
	request = named("0 1");
	request.ways = 4;
	assert_refused(request, "member-count");
}

static void test_granularity_of_ports(void **state)
{
	struct plan_request request;

	(void)state;
	look();
	request = named("0 2");
	request.grain = 16384;
	/* The bridge has one target, so the switch gets 16 KiB as well. */
	assert_true(make(request));
	fabric_port(5, 1, 2);
	fabric_memdev(5, 5, GIB, GIB);
	fabric_memdev(6, 5, GIB, GIB);
	plan_machine_free(&machine);
	machine_close(ctx);
	look();
	request = named("0 5 2 6");
	request.grain = 16384;
	assert_refused(request, "port-granularity");
	request.grain = 8192;
	assert_true(make(request));
	assert_int_equal(plan.grain_max, 8192);
}

static void test_types(void **state)
{
	struct plan_request request;

	(void)state;
	fabric_attr("decoder0.0/cap_ram", "0");
	look();
	assert_refused_in(0, of_type(named("0"), PLAN_RAM), "window-type");
	assert_refused(of_type(named("0 4"), PLAN_RAM), "member-capacity");
	request = of_type(named("0 4"), PLAN_PMEM);
	assert_true(make(request));
}

/* A decoder of an endpoint that is in a region: region 0 at the start of window 1. */
static void use(int memdev, int decoder, const char *mode, unsigned long long start,
		unsigned long long size)
{
	char file[64];

	snprintf(file, sizeof(file), "decoder%d.%d/mode", 100 + memdev, decoder);
	fabric_attr(file, "%s", mode);
	snprintf(file, sizeof(file), "decoder%d.%d/dpa_resource", 100 + memdev, decoder);
	fabric_attr(file, "%#llx", start);
	snprintf(file, sizeof(file), "decoder%d.%d/dpa_size", 100 + memdev, decoder);
	fabric_attr(file, "%#llx", size);
	snprintf(file, sizeof(file), "decoder%d.%d/size", 100 + memdev, decoder);
	fabric_attr(file, "%#llx", size);
	snprintf(file, sizeof(file), "decoder%d.%d/region", 100 + memdev, decoder);
	fabric_attr(file, "region0");
}

static void test_capacity(void **state)
{
	(void)state;
	fabric_region(0, 0, 4 * GIB, 256 * MIB);
	use(0, 0, "ram", 0, 256 * MIB);
	use(2, 0, "pmem", GIB, 256 * MIB);
	look();
	assert_true(make(of_type(named("0"), PLAN_RAM)));
	assert_plan("decoder0.0", 1, 256, 4 * GIB + 256 * MIB, 768 * MIB, "0");
	assert_string_equal(cxl_decoder_get_devname(plan.members[0]->endpoint->decoder),
			    "decoder100.1");
	assert_int_equal(plan.members[0]->start[PLAN_RAM], 256 * MIB);
	assert_int_equal(plan.members[0]->skip, 768 * MIB);
	/* ram in front of pmem that is in use is lost. */
	assert_refused(of_type(named("2"), PLAN_RAM), "member-free");
	assert_true(make(of_type(named("2"), PLAN_PMEM)));
	assert_int_equal(plan.size, 768 * MIB);
}

static void test_uncommitted(void **state)
{
	(void)state;
	fabric_region(0, 0, 4 * GIB, 256 * MIB);
	fabric_attr("region0/commit", "0");
	use(0, 0, "ram", 0, 256 * MIB);
	fabric_attr("decoder1.0/region", "region0");
	fabric_attr("decoder3.0/region", "region0");
	look();
	assert_refused(named("0"), "capacity-order");
	assert_refused(named("2"), "decoder-order");
	assert_true(make(named("4 ")) == false);
	assert_string_equal(refusal.rule, "window-bridges");
}

static void test_no_decoder(void **state)
{
	(void)state;
	fabric_region(0, 0, 4 * GIB, 256 * MIB);
	fabric_region(1, 0, 4 * GIB + 256 * MIB, 256 * MIB);
	fabric_attr("decoder3.0/region", "region0");
	fabric_attr("decoder3.1/region", "region1");
	look();
	assert_refused(named("0"), "free-decoder");
}

/* The first hole of the window is below a region that is on the way. */
static void test_address_order(void **state)
{
	struct plan_request request;

	(void)state;
	fabric_region(0, 0, 5 * GIB, 256 * MIB);
	fabric_attr("decoder1.0/region", "region0");
	fabric_attr("decoder3.0/region", "region0");
	look();
	request = named("0");
	request.size = 512 * MIB;
	assert_refused_in(0, request, "address-order");
	/* Larger than that hole, it goes behind the region. */
	request = named("0 2");
	request.size = 2 * GIB;
	assert_true(make(request));
	assert_int_equal(plan.start, 5 * GIB + 256 * MIB);
}

static void test_reserved(void **state)
{
	(void)state;
	use(0, 0, "pmem", GIB, 512 * MIB);
	fabric_attr("decoder100.0/size", "0");
	fabric_attr("decoder100.0/region", "%s", "");
	look();
	/* It is given anew. */
	assert_true(make(of_type(named("0"), PLAN_PMEM)));
	assert_int_equal(plan.size, GIB);
	assert_int_equal(plan.members[0]->reserved, 512 * MIB);
	use(0, 1, "pmem", GIB + 512 * MIB, 256 * MIB);
	fabric_attr("decoder100.1/size", "0");
	fabric_attr("decoder100.1/region", "%s", "");
	plan_machine_free(&machine);
	machine_close(ctx);
	look();
	assert_refused(of_type(named("0"), PLAN_PMEM), "capacity-order");
}

static void test_qos(void **state)
{
	struct plan_request request;

	(void)state;
	fabric_attr("decoder0.1/qos_class", "1");
	fabric_attr("decoder0.0/qos_class", "2");
	for (int i = 0; i < 4; i++) {
		char file[32];

		snprintf(file, sizeof(file), "mem%d/pmem/qos_class", i);
		fabric_attr(file, "2");
	}
	look();
	/* The window of the same class, though the other has room for more. */
	request = of_type(named(""), PLAN_PMEM);
	assert_true(make(request));
	assert_plan("decoder0.0", 2, 256, 4 * GIB, 2 * GIB, "0 2");
	assert_null(plan.qos_mismatch);
	request = of_type(named("0 1"), PLAN_PMEM);
	assert_true(make(request));
	assert_non_null(plan.qos_mismatch);
	request.enforce_qos = true;
	assert_refused_in(1, request, "qos-class");
}

static void test_three_ways(void **state)
{
	(void)state;
	fabric_port(6, 0, 2);
	for (int i = 5; i < 10; i++)
		fabric_memdev(i, i < 8 ? 2 : 6, GIB, GIB);
	fabric_window(2, 32 * GIB, 12 * GIB, 3, 256, "1,2,6");
	look();
	assert_true(make(named("0 1 8")));
	assert_plan("decoder0.2", 3, 256, 32 * GIB, 3 * GIB, "0 1 8");
	assert_true(make(named("0 1 8 2 5 9")));
	assert_plan("decoder0.2", 6, 256, 32 * GIB, 6 * GIB, "0 1 8 2 5 9");
	assert_refused_in(2, named("0 8 1"), "position");
}

static void test_instead(void **state)
{
	struct plan others[3];
	struct plan_request request;

	(void)state;
	look();
	request = of_type(named("1 0"), PLAN_RAM);
	assert_refused(request, "position");
	assert_true(plan_instead(&machine, &request, others, 3) > 0);
	/* The same two, in the order that works. */
	assert_int_equal(others[0].ways, 2);
	assert_int_equal(cxl_memdev_get_id(others[0].members[0]->memdev), 0);
	assert_int_equal(cxl_memdev_get_id(others[0].members[1]->memdev), 1);
	assert_int_equal(others[0].type, PLAN_RAM);
}

/* What is listed can be made, as it is listed: members, order and size. */
static void test_list(void **state)
{
	struct plan_request all;
	struct plan_list list;

	(void)state;
	look();
	all = named("");
	assert_int_equal(plan_list_make(&machine, &all, &list), 0);
	assert_int_equal(list.nr, 8);
	for (size_t i = 0; i < list.nr; i++) {
		const struct plan *listed = &list.plans[i];
		struct plan_request request = {
			.members = members, .nr_members = listed->ways, .ordered = true,
			.grain = listed->grain, .size = listed->size_max,
			.typed = true, .type = listed->type,
		};

		memcpy(members, listed->members, sizeof(members));
		assert_true(make(request));
		assert_int_equal(plan.size_max, listed->size_max);
	}
	free(list.plans);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_best), TEST(test_named), TEST(test_positions), TEST(test_distance),
		TEST(test_numbers), TEST(test_granularity_of_ports), TEST(test_types),
		TEST(test_capacity), TEST(test_uncommitted), TEST(test_no_decoder),
		TEST(test_address_order), TEST(test_reserved), TEST(test_qos),
		TEST(test_three_ways), TEST(test_instead), TEST(test_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
