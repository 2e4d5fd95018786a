// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Writes to devices: poison, protocol errors, firmware, sanitizing, and the commands that set
 * alerts and partitions. Offsets are those of the specification.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/double/topology.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define DEBUG "sys/kernel/debug/cxl/"

static struct cxl_ctx *ctx;
static struct cxl_memdev *memdev;

static const struct cxl_command_info commands[] = {
	{ .id = CXL_MEM_COMMAND_ID_SET_PARTITION_INFO, .size_in = 0x0a },
	{ .id = CXL_MEM_COMMAND_ID_SET_ALERT_CONFIG, .size_in = 0x0c },
};

static const struct cxl_command_info short_commands[] = {
	{ .id = CXL_MEM_COMMAND_ID_SET_PARTITION_INFO, .size_in = 8 },
	{ .id = CXL_MEM_COMMAND_ID_SET_ALERT_CONFIG, .size_in = 11 },
};

static int setup(void **state)
{
	ctx = machine_begin(state);
	topology_make();
	memdev = cxl_memdev_get_first(ctx);
	fault_begin();
	fault.commands = commands;
	fault.nr_commands = 2;
	return !memdev;
}

static int teardown(void **state)
{
	return machine_end(state, ctx);
}

static void fail_next(int error)
{
	fault.fail_at = fault_total() + 1;
	fault.error = error;
}

static void test_poison(void **state)
{
	(void)state;
	tree_write("proc/mounts", "none /sys/kernel/debug debugfs rw 0 0\n");
	tree_write(DEBUG "mem0/inject_poison", "");
	assert_int_equal(cxl_memdev_inject_poison(memdev, 0x12340), 0);
	assert_written(0, "/" DEBUG "mem0/inject_poison", "0x12340\n");
	assert_int_equal(cxl_memdev_clear_poison(memdev, 0), 0);
	assert_written(1, "/" DEBUG "mem0/clear_poison", "0x0\n");
	fail_next(EINVAL);
	assert_int_equal(cxl_memdev_inject_poison(memdev, 7), -EINVAL);
	assert_string_equal(logged(), "the kernel refused to write \"0x7\" to /" DEBUG
				      "mem0/inject_poison: Invalid argument");
}

static void test_no_debugfs(void **state)
{
	(void)state;
	assert_int_equal(cxl_memdev_inject_poison(memdev, 0), -ENOENT);
	assert_int_equal(fault_total(), 0);
}

static void test_poison_list(void **state)
{
	struct cxl_decoder *window = cxl_decoder_get_by_name(ctx, "decoder0.0");
	struct cxl_region *region;

	(void)state;
	assert_int_equal(cxl_memdev_trigger_poison_list(memdev), 0);
	assert_written(0, "/sys/bus/cxl/devices/mem0/trigger_poison_list", "1\n");
	fail_next(ENOENT);
	assert_int_equal(cxl_memdev_trigger_poison_list(memdev), -ENXIO);
	fault.written = topology_obey;
	region = cxl_decoder_create_ram_region(window);
	topology_attr("region0/interleave_ways", "3\n");
	topology_attr("region0/target0", "decoder3.0\n");
	topology_attr("region0/target1", "decoder3.1\n");
	topology_attr("region0/target2", "decoder2.0\n");
	/* Each memdev once. */
	assert_int_equal(cxl_region_trigger_poison_list(region), 0);
	assert_int_equal(fault_count(FAULT_WRITE), 5);
	assert_written(3, "/sys/bus/cxl/devices/mem1/trigger_poison_list", "1\n");
	assert_written(4, "/sys/bus/cxl/devices/mem0/trigger_poison_list", "1\n");
	fail_next(EIO);
	assert_int_equal(cxl_region_trigger_poison_list(region), -EIO);
	assert_int_equal(fault_count(FAULT_WRITE), 6);
}

static void test_protocol_error(void **state)
{
	struct cxl_port *port;
	struct cxl_dport *dport;

	(void)state;
	tree_write("proc/mounts", "none /sys/kernel/debug debugfs rw 0 0\n");
	tree_write(DEBUG "0000:34:00.0/einj_inject", "");
	tree_link(DEVICES "port1/dport0", "/sys/devices/pci0000:34/0000:34:00.0");
	tree_folder("sys/devices/pci0000:34/0000:34:01.0");
	tree_link(DEVICES "port1/dport1", "/sys/devices/pci0000:34/0000:34:01.0");
	port = cxl_port_get_first(cxl_bus_get_port(cxl_bus_get_first(ctx)));
	dport = cxl_dport_get_first(port);
	assert_int_equal(cxl_dport_protocol_error_inject(dport, 0x8000), 0);
	assert_written(0, "/" DEBUG "0000:34:00.0/einj_inject", "0x8000\n");
	assert_int_equal(cxl_dport_protocol_error_inject(cxl_dport_get_next(dport), 0x8000),
			 -ENOENT);
	fail_next(EBUSY);
	assert_int_equal(cxl_dport_protocol_error_inject(dport, 1), -EBUSY);
}

