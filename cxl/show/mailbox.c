// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What is shown of the answers of a memdev's mailbox: the rows of
 * lib/cxl/payload/\*.def. Each answer is an object of its own below the memdev.
 */
#include <cxl/libcxl.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "cxl/device/mailbox.h"
#include "cxl/show/show.h"

/* An answer while it is shown. */
struct answer {
	struct cxl_memdev *memdev;
	struct cxl_cmd *cmd;
	struct cxl_cmd *second;		/* of partition_info; NULL: there is none */
	char text[17];			/* the last text that was shown */
};

static void answer_free(void *object)
{
	struct answer *answer = object;

	cxl_cmd_unref(answer->cmd);
	cxl_cmd_unref(answer->second);
	free(answer);
}

/* Does the reply reach as far as this? For accessors that cannot say so. */
static bool has_bytes(const struct answer *answer, int offset, int width)
{
	return cxl_cmd_get_out_size(answer->cmd) >= offset + width;
}

static bool is_asked(const struct session *session, enum memdev_part part, struct value *value)
{
	if (session && session->parts & part)
		return true;
	value->where = SHOW_UNASKED;
	return false;
}

/* From the result of an accessor to a value: negative is none. */
static bool value_bit(struct value *value, int bit)
{
	value->flag = bit;
	return bit >= 0;
}

static bool value_count(struct value *value, long long count)
{
	value->num = count;
	return count >= 0;
}

#define value_u8	value_count
#define value_u16	value_count

static bool value_t16(struct value *value, int raw)
{
	value->num = (int16_t)raw;
	return raw >= 0;
}

static bool value_capacity(struct value *value, unsigned long long bytes)
{
	value->u64 = bytes;
	return bytes != ULLONG_MAX;
}

static bool value_level(struct value *value, int normal, int warning, int critical)
{
	value->text = normal > 0 ? "normal" : warning > 0 ? "warning" :
		      critical > 0 ? "critical" : "unknown";
	return normal >= 0;
}

/* ---- health ---- */

#define GETTER(prefix, name, how, command) \
	static bool prefix##_##name(void *object, struct value *value) \
	{ \
		const struct answer *answer = object; \
		\
		return how(value, command); \
	}

