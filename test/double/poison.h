/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The trace event cxl_poison as Linux 6.12 describes it, and records of it. */
#pragma once

#include <event-parse.h>
#include <stdint.h>

#include "lib/tool/trace/instance.h"

/* The bytes of a record up to its texts. */
struct poison_record {
	uint16_t type;
	uint8_t flags_and_count[2];
	int32_t pid;
	uint32_t memdev, host;		/* length of the text above, its offset below */
	uint64_t serial;
	uint8_t trace_type, gap[3];
	uint32_t region;
	uint64_t overflow_ts, hpa, dpa;
	uint32_t dpa_length;
	uint8_t uuid[16], source, flags;
	char texts[66];
};

/* Loads the format into @tep; @without: the name of a field to leave out, or NULL. */
struct tep_event *poison_format(struct tep_handle *tep, const char *without);

/* A record of "mem3" and "region12". */
struct poison_record poison_record(void);
