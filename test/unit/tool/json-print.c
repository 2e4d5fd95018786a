// SPDX-License-Identifier: GPL-2.0-or-later
/* The layout of JSON (lib/tool/view/json-print.h): the same with every release of json-c. */
#include <json-c/json.h>
#include <stdio.h>

#include "lib/tool/view/json-print.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"

static const char *printed(const char *text, int depth)
{
	struct json_object *json = json_tokener_parse(text);

	capture_begin();
	json_print(json, depth);
	capture_end();
	json_object_put(json);
	return captured_out();
}

static void test_empty(void **state)
{
	(void)state;
	assert_string_equal(printed("[]", 0), "[]");
	assert_string_equal(printed("{}", 0), "{}");
	assert_string_equal(printed("[[], {}]", 1), "[\n    [],\n    {}\n  ]");
	assert_string_equal(printed("{\"a\": [], \"b\": {}}", 0),
			    "{\n  \"a\":[],\n  \"b\":{}\n}");
}

static void test_values(void **state)
{
	(void)state;
	assert_string_equal(printed("[null, true, false, -1, 0, 18446744073709551615, 1.5]", 0),
			    "[\n  null,\n  true,\n  false,\n  -1,\n  0,\n"
			    "  18446744073709551615,\n  1.5\n]");
	assert_string_equal(printed("-9223372036854775808", 0), "-9223372036854775808");
	assert_string_equal(printed("null", 3), "null");
}

static void test_strings(void **state)
{
	(void)state;
	assert_string_equal(printed("\"\"", 0), "\"\"");
	assert_string_equal(printed("\"a/b \\\" \\\\ \\u0001\\n\\u00e9\"", 0),
			    "\"a/b \\\" \\\\ \\u0001\\u000a\xc3\xa9\"");
	assert_string_equal(printed("{\"\\\"\": \"\\\"\"}", 0), "{\n  \"\\\"\":\"\\\"\"\n}");
}

static void test_nested(void **state)
{
	(void)state;
	assert_string_equal(printed("{\"a\": [{\"b\": 1}, {\"c\": [2, 3]}], \"d\": \"e\"}", 0),
			    "{\n"
			    "  \"a\":[\n"
			    "    {\n"
			    "      \"b\":1\n"
			    "    },\n"
			    "    {\n"
			    "      \"c\":[\n"
			    "        2,\n"
			    "        3\n"
			    "      ]\n"
			    "    }\n"
			    "  ],\n"
			    "  \"d\":\"e\"\n"
			    "}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_nested),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
