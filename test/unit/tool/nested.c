// SPDX-License-Identifier: GPL-2.0-or-later
/* Objects inside objects (SHOW_rows of lib/tool/view/row.h) as JSON. */
#include <string.h>

#include "lib/tool/view/emit.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"

static int released;

static bool get_size(void *object, struct value *value)
{
	value->u64 = *(unsigned long long *)object;
	return value->u64 != 0;
}

static void release(void *object)
{
	(void)object;
	released++;
}

static const struct show_row inner_rows[] = { { "size", SHOW_size, .get = get_size } };
static const struct show_type inner = { .rows = inner_rows, .nr = 1, .release = release };

static bool get_inner(void *object, struct value *value)
{
	value->object = object;
	return true;
}

static const struct show_row outer_rows[] = {
	{ "first", SHOW_rows, .get = get_inner, .inner = &inner },
	{ "second", SHOW_rows, .get = get_inner, .inner = &inner },
};
static const struct show_type outer = { .rows = outer_rows, .nr = 2 };

static void emit(unsigned long long size, bool human, const char *expected)
{
	struct group group = { .key = "things" };
	int rc;

	released = 0;
	assert_non_null(group_add(&group, &outer, &size));
	capture_begin();
	rc = emit_json(&group, 1, NULL, human);
	capture_end();
	group_free(&group);
	assert_int_equal(rc, 0);
	assert_string_equal(captured_out(), expected);
	/* Objects made for the output are released, shown or not. */
	assert_int_equal(released, 2);
}

static void test_nested(void **state)
{
	(void)state;
	emit(7, false, "[\n  {\n    \"first\":{\n      \"size\":7\n    },\n"
	     "    \"second\":{\n      \"size\":7\n    }\n  }\n]\n");
}

static void test_human(void **state)
{
	(void)state;
	emit(256 << 20, true, "[\n  {\n    \"first\":{\n      \"size\":\"256.00 MiB (268.44 MB)\"\n    },\n"
	     "    \"second\":{\n      \"size\":\"256.00 MiB (268.44 MB)\"\n    }\n  }\n]\n");
}

static void test_empty(void **state)
{
	(void)state;
	emit(0, false, "[\n  {}\n]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nested),
		cmocka_unit_test(test_human),
		cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
