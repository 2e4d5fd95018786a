// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * disable-region and destroy-region with online memory: every operation fails in turn, and a signal
 * comes during each write. Afterwards every file is unchanged.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "test/double/dax-machine.h"
#include "test/double/fabric.h"
#include "test/harness/dry-run.h"
#include "test/harness/state.h"
#include "test/harness/verb-line.h"

#define FOLDER	"sys/devices/platform/ACPI0017:00/root0/decoder0.0/region3/dax_region3"
#define FIRST	32

/* The driver of the region adds its dax devices as the kernel does: as system RAM. */
static int obey(const char *path, const char *data, size_t len)
{
	if (strstr(path, "/memory/") || strstr(path, "bus/dax"))
		return dax_obey(path, data, len);
	if (strstr(path, "drivers/cxl_region/bind")) {
		dax_unbind("dax3.1");
		dax_bind("dax3.1", "kmem");
	}
	return topology_obey(path, data, len);
}

/* The first of its two dax devices has two online blocks, in two zones. */
static int setup(void **state)
{
	int rc = tree_setup(state);

	fault_begin();
	fabric_begin();
	fabric_port(1, 0, 2);
	fabric_memdev(0, 1, GIB, GIB);
	fabric_window(0, 4 * GIB, 4 * GIB, 1, 256, "1");
	fabric_region(3, 0, 4 * GIB, 512 * MIB);
	fabric_attr("region3/target0", "decoder100.0");
	fabric_attr("decoder100.0/mode", "ram");
	fabric_attr("decoder100.0/dpa_size", "0x20000000");
	dax_dev(FOLDER, "dax3.0", 4 * GIB, 256 * MIB);
	dax_dev(FOLDER, "dax3.1", 4 * GIB + 256 * MIB, 256 * MIB);
	dax_driver("device_dax");
	dax_bind("dax3.0", "kmem");
	dax_bind("dax3.1", "device_dax");
	dax_blocks();
	dax_block(FIRST, "online", "Movable");
	dax_block(FIRST + 1, "online", "Normal");
	dax_block(FIRST + 2, "offline", "Normal Movable");
	fault.written = obey;
	return rc;
}

static int teardown(void **state)
{
	int rc = tree_teardown(state);

	fault_end();
	return rc;
}

static void test_done(void **state)
{
	(void)state;
	assert_int_equal(verb_run_line(&command_disable_region, "region3"), CLI_OK);
	assert_says("disabled 1 region\n");
	assert_written(0, "memory32/state", "offline");
	assert_written(1, "memory33/state", "offline");
	assert_written(2, "region3/driver/unbind", "region3\n");
	assert_int_equal(fault_count(FAULT_WRITE), 3);
}

static int refuse_normal(const char *path, const char *data, size_t len)
{
	if (strstr(path, "memory33/state") && !strncmp(data, "offline", strlen("offline")))
		return EBUSY;
	return obey(path, data, len);
}

/* Both tools share this: the message has the reason; a block that cannot go is not tried. */
static void test_stays(void **state)
{
	(void)state;
	fault.written = refuse_normal;
	assert_int_equal(verb_run_line(&command_disable_region, "region3"), CLI_FAILED);
	assert_says("memory33 of dax3.0 does not go offline: Device or resource busy: it holds "
		    "pages of the kernel, which cannot be moved; only zone Movable is free of them\n");
	assert_int_equal(fault_count(FAULT_WRITE), 3);
	dax_block_attr(FIRST + 1, "removable", "0\n");
	assert_int_equal(verb_run_line(&command_disable_region, "region3"), CLI_FAILED);
	assert_says("memory33 of dax3.0 does not go offline: Operation not supported: it holds "
		    "memory of the kernel, which cannot be moved\n");
	assert_says("all is as it was before\n");
	assert_int_equal(fault_count(FAULT_WRITE), 5);
}

/* Counts the operations; each of them fails once. */
static size_t fail_each(const struct command *command, const char *line, size_t tolerated)
{
	size_t failures = 0;

	for (int nr = 1;; nr++) {
		void *state = NULL;
		int status;

		setup(&state);
		state_remember(0);
		fault.fail_at = nr;
		fault.error = EBUSY;
		status = verb_run_line(command, line);
		state_remember(1);
		if (fault_total() < (size_t)nr) {
			assert_int_equal(status, CLI_OK);
			teardown(&state);
			break;
		}
		if (status == CLI_OK) {
			assert_true(tolerated-- > 0);
			assert_says("until a reboot (--force)\n");
		} else {
			failures++;
			assert_state_same();
			assert_says("as it was before\n");
		}
		teardown(&state);
	}
	assert_int_equal(tolerated, 0);
	return failures;
}

static void test_failures(void **state)
{
	teardown(state);
	assert_int_equal(fail_each(&command_disable_region, "region3", 0), 3);
	assert_int_equal(fail_each(&command_disable_region, "-f region3", 2), 1);
	/* unbind, reset, detach, free, delete */
	assert_int_equal(fail_each(&command_destroy_region, "-f region3", 2), 5);
	setup(state);
}

/* The block from zone Normal does not return: that is the only message. */
static int refuse(const char *path, const char *data, size_t len)
{
	if (strstr(path, "driver/unbind"))
		return EBUSY;
	if (strstr(path, "memory33/state") && !strncmp(data, "online", strlen("online")))
		return EINVAL;
	return obey(path, data, len);
}

static void test_undo_fails(void **state)
{
	(void)state;
	fault.written = refuse;
	assert_int_equal(verb_run_line(&command_disable_region, "region3"), CLI_FAILED);
	assert_says("region3: cannot disable: ");
	assert_says("NOT undone: memory33: ");
	assert_null(strstr(captured_err(), "as it was before"));
	assert_null(strstr(captured_err(), "memory32"));
	assert_written(3, "memory33/state", "online_kernel");
	assert_written(4, "memory32/state", "online_movable");
}

static size_t interrupt_each(const struct command *command, const char *line)
{
	size_t undone = 0;

	for (size_t nr = 1;; nr++) {
		void *state = NULL;
		size_t writes;
		int status;

		setup(&state);
		state_remember(0);
		status = tool_run_interrupted("cxl", command, line, nr);
		state_remember(1);
		writes = fault_count(FAULT_WRITE);
		if (status == CLI_FAILED) {
			undone++;
			assert_says("stopped by a signal before step");
			assert_says("undone   region3 is as it was before\n");
			assert_state_same();
		}
		teardown(&state);
		if (writes < nr)
			return undone;
	}
}

static void test_signals(void **state)
{
	teardown(state);
	assert_int_equal(interrupt_each(&command_disable_region, "region3"), 2);
	assert_true(interrupt_each(&command_destroy_region, "-f region3") >= 5);
	setup(state);
}

static void test_dry_run(void **state)
{
	(void)state;
	assert_int_equal(assert_dry_run("cxl", &command_destroy_region, "-f region3"), 7);
}

static void test_dry_run_disable(void **state)
{
	(void)state;
	assert_int_equal(assert_dry_run("cxl", &command_disable_region, "region3"), 3);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_done), TEST(test_stays), TEST(test_failures), TEST(test_undo_fails),
		TEST(test_signals), TEST(test_dry_run), TEST(test_dry_run_disable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
