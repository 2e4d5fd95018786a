// SPDX-License-Identifier: GPL-2.0-or-later
/* Plans of regions (cxl/plan-*.c) on machines that are partly in use. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/double/fabric.h"
#include "test/double/machine.h"
#include "test/double/planned.h"
#include "test/harness/test.h"

/* An endpoint decoder in a region: region 0 at the start of window 1. */
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
	planned_look();
	assert_true(planned_make(planned_of_type(planned_named("0"), PLAN_RAM)));
	planned_assert("decoder0.0", 1, 256, 4 * GIB + 256 * MIB, 768 * MIB, "0");
	assert_string_equal(cxl_decoder_get_devname(planned.members[0]->endpoint->decoder),
			    "decoder100.1");
	assert_int_equal(planned.members[0]->start[PLAN_RAM], 256 * MIB);
	assert_int_equal(planned.members[0]->skip, 768 * MIB);
	/* ram in front of pmem in use is lost. */
	planned_refused(planned_of_type(planned_named("2"), PLAN_RAM), "member-free");
	assert_true(planned_make(planned_of_type(planned_named("2"), PLAN_PMEM)));
	assert_int_equal(planned.size, 768 * MIB);
}

static void test_uncommitted(void **state)
{
	(void)state;
	fabric_region(0, 0, 4 * GIB, 256 * MIB);
	fabric_attr("region0/commit", "0");
	use(0, 0, "ram", 0, 256 * MIB);
	fabric_attr("decoder1.0/region", "region0");
	fabric_attr("decoder3.0/region", "region0");
	planned_look();
	planned_refused(planned_named("0"), "capacity-order");
	planned_refused(planned_named("2"), "decoder-order");
	assert_true(planned_make(planned_named("4 ")) == false);
	assert_string_equal(planned_refusal.rule, "window-bridges");
}

/* The first decoder belongs to no region: firmware uses it, or it was freed. */
static void test_without_region(void **state)
{
	(void)state;
	fabric_attr("port3/decoders_committed", "1");
	fabric_attr("decoder3.0/start", "%#llx", 4 * GIB);
	fabric_attr("decoder3.0/size", "%#llx", 256 * MIB);
	planned_look();
	planned_refused(planned_named("0"), "decoder-order");
	fabric_attr("decoder102.0/start", "%#llx", 4 * GIB);
	fabric_attr("decoder102.0/size", "%#llx", 256 * MIB);
	plan_machine_free(&planned_machine);
	machine_close(planned_ctx);
	planned_look();
	assert_true(planned_make(planned_named("0")));
	assert_string_equal(cxl_decoder_get_devname(planned.members[0]->endpoint->parent->decoder),
			    "decoder3.1");
}

static void test_no_decoder(void **state)
{
	(void)state;
	fabric_region(0, 0, 4 * GIB, 256 * MIB);
	fabric_region(1, 0, 4 * GIB + 256 * MIB, 256 * MIB);
	fabric_attr("decoder3.0/region", "region0");
	fabric_attr("decoder3.1/region", "region1");
	planned_look();
	planned_refused(planned_named("0"), "free-decoder");
}

/* The first gap of the window is below an incomplete region. */
static void test_address_order(void **state)
{
	struct plan_request request;

	(void)state;
	fabric_region(0, 0, 5 * GIB, 256 * MIB);
	fabric_attr("decoder1.0/region", "region0");
	fabric_attr("decoder3.0/region", "region0");
	planned_look();
	request = planned_named("0");
	request.size = 512 * MIB;
	planned_refused_in(0, request, "address-order");
	/* A larger region goes after it. */
	request = planned_named("0 2");
	request.size = 2 * GIB;
	assert_true(planned_make(request));
	assert_int_equal(planned.start, 5 * GIB + 256 * MIB);
}

static void test_reserved(void **state)
{
	(void)state;
	use(0, 0, "pmem", GIB, 512 * MIB);
	fabric_attr("decoder100.0/size", "0");
	fabric_attr("decoder100.0/region", "%s", "");
	planned_look();
	/* It is reserved again. */
	assert_true(planned_make(planned_of_type(planned_named("0"), PLAN_PMEM)));
	assert_int_equal(planned.size, GIB);
	assert_int_equal(planned.members[0]->reserved, 512 * MIB);
	use(0, 1, "pmem", GIB + 512 * MIB, 256 * MIB);
	fabric_attr("decoder100.1/size", "0");
	fabric_attr("decoder100.1/region", "%s", "");
	plan_machine_free(&planned_machine);
	machine_close(planned_ctx);
	planned_look();
	planned_refused(planned_of_type(planned_named("0"), PLAN_PMEM), "capacity-order");
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
	planned_look();
	/* The window of the same class, although the other has more room. */
	request = planned_of_type(planned_named(""), PLAN_PMEM);
	assert_true(planned_make(request));
	planned_assert("decoder0.0", 2, 256, 4 * GIB, 2 * GIB, "0 2");
	assert_null(planned.qos_mismatch);
	request = planned_of_type(planned_named("0 1"), PLAN_PMEM);
	assert_true(planned_make(request));
	assert_non_null(planned.qos_mismatch);
	request.enforce_qos = true;
	planned_refused_in(1, request, "qos-class");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, planned_setup, planned_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_capacity), TEST(test_uncommitted), TEST(test_without_region),
		TEST(test_no_decoder), TEST(test_address_order), TEST(test_reserved),
		TEST(test_qos),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
