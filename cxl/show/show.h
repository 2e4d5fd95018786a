/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The row tables: what "cxl list" and others show of each type. */
#pragma once

#include "lib/tool/view/row.h"

extern const struct show_rows memdev_rows;	/* of struct cxl_memdev */

/* What there is of each in the flat listing and in tables. */
extern const struct show_type bus_type, port_type, endpoint_type, memdev_type, decoder_type,
	region_type, dport_type, target_type, mapping_type;

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

/* Their getters; all are in show-mailbox.c. */
bool show_health(void *memdev, struct value *value);
bool show_alert_config(void *memdev, struct value *value);
bool show_partition_info(void *memdev, struct value *value);
bool show_firmware(void *memdev, struct value *value);
extern const struct show_part memdev_parts[];

/* The topology; _targets: with the number of dports. */
extern const struct show_rows bus_rows;		/* of struct cxl_bus */
extern const struct show_rows bus_rows_targets;
extern const struct show_rows port_rows;	/* of struct cxl_port */
extern const struct show_rows port_rows_targets;
extern const struct show_rows endpoint_rows;	/* of struct cxl_port */
extern const struct show_rows dport_rows;	/* of struct cxl_dport */
extern const struct show_rows decoder_rows;	/* of struct cxl_decoder */
extern const struct show_rows target_rows;	/* of struct cxl_target */
extern const struct show_rows region_rows;	/* of struct cxl_region */
extern const struct show_rows mapping_rows;	/* of struct cxl_memdev_mapping */
