// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Replies of the mailbox (lib/cxl/payload/\*.def). The first byte says which command,
 * the second what comes back with the reply; the rest is the reply.
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/fuzz/fuzz.h"
#include "test/harness/tree.h"

static const struct cxl_command_info commands[] = {
	{ .id = CXL_MEM_COMMAND_ID_IDENTIFY, .size_out = 0x43 },
	{ .id = CXL_MEM_COMMAND_ID_GET_FW_INFO, .size_out = 0x50 },
	{ .id = CXL_MEM_COMMAND_ID_GET_PARTITION_INFO, .size_out = 0x20 },
	{ .id = CXL_MEM_COMMAND_ID_GET_HEALTH_INFO, .size_out = 0x12 },
	{ .id = CXL_MEM_COMMAND_ID_GET_ALERT_CONFIG, .size_out = 0x10 },
};

/* Of the reply that is looked at: its length; is it one of the command that is asked? */
static size_t len;
static bool answered;

/* At most @top, or an errno; and a value just when the reply has all the bytes. */
static void check(long long value, size_t end, long long top)
{
	must(value >= -4095 && value <= top);
	if (!answered || len < end)
		must(value < 0);
	else
		must(value >= 0 || value == -EOPNOTSUPP);
}

static void check_capacity(unsigned long long bytes, size_t end)
{
	must(bytes == ULLONG_MAX || (answered && len >= end && bytes % (256ULL << 20) == 0));
}

#define WIDTH_u8	1
#define WIDTH_u16	2
#define WIDTH_t16	2
#define TOP_u8		0xff
#define TOP_u16		0xffff
#define TOP_t16		0xffff

static void check_health(struct cxl_cmd *cmd)
{
#define GET(name)	cxl_cmd_health_info_get_##name(cmd)
#define BIT(name, offset, bit, key)		check(GET(name), (offset) + 1, 1);
#define STATE(name, offset, value, key)		check(GET(name), (offset) + 1, 1);
#define LEVELS2(name, offset, shift, key) \
	check(GET(name##_normal), (offset) + 1, 1); \
	check(GET(name##_warning), (offset) + 1, 1);
#define LEVELS3(name, offset, shift, key) \
	LEVELS2(name, offset, shift, key) \
	check(GET(name##_critical), (offset) + 1, 1);
#define NUMBER(kind, name, offset, none, key, format) \
	check(GET(name), (offset) + WIDTH_##kind, TOP_##kind);
#define COUNTER(name, offset, key) \
	check(cxl_cmd_health_info_count_##name(cmd), (offset) + 4, UINT32_MAX); \
	must(GET(name) == (int)cxl_cmd_health_info_count_##name(cmd));
#include "lib/cxl/command/payload/health.def"
#undef GET
}

static void check_alert(struct cxl_cmd *cmd)
{
#define BIT(name, offset, bit)	check(cxl_cmd_alert_config_##name(cmd), (offset) + 1, 1);
#define NUMBER(kind, name, offset, format, ...) \
	check(cxl_cmd_alert_config_get_##name(cmd), (offset) + WIDTH_##kind, TOP_##kind);
#include "lib/cxl/command/payload/alert.def"
}

static void check_partition(struct cxl_cmd *cmd)
{
#define CAPACITY(name, offset, key, ...) \
	check_capacity(cxl_cmd_partition_get_##name(cmd), (offset) + 8);
#include "lib/cxl/command/payload/partition.def"
}

static void check_identify(struct cxl_cmd *cmd)
{
	for (int room = -1; room <= 17; room++) {
		char *text = malloc(room > 0 ? room : 1);
		int rc;

		must(text);
		rc = cxl_cmd_identify_get_fw_rev(cmd, text, room);
		must(room < 0 ? rc == -EINVAL : rc <= 0 && (rc == 0) == (answered && len >= 16));
		free(text);
	}
#define CAPACITY(name, offset, key, ...) \
	check_capacity(cxl_cmd_identify_get_##name(cmd), (offset) + 8);
#define BYTES(name, offset) \
	if (!answered || len < (offset) + 4) \
		must((int)cxl_cmd_identify_get_##name(cmd) < 0);
#include "lib/cxl/command/payload/identify.def"
}

static void check_firmware(struct cxl_cmd *cmd)
{
	for (int slot = -1; slot <= 6; slot++) {
		for (unsigned int room = 0; room <= 17; room++) {
			char *text = malloc(room ? room : 1);
			int rc;

			must(text);
			rc = cxl_cmd_fw_info_get_fw_ver(cmd, slot, text, room);
			must(rc <= 0);
			if (rc == 0)
				must(room && slot >= 1 && slot <= 4 && text[0] && answered &&
				     len >= 16U * (slot + 1));
			free(text);
		}
	}
#define BITS(name, offset, shift, nr, key, ...) \
	must(cxl_cmd_fw_info_get_##name(cmd) < 1U << (nr)); \
	must((answered && len > (offset)) || !cxl_cmd_fw_info_get_##name(cmd));
#define BIT(name, offset, bit, key) \
	must((answered && len > (offset)) || !cxl_cmd_fw_info_get_##name(cmd));
#include "lib/cxl/command/payload/fw-info.def"
}

static const struct {
	struct cxl_cmd *(*make)(struct cxl_memdev *memdev);
	void (*check)(struct cxl_cmd *cmd);
	size_t size;
} replies[] = {
	{ cxl_cmd_new_get_health_info, check_health, 0x12 },
	{ cxl_cmd_new_get_alert_config, check_alert, 0x10 },
	{ cxl_cmd_new_get_partition, check_partition, 0x20 },
	{ cxl_cmd_new_identify, check_identify, 0x43 },
	{ cxl_cmd_new_get_fw_info, check_firmware, 0x50 },
};

static struct cxl_memdev *memdev(void)
{
	static struct cxl_memdev *one;

	if (!one) {
		must(tree_setup(NULL) == 0);
		machine_memdev(0, 512, 1024);
		one = cxl_memdev_get_first(machine_open());
		must(one);
	}
	return one;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cxl_cmd *cmd;
	size_t which;
	int error;

	if (size < 2)
		return 0;
	which = data[0] % ARRAY_SIZE(replies);
	fault_begin();
	fault.commands = commands;
	fault.nr_commands = ARRAY_SIZE(commands);
	cmd = replies[which].make(memdev());
	must(cmd);
	/* An errno, a refusal of the device, or a reply. */
	error = data[1] >= 0xf0 ? data[1] - 0xef : 0;
	if (error)
		fault_reply_errno(error);
	else
		fault_reply(data[1] >= 0xe0 ? data[1] - 0xdf : 0, data + 2, size - 2);
	must(cxl_cmd_submit(cmd) == -error);
	len = size - 2 < replies[which].size ? size - 2 : replies[which].size;
	for (size_t i = 0; i < ARRAY_SIZE(replies); i++) {
		answered = data[1] < 0xe0 && i == which;
		replies[i].check(cmd);
	}
	cxl_cmd_unref(cmd);
	fault_end();
	return 0;
}
