// SPDX-License-Identifier: GPL-2.0-or-later
/* Get FW Info and the firmware loader (lib/cxl/command/firmware.c). */
#include <errno.h>
#include <string.h>

#include "lib/base/cleanup.h"
#include "test/double/reply.h"
#include "test/harness/test.h"

#define SIZE	0x50

static unsigned char reply[SIZE];

static int setup(void **state)
{
	memset(reply, 0, sizeof(reply));
	return reply_begin(state, cxl_cmd_new_get_fw_info);
}

static int version(struct cxl_cmd *cmd, int slot)
{
	char buf[16];

	return cxl_cmd_fw_info_get_fw_ver(cmd, slot, buf, sizeof(buf));
}

static void assert_nothing(struct cxl_cmd *cmd, int rc)
{
	assert_int_equal(cxl_cmd_fw_info_get_num_slots(cmd), 0);
	assert_int_equal(cxl_cmd_fw_info_get_active_slot(cmd), 0);
	assert_int_equal(cxl_cmd_fw_info_get_staged_slot(cmd), 0);
	assert_false(cxl_cmd_fw_info_get_online_activate_capable(cmd));
	for (int slot = 1; slot <= 4; slot++)
		assert_int_equal(version(cmd, slot), rc);
}

static void test_slots(void **state)
{
	(void)state;
	for (int byte = 0; byte < 256; byte++) {
		reply[0] = 255 - byte;
		reply[1] = byte;
		reply[2] = byte;
		reply_submit(reply, SIZE);
		assert_int_equal(cxl_cmd_fw_info_get_num_slots(reply_cmd), 255 - byte);
		assert_int_equal(cxl_cmd_fw_info_get_active_slot(reply_cmd), byte & 7);
		assert_int_equal(cxl_cmd_fw_info_get_staged_slot(reply_cmd), byte >> 3 & 7);
		assert_int_equal(cxl_cmd_fw_info_get_online_activate_capable(reply_cmd), byte & 1);
	}
}

static void test_versions(void **state)
{
	char buf[20];

	(void)state;
	memset(reply, '#', SIZE);
	memcpy(reply + 16, "first slot     1", 16);
	memcpy(reply + 32, "2\0\0\0\0\0\0\0\0\0\0\0\0\0\0x", 16);
	memset(reply + 48, 0, 16);
	memcpy(reply + 64, "fourth slot    4", 16);
	reply_submit(reply, SIZE);
	memset(buf, '.', sizeof(buf));
	assert_int_equal(cxl_cmd_fw_info_get_fw_ver(reply_cmd, 1, buf, sizeof(buf)), 0);
	assert_memory_equal(buf, "first slot     1....", 20);
	assert_int_equal(cxl_cmd_fw_info_get_fw_ver(reply_cmd, 4, buf, 6), 0);
	assert_memory_equal(buf, "fourthslot     1....", 6);
	assert_memory_equal(buf + 6, "slot     1....", 4);
	assert_int_equal(cxl_cmd_fw_info_get_fw_ver(reply_cmd, 2, buf, 16), 0);
	assert_memory_equal(buf, "2\0\0\0\0\0\0\0\0\0\0\0\0\0\0x....", 20);
	assert_int_equal(version(reply_cmd, 3), -ENOENT);
}

static void test_arguments(void **state)
{
	static const int wrong[] = { -1, 0, 5, 6, 255, -2147483647 - 1, 2147483647 };
	char buf[16];

	(void)state;
	memset(reply, 'x', SIZE);
	reply_submit(reply, SIZE);
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
		assert_int_equal(version(reply_cmd, wrong[i]), -EINVAL);
	assert_int_equal(cxl_cmd_fw_info_get_fw_ver(reply_cmd, 1, buf, 0), -EINVAL);
	assert_int_equal(cxl_cmd_fw_info_get_fw_ver(reply_cmd, 1, NULL, 16), -EINVAL);
}

