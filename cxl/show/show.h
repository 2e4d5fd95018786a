/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The row tables: what "cxl list" and others show of each type. */
#pragma once

#include "lib/tool/view/row.h"

extern const struct show_type
	bus_type,	/* of struct cxl_bus; a full node has the number of dports */
	port_type,	/* of struct cxl_port; the same */
	endpoint_type,	/* of struct cxl_port */
	memdev_type, decoder_type, region_type, dport_type,
	target_type,
	mapping_type;	/* of struct cxl_memdev_mapping */

/*
 * Parts of a memdev that are shown when the session asks for them: each costs a
 * mailbox command or two.
 */
enum memdev_part {
	MEMDEV_PART_health = 1,
	MEMDEV_PART_alert_config = 2,
	MEMDEV_PART_partition_info = 4,
	MEMDEV_PART_firmware = 8,
	MEMDEV_PART_media_errors = 16,	/* of regions, too */
	MEMDEV_PARTS_ALL = 31,
};

/* Their getters. @session: struct session, or NULL: nothing is asked for. */
bool ask_health(void *memdev, void *session, struct value *value);
bool ask_alert_config(void *memdev, void *session, struct value *value);
bool ask_partition_info(void *memdev, void *session, struct value *value);
bool ask_firmware(void *memdev, void *session, struct value *value);

/* What they show. */
extern const struct show_type health_type, alert_config_type, partition_info_type, firmware_type;