#define LOADER "/sys/bus/cxl/devices/mem0/firmware/mem0/"

static void test_firmware(void **state)
{
	char image[] = "a firmware image";

	(void)state;
	tree_write("image", image);
	assert_int_equal(cxl_memdev_update_fw(memdev, tree_path("image")), 0);
	assert_written(0, LOADER "loading", "1\n");
	assert_written(1, LOADER "data", image);
	assert_written(2, LOADER "loading", "0\n");
	/* If anything fails after the start, the loader is reset. */
	for (int i = 1; i <= 3; i++) {
		size_t before = fault_count(FAULT_WRITE);

		fault.fail_at = fault_total() + i;
		fault.error = EIO;
		assert_int_equal(cxl_memdev_update_fw(memdev, tree_path("image")), -EIO);
		assert_int_equal(fault_count(FAULT_WRITE), before + (i == 1 ? 1 : i + 1));
		if (i > 1)
			assert_written(before + i, LOADER "loading", "-1\n");
	}
}

static void test_firmware_files(void **state)
{
	(void)state;
	tree_write("empty", "");
	tree_fifo("fifo");
	assert_int_equal(cxl_memdev_update_fw(memdev, tree_path("missing")), -ENOENT);
	assert_int_equal(cxl_memdev_update_fw(memdev, tree_path("empty")), -EINVAL);
	assert_int_equal(cxl_memdev_update_fw(memdev, tree_path("fifo")), -EINVAL);
	assert_int_equal(cxl_memdev_update_fw(memdev, tree_root()), -EINVAL);
	assert_int_equal(cxl_memdev_update_fw(memdev, NULL), -EINVAL);
	assert_int_equal(fault_total(), 0);
}

static void test_firmware_cancel(void **state)
{
	(void)state;
	machine_attr("mem0", "firmware/mem0/status", "idle\n");
	machine_attr("mem0", "firmware/mem0/remaining_size", "0\n");
	assert_int_equal(cxl_memdev_cancel_fw_update(memdev), -ENXIO);
	assert_int_equal(fault_total(), 0);
	machine_attr("mem0", "firmware/mem0/status", "transferring\n");
	assert_int_equal(cxl_memdev_cancel_fw_update(memdev), 0);
	assert_written(0, LOADER "cancel", "1\n");
	fail_next(EBUSY);
	assert_int_equal(cxl_memdev_cancel_fw_update(memdev), -EBUSY);
}

static void test_sanitize(void **state)
{
	(void)state;
	assert_int_equal(cxl_memdev_wait_sanitize(memdev, -1), 0);	/* no attribute */
	machine_attr("mem0", "security/state", "disabled\n");
	assert_int_equal(cxl_memdev_wait_sanitize(memdev, -1), 0);
	machine_attr("mem0", "security/state", "sanitize\n");
	assert_int_equal(cxl_memdev_wait_sanitize(memdev, 0), -ETIMEDOUT);
	assert_int_equal(cxl_memdev_wait_sanitize(memdev, 5), -ETIMEDOUT);
	/* In a snapshot it would never end. */
	fault.other_machine = true;
	assert_int_equal(cxl_memdev_wait_sanitize(memdev, -1), -EROFS);
}

static const unsigned char *sent(struct cxl_cmd *cmd, uint32_t id, size_t len)
{
	const struct fault_op *op;

	fault_reply(0, NULL, 0);
	assert_int_equal(cxl_cmd_submit(cmd), 0);
	op = fault_op(FAULT_SEND, fault_count(FAULT_SEND) - 1);
	assert_int_equal(op->send.id, id);
	assert_int_equal(op->len, len);
	return op->data;
}

