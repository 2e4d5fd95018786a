// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/mailbox/labels.h: every byte in one chunk, none larger than the mailbox. */
#include <errno.h>
#include <string.h>

#include "lib/mailbox/labels.h"
#include "test/harness/test.h"

struct seen {
	size_t nr, next, longest;
	int fail_at;
};

static int transfer(void *data, size_t done, size_t length)
{
	struct seen *seen = data;

	assert_int_equal(done, seen->next);
	assert_true(length > 0);
	seen->next += length;
	seen->longest = length > seen->longest ? length : seen->longest;
	return (int)++seen->nr == seen->fail_at ? -EIO : 0;
}

static void test_chunks(void **state)
{
	(void)state;
	for (size_t payload = 9; payload < 40; payload++)
		for (size_t length = 0; length < 100; length++) {
			struct seen seen = { 0 };
			size_t max = payload - LABEL_HEADER;

			assert_int_equal(label_for_each_chunk(payload, length, transfer, &seen), 0);
			assert_int_equal(seen.next, length);
			assert_int_equal(seen.nr, (length + max - 1) / max);
			assert_true(seen.longest <= max);
		}
}

static void test_failure(void **state)
{
	struct seen seen = { .fail_at = 2 };

	(void)state;
	assert_int_equal(label_for_each_chunk(12, 100, transfer, &seen), -EIO);
	assert_int_equal(seen.nr, 2);
	assert_int_equal(label_for_each_chunk(LABEL_HEADER, 1, transfer, &seen), -EINVAL);
	assert_int_equal(label_for_each_chunk(0, 1, transfer, &seen), -EINVAL);
	assert_int_equal(seen.nr, 2);
}

static void test_header(void **state)
{
	char header[LABEL_HEADER + 1];

	(void)state;
	memset(header, 'x', sizeof(header));
	label_header(header, 0x01020304, 0x100);
	assert_memory_equal(header, "\4\3\2\1\0\1\0\0x", 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chunks),
		cmocka_unit_test(test_failure),
		cmocka_unit_test(test_header),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
