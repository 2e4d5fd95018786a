// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Creating and destroying a region (cxl/region/apply.c, destroy.c); every operation fails in turn,
 * and afterwards every file of the machine is unchanged.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cxl/region/apply.h"
#include "cxl/region/destroy.h"
#include "test/double/fabric.h"
#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/double/topology.h"
#include "test/harness/capture.h"
#include "test/harness/state.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define SHARE	"0x10000000"

static struct session session;
static struct plan_machine machine;
static struct plan plan;

/* Of the two members, mem0 has a reservation of another type, mem1 of another size. */
static int setup(void **unused)
{
	int rc = tree_setup(unused);

	fault_begin();
	fabric_begin();
	fabric_port(1, 0, 2);
	fabric_memdev(0, 1, GIB, GIB);
	fabric_memdev(1, 1, GIB, GIB);
	fabric_window(0, 4 * GIB, 4 * GIB, 1, 256, "1");
	fabric_attr("decoder0.0/create_pmem_region", "region0");
	fabric_attr("decoder0.0/create_ram_region", "region0");
	fabric_attr("decoder100.0/mode", "pmem");
	fabric_attr("decoder100.0/dpa_size", "0x20000000");
	fabric_attr("decoder101.0/mode", "ram");
	fabric_attr("decoder101.0/dpa_size", "0x30000000");
	fault_begin();
	fault.written = topology_obey;
	return rc;
}

static int teardown(void **unused)
{
	int rc = tree_teardown(unused);

	fault_end();
	return rc;
}

static void begin(void)
{
	struct plan_member *members[2];
	struct plan_request request = {
		.members = members, .nr_members = 2, .ordered = true, .typed = true,
		.type = PLAN_RAM, .size = 512 * MIB,
	};
	struct plan_refusal refusal;

	session = (struct session){ .ctx = machine_open() };
	cxl_set_userdata(session.ctx, &session);
	cxl_set_wait(session.ctx, false);
	assert_int_equal(plan_machine_read(&machine, session.ctx), 0);
	assert_int_equal(machine.nr_members, 2);
	memcpy(members, machine.members, sizeof(members));
	assert_true(plan_make(&machine, &request, &plan, &refusal));
}

static void end(void)
{
	plan_machine_free(&machine);
	machine_close(session.ctx);
}

static int create(struct region_steps *steps)
{
	static const unsigned char uuid[16] = { 1 };
	char name[32];
	int status;

	region_steps_make(steps, &plan, region_next_name(&plan, name, sizeof(name)), uuid);
	capture_begin();
	status = region_apply(&session, steps, false);
	capture_end();
	return status;
}

/* The steps equal the writes, in their order. */
static void test_steps_are_writes(void **unused)
{
	struct region_steps steps;
	const struct fault_op *op;

	(void)unused;
	begin();
	assert_int_equal(create(&steps), CLI_OK);
	assert_int_equal(fault_count(FAULT_WRITE), steps.list.nr);
	for (unsigned int i = 0; i < steps.list.nr; i++) {
		op = fault_op(FAULT_WRITE, i);
		assert_true(strlen(op->path) > strlen(steps.list.all[i].file));
		assert_string_equal(op->path + strlen(op->path) - strlen(steps.list.all[i].file),
				    steps.list.all[i].file);
		assert_int_equal(op->len, strlen(steps.list.all[i].value) + 1);
		assert_memory_equal(op->data, steps.list.all[i].value, op->len - 1);
	}
	assert_non_null(strstr(captured_out(), "\"region\":\"region0\""));
	steps_free(&steps.list);
	end();
}

static void test_every_write_fails(void **unused)
{
	struct region_steps steps;
	unsigned int nr = 1, failed = 0;

	for (unsigned int i = 1; i <= nr; i++) {
		setup(unused);
		begin();
		state_remember(0);
		fault.fail_at = i;
		fault.error = EIO;
		failed += create(&steps) == CLI_FAILED;
		nr = steps.list.nr;
		steps_free(&steps.list);
		state_remember(1);
		assert_state_same();
		assert_non_null(strstr(captured_err(), "undone"));
		assert_null(strstr(captured_err(), "NOT undone"));
		assert_null(strstr(captured_out(), "region"));
		end();
		teardown(unused);
	}
	assert_true(nr > 10);
	assert_int_equal(failed, nr);
	setup(unused);
}

/* The kernel refuses commit, and restoring the reservation of mem1. */
static int fail_write(const char *path, const char *data, size_t len)
{
	if (strstr(path, "/commit"))
		return EIO;
	if (strstr(path, "decoder101.0/dpa_size") && !strncmp(data, "0x30000000", 10))
		return ENOSPC;
	return topology_obey(path, data, len);
}

/* A step that cannot be undone is reported, and the rest is undone. */
static void test_undo_fails(void **unused)
{
	struct region_steps steps;

	(void)unused;
	begin();
	fault.written = fail_write;
	assert_int_equal(create(&steps), CLI_FAILED);
	assert_non_null(strstr(captured_err(), "step 11 of 12 failed"));
	assert_non_null(strstr(captured_err(), "NOT undone: 256 MiB of capacity on mem1"));
	assert_non_null(strstr(captured_err(), "region0"));
	steps_free(&steps.list);
	end();
}