static void test_partition(void **state)
{
	struct cxl_cmd *cmd = cxl_cmd_new_set_partition(memdev, 3ULL << 28);
	static const unsigned char reset[10] = { 3 }, now[10] = { 3, 0, 0, 0, 0, 0, 0, 0, 1 };

	(void)state;
	assert_non_null(cmd);
	assert_memory_equal(sent(cmd, CXL_MEM_COMMAND_ID_SET_PARTITION_INFO, 10), reset, 10);
	assert_int_equal(cxl_cmd_partition_set_mode(cmd, CXL_SETPART_IMMEDIATE), 0);
	assert_memory_equal(sent(cmd, CXL_MEM_COMMAND_ID_SET_PARTITION_INFO, 10), now, 10);
	assert_int_equal(cxl_cmd_partition_set_mode(cmd, CXL_SETPART_NEXTBOOT), 0);
	assert_memory_equal(sent(cmd, CXL_MEM_COMMAND_ID_SET_PARTITION_INFO, 10), reset, 10);
	assert_int_equal(cxl_cmd_alert_config_set_valid_alert_actions(cmd, 1), -EINVAL);
	/* The caller made its own input too short. */
	assert_int_equal(cxl_cmd_set_input_payload(cmd, NULL, 1), 0);
	assert_int_equal(cxl_cmd_partition_set_mode(cmd, CXL_SETPART_IMMEDIATE), -EINVAL);
	cxl_cmd_unref(cmd);
	assert_int_equal(cxl_cmd_partition_set_mode(NULL, CXL_SETPART_IMMEDIATE), -EINVAL);
	errno = 0;
	assert_null(cxl_cmd_new_set_partition(memdev, (3ULL << 28) + 1));
	assert_int_equal(errno, EINVAL);
}

static const struct {
	int (*set)(struct cxl_cmd *cmd, int value);
	size_t offset, width;
	int min, max;
} fields[] = {
	{ cxl_cmd_alert_config_set_valid_alert_actions, 0, 1, 0, 255 },
	{ cxl_cmd_alert_config_set_enable_alert_actions, 1, 1, 0, 255 },
	{ cxl_cmd_alert_config_set_life_used_prog_warn_threshold, 2, 1, 0, 255 },
	{ cxl_cmd_alert_config_set_dev_over_temperature_prog_warn_threshold, 4, 2, -32768,
	  65535 },
	{ cxl_cmd_alert_config_set_dev_under_temperature_prog_warn_threshold, 6, 2, -32768,
	  65535 },
	{ cxl_cmd_alert_config_set_corrected_volatile_mem_err_prog_warn_threshold, 8, 2, 0,
	  65535 },
	{ cxl_cmd_alert_config_set_corrected_pmem_err_prog_warn_threshold, 10, 2, 0, 65535 },
};

static void test_alert(void **state)
{
	struct cxl_cmd *cmd = cxl_cmd_new_set_alert_config(memdev);
	unsigned char expected[12] = { 0 };

	(void)state;
	assert_non_null(cmd);
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++) {
		int values[] = { fields[i].min, 5, fields[i].max };

		for (size_t j = 0; j < ARRAY_SIZE(values); j++) {
			assert_int_equal(fields[i].set(cmd, values[j]), 0);
			expected[fields[i].offset] = values[j] & 0xff;
			if (fields[i].width == 2)
				expected[fields[i].offset + 1] = values[j] >> 8 & 0xff;
			assert_memory_equal(sent(cmd, CXL_MEM_COMMAND_ID_SET_ALERT_CONFIG, 12),
					    expected, 12);
		}
		assert_int_equal(fields[i].set(cmd, fields[i].max + 1), -EINVAL);
		assert_int_equal(fields[i].set(cmd, fields[i].min - 1), -EINVAL);
		assert_int_equal(fields[i].set(NULL, 0), -EINVAL);
	}
	assert_int_equal(cxl_cmd_set_input_payload(cmd, NULL, 11), 0);
	assert_int_equal(fields[0].set(cmd, 0), -EINVAL);
	cxl_cmd_unref(cmd);
}

/* A kernel whose list has another length, or lacks the command. */
static void test_no_command(void **state)
{
	(void)state;
	fault.commands = short_commands;
	errno = 0;
	assert_null(cxl_cmd_new_set_alert_config(memdev));
	assert_int_equal(errno, EOPNOTSUPP);
	errno = 0;
	assert_null(cxl_cmd_new_set_partition(memdev, 0));
	assert_int_equal(errno, EOPNOTSUPP);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_poison),
		TEST(test_no_debugfs),
		TEST(test_poison_list),
		TEST(test_protocol_error),
		TEST(test_firmware),
		TEST(test_firmware_files),
		TEST(test_firmware_cancel),
		TEST(test_sanitize),
		TEST(test_partition),
		TEST(test_alert),
		TEST(test_no_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
