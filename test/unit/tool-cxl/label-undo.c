// SPDX-License-Identifier: GPL-2.0-or-later
/* Writing labels (cxl/device/labels.c): if any command fails, the old bytes are restored. */
#include <errno.h>
#include <signal.h>
#include <string.h>

#include "cxl/device/labels.h"
#include "test/double/machine.h"
#include "test/harness/capture.h"
#include "test/harness/commands.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

/* Four commands for the area, which the tool writes in one piece. */
#define CHUNK	256
#define AREA	(4 * CHUNK)

static struct session session;
static struct cxl_memdev *memdev;
static char before[AREA], after[AREA], mixed[AREA];

static int setup(void **state)
{
	int rc = tree_setup(state);

	fault_begin();
	memset(before, 'o', AREA);
	memset(after, 'n', AREA);
	machine_memdev(0, CHUNK + 8, AREA);
	session = (struct session){ .ctx = machine_open() };
	memdev = cxl_memdev_get_first(session.ctx);
	fault_begin();
	commands_usual();
	return rc;
}

static int teardown(void **state)
{
	machine_close(session.ctx);
	fault_end();
	return tree_teardown(state);
}

static void reply_area(const char *area)
{
	for (size_t at = 0; at < AREA; at += CHUNK)
		fault_reply(0, area + at, CHUNK);
}

static int write_labels(bool verify)
{
	const struct label_range range = { .offset = 0, .length = AREA };
	int rc;

	capture_begin();
	rc = label_write(&session, memdev, &range, after, verify);
	capture_end();
	return rc;
}

/* The last four commands: the old bytes, all of them. */
static void assert_restored(void)
{
	size_t nr = fault_count(FAULT_SEND);

	for (size_t i = 0; i < 4; i++) {
		const struct fault_op *op = fault_op(FAULT_SEND, nr - 4 + i);

		assert_int_equal(op->send.id, CXL_MEM_COMMAND_ID_SET_LSA);
		assert_memory_equal((char *)op->data + 8, before + i * CHUNK, CHUNK);
	}
	assert_non_null(strstr(captured_err(), "mem0: the previous labels were written back"));
}

/* Each command of the first piece fails in turn: earlier writes are undone. */
static void test_every_command_fails(void **state)
{
	(void)state;
	for (size_t fails = 1; fails < 4; fails++) {
		fault_begin();
		commands_usual();
		reply_area(before);
		for (size_t i = 0; i < fails; i++)
			fault_reply(0, NULL, 0);
		fault_reply_errno(EIO);
		memcpy(mixed, after, fails * CHUNK);
		memcpy(mixed + fails * CHUNK, before, AREA - fails * CHUNK);
		reply_area(mixed);
		for (size_t i = 0; i < 4; i++)
			fault_reply(0, NULL, 0);
		assert_int_equal(write_labels(true), -EIO);
		assert_restored();
		assert_non_null(strstr(captured_err(), "cannot write labels"));
	}
}

static void test_first_command_fails(void **state)
{
	(void)state;
	reply_area(before);
	fault_reply(2, NULL, 0);	/* invalid input */
	reply_area(before);
	assert_int_equal(write_labels(true), -ENXIO);
	assert_non_null(strstr(captured_err(), "mem0: nothing was changed"));
	assert_int_equal(fault_count(FAULT_SEND), 9);
}

static void test_read_back_differs(void **state)
{
	(void)state;
	reply_area(before);
	for (size_t i = 0; i < 4; i++)
		fault_reply(0, NULL, 0);
	memcpy(mixed, after, AREA);
	mixed[300] = 'x';
	reply_area(mixed);		/* to compare */
	reply_area(mixed);		/* is there something to restore? */
	for (size_t i = 0; i < 4; i++)
		fault_reply(0, NULL, 0);
	assert_int_equal(write_labels(true), -EIO);
	assert_non_null(strstr(captured_err(), "first at offset 300: 0x78 instead of 0x6e"));
	assert_restored();
}

static void test_restore_fails(void **state)
{
	(void)state;
	reply_area(before);
	fault_reply(0, NULL, 0);
	fault_reply_errno(EIO);
	fault_reply_errno(EIO);		/* the current content cannot be read */
	fault_reply_errno(ETIMEDOUT);
	assert_int_equal(write_labels(true), -EIO);
	assert_non_null(strstr(captured_err(), "cannot write the previous labels back"));
}

/* Content that cannot be read cannot be restored, so it is not overwritten. */
static void test_no_old_bytes(void **state)
{
	(void)state;
	fault_reply_errno(EIO);
	assert_int_not_equal(write_labels(true), 0);
	assert_int_equal(fault_count(FAULT_SEND), 1);
}

static void test_all_is_well(void **state)
{
	(void)state;
	reply_area(before);
	for (size_t i = 0; i < 4; i++)
		fault_reply(0, NULL, 0);
	reply_area(after);
	assert_int_equal(write_labels(true), 0);
	assert_string_equal(captured_err(), "");
	assert_int_equal(fault_count(FAULT_SEND), 12);
}

static void test_without_verification(void **state)
{
	(void)state;
	reply_area(before);
	for (size_t i = 0; i < 4; i++)
		fault_reply(0, NULL, 0);
	assert_int_equal(write_labels(false), 0);
	assert_int_equal(fault_count(FAULT_SEND), 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_command_fails, setup, teardown),
		cmocka_unit_test_setup_teardown(test_first_command_fails, setup, teardown),
		cmocka_unit_test_setup_teardown(test_read_back_differs, setup, teardown),
		cmocka_unit_test_setup_teardown(test_restore_fails, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_old_bytes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_all_is_well, setup, teardown),
		cmocka_unit_test_setup_teardown(test_without_verification, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