/* A signal during the fifth write: the steps so far are undone first. */
static volatile sig_atomic_t caught, writes_then;
static unsigned int nr_writes;

static void catch(int number)
{
	caught = number;
	writes_then = fault_count(FAULT_WRITE);
}

static int interrupted_write(const char *path, const char *data, size_t len)
{
	if (++nr_writes == 5)
		raise(SIGINT);
	return topology_obey(path, data, len);
}

static void test_signal(void **unused)
{
	const struct sigaction action = { .sa_handler = catch };
	struct region_steps steps;
	struct sigaction before;

	(void)unused;
	begin();
	state_remember(0);
	sigaction(SIGINT, &action, &before);
	caught = 0;
	nr_writes = 0;
	fault.written = interrupted_write;
	assert_int_equal(create(&steps), CLI_FAILED);
	sigaction(SIGINT, &before, NULL);
	assert_int_equal(caught, SIGINT);
	/* It came after everything was undone: the reservation is restored, the region is gone. */
	assert_int_equal(writes_then, 5 + 2);
	assert_int_equal(fault_count(FAULT_WRITE), 5 + 2);
	state_remember(1);
	assert_state_same();
	assert_non_null(strstr(captured_err(), "stopped by a signal before step 6 of 12"));
	steps_free(&steps.list);
	end();
}

static int destroy(struct cxl_region *region)
{
	const struct region_change change = { .region = region };
	int rc;

	capture_begin();
	rc = region_check_destroyable(region) ? region_destroy(&session, &change) : -1;
	capture_end();
	return rc;
}

/* An existing region, as the kernel shows it. */
static struct cxl_region *existing(void)
{
	fabric_region(3, 0, 4 * GIB, 512 * MIB);
	fabric_attr("region3/interleave_ways", "2");
	for (int i = 0; i < 2; i++) {
		char file[64];

		snprintf(file, sizeof(file), "region3/target%d", i);
		fabric_attr(file, "decoder10%d.0", i);
		snprintf(file, sizeof(file), "decoder10%d.0/mode", i);
		fabric_attr(file, "ram");
		snprintf(file, sizeof(file), "decoder10%d.0/dpa_size", i);
		fabric_attr(file, SHARE);
	}
	session = (struct session){ .ctx = machine_open() };
	cxl_set_userdata(session.ctx, &session);
	cxl_set_wait(session.ctx, false);
	return cxl_region_get_first(cxl_decoder_get_by_name(session.ctx, "decoder0.0"));
}

static void test_destroyed(void **unused)
{
	struct cxl_region *region = existing();

	(void)unused;
	assert_non_null(region);
	assert_int_equal(destroy(region), 0);
	/* unbind, reset, two times detach and free, delete */
	assert_int_equal(fault_count(FAULT_WRITE), 7);
	assert_null(cxl_region_get_first(cxl_decoder_get_by_name(session.ctx, "decoder0.0")));
	machine_close(session.ctx);
}

static void test_destroying_fails(void **unused)
{
	for (int i = 1; i <= 7; i++) {
		struct cxl_region *region;

		setup(unused);
		region = existing();
		state_remember(0);
		fault.fail_at = i;
		fault.error = EBUSY;
		assert_int_not_equal(destroy(region), 0);
		state_remember(1);
		assert_state_same();
		assert_non_null(strstr(captured_err(), "region3 is as it was before"));
		machine_close(session.ctx);
		teardown(unused);
	}
	setup(unused);
}

static void test_capacity_behind(void **unused)
{
	struct cxl_region *region;

	(void)unused;
	fabric_attr("decoder101.1/dpa_size", SHARE);
	region = existing();
	assert_int_equal(destroy(region), -1);
	assert_int_equal(fault_count(FAULT_WRITE), 0);
	assert_non_null(strstr(captured_err(), "decoder101.0"));
	assert_non_null(strstr(captured_err(), "decoder101.1"));
	machine_close(session.ctx);
}

/* A member of the firmware's region is missing: the remaining ones cannot be freed. */
static void test_incomplete(void **unused)
{
	struct cxl_region *region;

	(void)unused;
	fabric_attr("endpoint100/decoders_committed", "1");
	region = existing();
	fabric_attr("region3/commit", "0");
	assert_int_equal(destroy(region), -1);
	assert_int_equal(fault_count(FAULT_WRITE), 0);
	assert_non_null(strstr(captured_err(), "members of the firmware's region are missing"));
	assert_non_null(strstr(captured_err(), "cxl disable-memdev mem0"));
	machine_close(session.ctx);
}

static void test_locked(void **unused)
{
	struct cxl_region *region;

	(void)unused;
	fabric_attr("decoder100.0/locked", "1");
	region = existing();
	assert_int_equal(destroy(region), -1);
	assert_int_equal(fault_count(FAULT_WRITE), 0);
	assert_non_null(strstr(captured_err(), "locked"));
	machine_close(session.ctx);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_steps_are_writes), TEST(test_every_write_fails), TEST(test_undo_fails),
		TEST(test_signal),
		TEST(test_destroyed), TEST(test_destroying_fails), TEST(test_capacity_behind),
		TEST(test_incomplete), TEST(test_locked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
