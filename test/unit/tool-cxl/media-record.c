// SPDX-License-Identifier: GPL-2.0-or-later
/* A trace event of poison as a record, and its output: no byte after it is read. */
#include <stdlib.h>
#include <string.h>

#include "cxl/device/poison-record.h"
#include "test/double/poison.h"
#include "test/harness/test.h"

static struct tep_handle *tep;
static struct tep_event *format;

static int setup(void **state)
{
	(void)state;
	tep = tep_alloc();
	format = poison_format(tep, NULL);
	return format ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	tep_free(tep);
	return 0;
}

/* The memory ends with the record, so that a sanitizer detects reads after it. */
static bool read_bytes(const struct poison_record *bytes, size_t size, struct media_record *record)
{
	void *copy = malloc(size ? size : 1);
	struct trace_event event = { format, copy, size };
	bool is_record;

	assert_non_null(copy);
	memcpy(copy, bytes, size);
	is_record = media_record_read(&event, record);
	free(copy);
	return is_record;
}

static void test_fields(void **state)
{
	struct poison_record bytes = poison_record();
	struct media_record record;

	(void)state;
	assert_true(read_bytes(&bytes, sizeof(bytes), &record));
	assert_string_equal(record.memdev, "mem3");
	assert_string_equal(record.region, "region12");
	assert_int_equal(record.dpa, 0x1000);
	assert_int_equal(record.length, 64);
	assert_int_equal(record.source, 3);
	assert_int_equal(record.flags, 0);
	assert_true(record.hpa == MEDIA_ABSENT);
	/* Injected and cleared poison is not part of a list. */
	for (bytes.trace_type = 1; bytes.trace_type < 4; bytes.trace_type++)
		assert_false(read_bytes(&bytes, sizeof(bytes), &record));
}

static void test_short(void **state)
{
	struct poison_record bytes = poison_record();
	struct media_record record;

	(void)state;
	for (size_t size = 0; size < sizeof(bytes); size++)
		if (read_bytes(&bytes, size, &record))
			assert_string_equal(record.memdev, "mem3");
}

static void test_texts(void **state)
{
	struct poison_record bytes = poison_record();
	struct media_record record;

	(void)state;
	bytes.region = 0;
	assert_true(read_bytes(&bytes, sizeof(bytes), &record));
	assert_string_equal(record.region, "");
	/* Outside the record by offset, by length, without an end, longer than any name. */
	bytes.region = 5 << 16 | 0xffff;
	assert_true(read_bytes(&bytes, sizeof(bytes), &record));
	assert_string_equal(record.region, "");
	bytes.region = 0xffffU << 16 | offsetof(struct poison_record, texts);
	assert_true(read_bytes(&bytes, sizeof(bytes), &record));
	assert_string_equal(record.region, "");
	memset(bytes.texts, 'x', sizeof(bytes.texts));
	bytes.region = (uint32_t)sizeof(bytes.texts) << 16 | offsetof(struct poison_record, texts);
	assert_true(read_bytes(&bytes, sizeof(bytes), &record));
	assert_int_equal(strlen(record.region), sizeof(record.region) - 1);
	bytes.memdev = 0;
	assert_false(read_bytes(&bytes, sizeof(bytes), &record));
}

static void test_missing_fields(void **state)
{
	struct poison_record bytes = poison_record();
	struct media_record record;

	(void)state;
	bytes.hpa = 5;
	/* Before Linux 6.10, there is no hpa. */
	tep_free(tep);
	tep = tep_alloc();
	format = poison_format(tep, "hpa");
	assert_non_null(format);
	assert_true(read_bytes(&bytes, sizeof(bytes), &record));
	assert_true(record.hpa == MEDIA_ABSENT);
	tep_free(tep);
	tep = tep_alloc();
	format = poison_format(tep, "memdev");
	assert_false(read_bytes(&bytes, sizeof(bytes), &record));
}

/* The text of a row; NULL: not shown. */
static const char *text_of(struct media_record *record, const char *key)
{
	for (size_t i = 0; i < media_record_type.nr; i++) {
		const struct show_row *row = &media_record_type.rows[i];
		struct value value;

		if (!strcmp(row->key, key))
			return row_get(row, record, NULL, &value) ? value.text : NULL;
	}
	fail_msg("no key %s", key);
	return NULL;
}

static void test_source(void **state)
{
	static const char *const texts[] = { "Unknown", "External", "Internal", "Injected",
					     "Reserved", "Reserved", "Reserved",
					     "Vendor Specific", "Reserved" };
	struct media_record record = { 0 };

	(void)state;
	for (record.source = 0; record.source < ARRAY_SIZE(texts); record.source++)
		assert_string_equal(text_of(&record, "source"), texts[record.source]);
	record.source = 255;
	assert_string_equal(text_of(&record, "source"), "Reserved");
	record.source = MEDIA_ABSENT;
	assert_null(text_of(&record, "source"));
}

static void test_flags(void **state)
{
	static const char *const texts[] = { NULL, "More", "Overflow", "More,Overflow", "Scanning",
					     "More,Scanning", "Scanning,Overflow",
					     "More,Scanning,Overflow", NULL };
	struct media_record record = { .overflow_t = 1 };

	(void)state;
	for (record.flags = 0; record.flags < ARRAY_SIZE(texts); record.flags++) {
		const char *text = text_of(&record, "flags");

		assert_true(!text == !texts[record.flags]);
		if (text)
			assert_string_equal(text, texts[record.flags]);
		assert_true(!text_of(&record, "overflow_t") == !(record.flags & 2));
	}
	record.flags = 0xff;
	assert_null(text_of(&record, "flags"));
	assert_null(text_of(&record, "overflow_t"));
	record.flags = MEDIA_ABSENT;
	assert_null(text_of(&record, "flags"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_fields, setup, teardown),
		cmocka_unit_test_setup_teardown(test_short, setup, teardown),
		cmocka_unit_test_setup_teardown(test_texts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_missing_fields, setup, teardown),
		cmocka_unit_test(test_source),
		cmocka_unit_test(test_flags),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