static void test_errors(void **state)
{
	struct cxl_cmd *other = cxl_cmd_new_identify(reply_memdev);

	(void)state;
	assert_nothing(reply_cmd, -ENXIO);
	memset(reply, 0xff, SIZE);
	fault_reply(4, NULL, 0);
	assert_int_equal(cxl_cmd_submit(reply_cmd), 0);
	assert_nothing(reply_cmd, -ENXIO);
	fault_reply_errno(EBUSY);
	assert_int_equal(cxl_cmd_submit(reply_cmd), -EBUSY);
	assert_nothing(reply_cmd, -EBUSY);
	assert_nothing(NULL, -ENXIO);
	fault_reply(0, reply, 0x43);
	assert_int_equal(cxl_cmd_submit(other), 0);
	assert_nothing(other, -ENXIO);
	cxl_cmd_unref(other);
}

static void test_short_reply(void **state)
{
	(void)state;
	memset(reply, 0xff, SIZE);
	for (size_t len = 0; len <= SIZE; len++) {
		reply_submit(reply, len);
		assert_int_equal(cxl_cmd_fw_info_get_num_slots(reply_cmd), len < 1 ? 0 : 255);
		assert_int_equal(cxl_cmd_fw_info_get_active_slot(reply_cmd), len < 2 ? 0 : 7);
		assert_int_equal(cxl_cmd_fw_info_get_staged_slot(reply_cmd), len < 2 ? 0 : 7);
		assert_int_equal(cxl_cmd_fw_info_get_online_activate_capable(reply_cmd), len >= 3);
		for (size_t slot = 1; slot <= 4; slot++)
			assert_int_equal(version(reply_cmd, slot),
					 len < 16 * (slot + 1) ? -ENODATA : 0);
	}
}

static void assert_loader(const char *word, enum cxl_fwl_status status, bool busy)
{
	if (word)
		machine_attr("mem0", "firmware/mem0/status", word);
	assert_int_equal(cxl_memdev_get_fwl_status(reply_memdev), status);
	assert_int_equal(cxl_memdev_fw_update_in_progress(reply_memdev), busy);
}

/* Each call reads anew, on one and the same memdev. */
static void test_loader(void **state)
{
	(void)state;
	assert_loader(NULL, CXL_FWL_STATUS_UNKNOWN, true);
	assert_loader("idle\n", CXL_FWL_STATUS_IDLE, false);
	assert_loader("receiving\n", CXL_FWL_STATUS_RECEIVING, true);
	assert_loader("preparing\n", CXL_FWL_STATUS_PREPARING, true);
	assert_loader("transferring\n", CXL_FWL_STATUS_TRANSFERRING, true);
	assert_loader("programming\n", CXL_FWL_STATUS_PROGRAMMING, true);
	assert_loader("idle\n", CXL_FWL_STATUS_IDLE, false);
	assert_loader("idler\n", CXL_FWL_STATUS_UNKNOWN, true);
	assert_loader("Idle\n", CXL_FWL_STATUS_UNKNOWN, true);
	assert_loader("\n", CXL_FWL_STATUS_UNKNOWN, true);
	assert_loader("idle idle idle idle idle idle idle idle idle idle idle idle idle idle\n",
		      CXL_FWL_STATUS_UNKNOWN, true);
	machine_no_attr("mem0", "firmware/mem0/status");
	assert_loader(NULL, CXL_FWL_STATUS_UNKNOWN, true);
}

static void test_remaining(void **state)
{
	static const struct {
		const char *text;
		size_t bytes;
	} sizes[] = {
		{ "0\n", 0 }, { "262144\n", 262144 }, { "18446744073709551615\n", SIZE_MAX },
		{ "18446744073709551616\n", 0 }, { "-1\n", 0 }, { "\n", 0 }, { "12 34\n", 0 },
	};

	(void)state;
	assert_true(cxl_memdev_fw_update_get_remaining(reply_memdev) == 0);
	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
		machine_attr("mem0", "firmware/mem0/remaining_size", sizes[i].text);
		assert_true(cxl_memdev_fw_update_get_remaining(reply_memdev) == sizes[i].bytes);
	}
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, reply_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_slots),
		TEST(test_versions),
		TEST(test_arguments),
		TEST(test_errors),
		TEST(test_short_reply),
		TEST(test_loader),
		TEST(test_remaining),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
