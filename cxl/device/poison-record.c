// SPDX-License-Identifier: GPL-2.0-or-later
/* One record of a list of poison: see media-record.h. */
#include <stdio.h>

#include "cxl/device/poison-record.h"

/* Of the field trace_type: others are injected and cleared poison. */
enum { TRACE_LIST = 0 };

enum { FLAG_MORE = 1, FLAG_OVERFLOW = 2, FLAG_SCANNING = 4, FLAGS_ABSENT = 0xff };

static unsigned long long number(const struct trace_event *event, const char *field)
{
	unsigned long long value;

	return trace_number(event, field, &value) ? value : MEDIA_ABSENT;
}

bool media_record_read(const struct trace_event *event, struct media_record *record)
{
	*record = (struct media_record){
		.dpa = number(event, "dpa"),
		.hpa = number(event, "hpa"),	/* since Linux 6.10 */
		.length = number(event, "dpa_length"),
		.source = number(event, "source"),
		.flags = number(event, "flags"),
		.overflow_t = number(event, "overflow_ts"),
	};
	if (!trace_text(event, "region", record->region, sizeof(record->region)))
		record->region[0] = '\0';
	return number(event, "trace_type") == TRACE_LIST &&
	       trace_text(event, "memdev", record->memdev, sizeof(record->memdev)) &&
	       record->memdev[0];
}

/* CXL 3.1 table 8-140: Media Error Record. */
static bool show_source(void *object, struct value *value)
{
	static const char *const sources[] = {
		"Unknown", "External", "Internal", "Injected",
		[7] = "Vendor Specific",
	};
	unsigned long long source = ((struct media_record *)object)->source;

	value->text = source < ARRAY_SIZE(sources) && sources[source] ? sources[source] :
									"Reserved";
	return source != MEDIA_ABSENT;
}

/* Separated by commas, with none at the end. */
static bool show_flags(void *object, struct value *value)
{
	static const char *const texts[] = {
		[FLAG_MORE] = "More",
		[FLAG_OVERFLOW] = "Overflow",
		[FLAG_MORE | FLAG_OVERFLOW] = "More,Overflow",
		[FLAG_SCANNING] = "Scanning",
		[FLAG_SCANNING | FLAG_MORE] = "More,Scanning",
		[FLAG_SCANNING | FLAG_OVERFLOW] = "Scanning,Overflow",
		[FLAG_SCANNING | FLAG_MORE | FLAG_OVERFLOW] = "More,Scanning,Overflow",
	};
	unsigned long long flags = ((struct media_record *)object)->flags;

	value->text = texts[flags & (ARRAY_SIZE(texts) - 1)];
	return flags != MEDIA_ABSENT && flags != FLAGS_ABSENT && value->text;
}

static bool show_overflow_t(void *object, struct value *value)
{
	struct media_record *record = object;

	return record->flags != MEDIA_ABSENT && record->flags != FLAGS_ABSENT &&
	       record->flags & FLAG_OVERFLOW && value_u64(value, record->overflow_t);
}

static const struct show_row rows[] = {
	SHOW_MEMBER("offset", hex, struct media_record, offset, u64),
	SHOW_MEMBER("length", size, struct media_record, length, u64),
	{ "source", SHOW_text, .get = show_source },
	{ "flags", SHOW_text, .get = show_flags },
	{ "overflow_t", SHOW_hex, .get = show_overflow_t },
};

const struct show_type media_record_type = {
	.name = "media_error",
	.rows = rows,
	.nr = ARRAY_SIZE(rows),
};
