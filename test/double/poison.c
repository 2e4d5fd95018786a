// SPDX-License-Identifier: GPL-2.0-or-later
/* The trace event cxl_poison: see poison.h. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "test/double/poison.h"

#define FIELD(type, name, size)	{ type, #name, offsetof(struct poison_record, name), size }

static const struct {
	const char *type, *name;
	size_t offset;
	int size;
} fields[] = {
	FIELD("__data_loc char[]", memdev, 4), FIELD("__data_loc char[]", host, 4),
	FIELD("u64", serial, 8), FIELD("u8", trace_type, 1),
	FIELD("__data_loc char[]", region, 4), FIELD("u64", overflow_ts, 8),
	FIELD("u64", hpa, 8), FIELD("u64", dpa, 8), FIELD("u32", dpa_length, 4),
	FIELD("u8", source, 1), FIELD("u8", flags, 1),
};

struct tep_event *poison_format(struct tep_handle *tep, const char *without)
{
	char text[4096];
	int used;

	used = snprintf(text, sizeof(text), "name: cxl_poison\nID: 664\nformat:\n"
			"\tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;\n"
			"\tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;\n\n");
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
		if (!without || strcmp(fields[i].name, without) != 0)
			used += snprintf(text + used, sizeof(text) - used,
					 "\tfield:%s %s;\toffset:%zu;\tsize:%d;\tsigned:0;\n",
					 fields[i].type, fields[i].name, fields[i].offset,
					 fields[i].size);
	used += snprintf(text + used, sizeof(text) - used, "\nprint fmt: \"%%d\", REC->source\n");
	return tep_parse_event(tep, text, used, "cxl") ?
		       NULL : tep_find_event_by_name(tep, "cxl", "cxl_poison");
}

static uint32_t put(struct poison_record *record, size_t at, const char *text)
{
	size_t len = strlen(text) + 1;

	memcpy(record->texts + at, text, len);
	return len << 16 | (uint32_t)(offsetof(struct poison_record, texts) + at);
}

struct poison_record poison_record(void)
{
	struct poison_record record = {
		.type = 664, .serial = 3, .hpa = ~0ULL, .dpa = 0x1000, .dpa_length = 64,
		.source = 3, .overflow_ts = 77,
	};

	record.memdev = put(&record, 0, "mem3");
	record.region = put(&record, 8, "region12");
	record.host = put(&record, 20, "0000:35:00.0");
	return record;
}
