// SPDX-License-Identifier: GPL-2.0-or-later
/* Records of poison as the trace buffer could hold them: the bytes of one event. */
#include <stdlib.h>
#include <string.h>

#include "cxl/device/poison-record.h"
#include "test/double/poison.h"
#include "test/fuzz/fuzz.h"

static struct tep_event *format(void)
{
	static struct tep_event *one;

	if (!one)
		one = poison_format(tep_alloc(), NULL);
	must(one);
	return one;
}

static void check_rows(struct media_record *record)
{
	for (size_t i = 0; i < media_record_type.nr; i++) {
		const struct show_row *row = &media_record_type.rows[i];
		struct value value;

		if (row_get(row, record, NULL, &value) && row->format == SHOW_text)
			must(value.text && strlen(value.text) < 32);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct poison_record bytes = poison_record();
	struct trace_event event = { format(), data, size };
	struct media_record record;

	/* As they are, and behind the beginning of a good one. */
	if (media_record_read(&event, &record)) {
		must(size > offsetof(struct poison_record, trace_type));
		must(record.memdev[0] && strlen(record.memdev) < sizeof(record.memdev));
		must(strlen(record.region) < sizeof(record.region));
	}
	check_rows(&record);
	if (size > sizeof(bytes) - 8)
		return 0;
	memcpy((char *)&bytes + 8, data, size);
	event.data = &bytes;
	event.size = sizeof(bytes);
	if (media_record_read(&event, &record))
		must(bytes.trace_type == 0);
	check_rows(&record);
	return 0;
}
