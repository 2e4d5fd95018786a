/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The row tables: what "cxl list" and others show of each type. */
#pragma once

#include "../lib/cli/show.h"

extern const struct show_rows memdev_rows;	/* of struct cxl_memdev */

/*
 * Parts of a memdev that are shown when the session asks for them: each costs a
 * mailbox command or two.
 */
enum memdev_part {
	MEMDEV_PART_health = 1,
	MEMDEV_PART_alert_config = 2,
	MEMDEV_PART_partition_info = 4,
	MEMDEV_PART_firmware = 8,
	MEMDEV_PARTS_ALL = 15,
};

/* Their getters; all are in show-mailbox.c. */
bool show_health(void *memdev, struct value *value);
bool show_alert_config(void *memdev, struct value *value);
bool show_partition_info(void *memdev, struct value *value);
bool show_firmware(void *memdev, struct value *value);