#define HEALTH(name)	cxl_cmd_health_info_get_##name(answer->cmd)
#define BIT(name, offset, bit, key)	GETTER(health, name, value_bit, HEALTH(name))
#define STATE(name, offset, value, key)	GETTER(health, name, value_bit, HEALTH(name))
#define NUMBER(kind, name, offset, none, key, format) \
	GETTER(health, name, value_##kind, HEALTH(name))
#define COUNTER(name, offset, key) \
	GETTER(health, name, value_count, cxl_cmd_health_info_count_##name(answer->cmd))
#define LEVELS(name, critical) \
	static bool health_##name(void *object, struct value *value) \
	{ \
		const struct answer *answer = object; \
		\
		return value_level(value, HEALTH(name##_normal), HEALTH(name##_warning), \
				   critical); \
	}
#define LEVELS2(name, offset, shift, key)	LEVELS(name, 0)
#define LEVELS3(name, offset, shift, key)	LEVELS(name, HEALTH(name##_critical))
#include "lib/cxl/command/payload/health.def"

static const struct show_row health_rows[] = {
#define BIT(name, offset, bit, key)		{ key, SHOW_flag, .get = health_##name },
#define STATE(name, offset, value, key)		{ key, SHOW_flag, .get = health_##name },
#define LEVELS2(name, offset, shift, key)	{ key, SHOW_text, .get = health_##name },
#define LEVELS3(name, offset, shift, key)	{ key, SHOW_text, .get = health_##name },
#define NUMBER(kind, name, offset, none, key, format) { key, SHOW_##format, .get = health_##name },
#define COUNTER(name, offset, key)		{ key, SHOW_dec, .get = health_##name },
#include "lib/cxl/command/payload/health.def"
};

/* ---- alert_config ---- */

#define BIT(name, offset, bit) \
	GETTER(alert, name, value_bit, cxl_cmd_alert_config_##name(answer->cmd))
#define NUMBER(kind, name, offset, format, ...) \
	GETTER(alert, name, value_##kind, cxl_cmd_alert_config_get_##name(answer->cmd))
#include "lib/cxl/command/payload/alert.def"

static const struct show_row alert_rows[] = {
#define BIT(name, offset, bit)			{ #name, SHOW_flag, .get = alert_##name },
#define NUMBER(kind, name, offset, format, ...) \
	{ #name, SHOW_##format, .get = alert_##name, __VA_ARGS__ },
#include "lib/cxl/command/payload/alert.def"
};

/* ---- partition_info: Identify, then Get Partition Info ---- */

#define CAPACITY(name, offset, key, ...) \
	GETTER(identify, name, value_capacity, cxl_cmd_identify_get_##name(answer->cmd))
#include "lib/cxl/command/payload/identify.def"
#define CAPACITY(name, offset, key) \
	GETTER(partition, name, value_capacity, cxl_cmd_partition_get_##name(answer->second))
#include "lib/cxl/command/payload/partition.def"

static const struct show_row partition_rows[] = {
#define CAPACITY(name, offset, key, ...) \
	{ key, SHOW_size, .get = identify_##name, __VA_ARGS__ },
#include "lib/cxl/command/payload/identify.def"
#define CAPACITY(name, offset, key)		{ key, SHOW_size, .get = partition_##name },
#include "lib/cxl/command/payload/partition.def"
};

/* ---- firmware ---- */

static bool firmware_revision(void *object, int slot, struct value *value)
{
	struct answer *answer = object;

	value->text = answer->text;
	return cxl_cmd_fw_info_get_fw_ver(answer->cmd, slot, answer->text,
					  sizeof(answer->text) - 1) == 0;
}

static bool value_slot(const struct answer *answer, struct value *value, unsigned int slot)
{
	value->num = slot;
	return slot > 0 && slot <= cxl_cmd_fw_info_get_num_slots(answer->cmd);
}

#define FIRMWARE(name)	cxl_cmd_fw_info_get_##name(answer->cmd)
#define BITS(name, offset, shift, nr, key, ...) \
	static bool firmware_##name(void *object, struct value *value) \
	{ \
		const struct answer *answer = object; \
		\
		value->num = FIRMWARE(name); \
		return has_bytes(answer, offset, 1); \
	}
#define BITS_IF(name, offset, shift, nr, key, ...) \
	static bool firmware_##name(void *object, struct value *value) \
	{ \
		const struct answer *answer = object; \
		\
		return value_slot(answer, value, FIRMWARE(name)); \
	}
#define BIT(name, offset, bit, key) \
	static bool firmware_##name(void *object, struct value *value) \
	{ \
		const struct answer *answer = object; \
		\
		value->flag = FIRMWARE(name); \
		return has_bytes(answer, offset, 1); \
	}
#define REVISION(slot, offset, key) \
	static bool firmware_revision_##slot(void *object, struct value *value) \
	{ \
		return firmware_revision(object, slot, value); \
	}
#include "lib/cxl/command/payload/fw-info.def"

/* Of a state that is not known nothing can be said. */
static bool firmware_fw_update_in_progress(void *object, struct value *value)
{
	const struct answer *answer = object;
	enum cxl_fwl_status status = cxl_memdev_get_fwl_status(answer->memdev);

	value->flag = status != CXL_FWL_STATUS_IDLE;
	return status != CXL_FWL_STATUS_UNKNOWN;
}

static bool firmware_remaining_size(void *object, struct value *value)
{
	const struct answer *answer = object;

	if (!firmware_fw_update_in_progress(object, value) || !value->flag)
		return false;
	value->u64 = cxl_memdev_fw_update_get_remaining(answer->memdev);
	return true;
}

static const struct show_row firmware_rows[] = {
#define BITS(name, offset, shift, nr, key, ...) \
	{ key, SHOW_dec, .get = firmware_##name, __VA_ARGS__ },
#define BIT(name, offset, bit, key)		{ key, SHOW_flag, .get = firmware_##name },
#define REVISION(slot, offset, key)		{ key, SHOW_text, .get = firmware_revision_##slot },
#define FACT(name, key, format)			{ key, SHOW_##format, .get = firmware_##name },
#include "lib/cxl/command/payload/fw-info.def"
};

/* ---- the keys of the memdev ---- */

/* "ok", or every key that tells of something else. */
static bool health_brief(void *answer, char *buf, size_t len)
{
	const char *gap = "";
	size_t used = 0;

	for (size_t i = 0; i < ARRAY_SIZE(health_rows) && used < len; i++) {
		const struct show_row *row = &health_rows[i];
		struct value value = { 0 };
		const char *level = "";

		if (!row->get(answer, &value) || !strcmp(row->key, "media_normal"))
			continue;
		if (row->format == SHOW_text && strcmp(value.text, "normal") != 0)
			level = value.text;
		else if (row->format != SHOW_flag || !value.flag)
			continue;
		used += snprintf(buf + used, len - used, "%s%s%s%s", gap, row->key,
				 level[0] ? " " : "", level);
		gap = ", ";
	}
	if (!used)
		snprintf(buf, len, "ok");
	return used;
}

const struct show_type health_type = {
	.name = "health",
	.rows = health_rows,
	.nr = ARRAY_SIZE(health_rows),
	.brief = health_brief,
	.release = answer_free,
};

#define ANSWER(name_, rows_) \
	const struct show_type name_##_type = { \
		.name = #name_, .rows = rows_, .nr = ARRAY_SIZE(rows_), .release = answer_free, \
	}

ANSWER(alert_config, alert_rows);
ANSWER(partition_info, partition_rows);
ANSWER(firmware, firmware_rows);

/* Send the command: its answer is the object of @value. NULL: there is none. */
static struct answer *ask(struct session *session, struct cxl_memdev *memdev,
			  struct cxl_cmd *(*make)(struct cxl_memdev *memdev), const char *what,
			  struct value *value)
{
	struct cxl_cmd *cmd = mailbox_ask(session, memdev, make, what);
	struct answer *answer;

	if (!cmd)
		return NULL;
	answer = calloc(1, sizeof(*answer));
	if (!answer) {
		say_error("out of memory: %s is left out", what);
		cxl_cmd_unref(cmd);
		return NULL;
	}
	answer->memdev = memdev;
	answer->cmd = cmd;
	value->object = answer;
	return answer;
}

bool ask_health(void *memdev, void *session, struct value *value)
{
	return is_asked(session, MEMDEV_PART_health, value) &&
	       ask(session, memdev, cxl_cmd_new_get_health_info, "health", value);
}

bool ask_alert_config(void *memdev, void *session, struct value *value)
{
	return is_asked(session, MEMDEV_PART_alert_config, value) &&
	       ask(session, memdev, cxl_cmd_new_get_alert_config, "alert_config", value);
}

bool ask_firmware(void *memdev, void *session, struct value *value)
{
	return is_asked(session, MEMDEV_PART_firmware, value) &&
	       ask(session, memdev, cxl_cmd_new_get_fw_info, "firmware", value);
}

bool ask_partition_info(void *memdev, void *session, struct value *value)
{
	unsigned long long align;
	struct answer *answer;

	if (!is_asked(session, MEMDEV_PART_partition_info, value))
		return false;
	answer = ask(session, memdev, cxl_cmd_new_identify, "partition_info", value);
	if (!answer)
		return false;
	/* A device that cannot be partitioned does not have the second command. */
	align = cxl_cmd_identify_get_partition_align(answer->cmd);
	if (align && align != ULLONG_MAX)
		answer->second = mailbox_ask(session, memdev, cxl_cmd_new_get_partition,
					     "active_volatile_size");
	return true;
}
