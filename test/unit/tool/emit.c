// SPDX-License-Identifier: GPL-2.0-or-later
/* Listings as JSON (lib/tool/view/emit.h, node.h): always valid, always an array. */
#include <limits.h>
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "lib/tool/view/emit.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"

/* An object with one value of each format; @gone: it disappears while it is read. */
struct thing {
	const char *name;
	unsigned long long size, serial;
	int node;
	bool flag, gone;
};

static bool get_name(void *object, struct value *value)
{
	return value_str(value, ((struct thing *)object)->name);
}

static bool get_size(void *object, struct value *value)
{
	return value_size(value, ((struct thing *)object)->size);
}

static bool get_serial(void *object, struct value *value)
{
	return value_u64(value, ((struct thing *)object)->serial);
}

static bool get_node(void *object, struct value *value)
{
	return value_num(value, ((struct thing *)object)->node);
}

static bool get_flag(void *object, struct value *value)
{
	value->flag = ((struct thing *)object)->flag;
	return true;
}

static bool is_present(void *object)
{
	return !((struct thing *)object)->gone;
}

static const struct show_row rows[] = {
	{ "name", SHOW_text, .get = get_name },     { "size", SHOW_size, .get = get_size },
	{ "serial", SHOW_hex, .get = get_serial },  { "node", SHOW_dec, .get = get_node },
	{ "flag", SHOW_flag, .get = get_flag },
};

static const struct show_type thing_type = {
	.rows = rows, .nr = sizeof(rows) / sizeof(rows[0]), .present = is_present,
};

static struct thing things[] = {
	{ "mem0", 268435456, 0x10, 0, true, false },
	{ "mem1", 0, ULLONG_MAX - 1, 1, false, false },
	{ "bad\xff\"\n\\", 1024, ULLONG_MAX, -1, false, false },
	{ "vanished", 1, 1, 1, false, true },
};

static struct group groups[3];

static int setup(void **state)
{
	(void)state;
	memset(groups, 0, sizeof(groups));
	groups[0].key = "anon memdevs";
	groups[1].key = "memdevs";
	groups[2].key = "buses";
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	groups_free(groups, 3);
	return 0;
}

static void add(size_t group, size_t thing)
{
	assert_non_null(group_add(&groups[group], &thing_type, &things[thing]));
}

/* Returns the output, parsed by json-c in its strict mode; the caller puts it. */
static struct json_object *emit(bool human)
{
	struct json_tokener *tokener = json_tokener_new();
	struct json_object *json;
	const char *text;
	int rc;

	capture_begin();
	rc = emit_json(groups, 3, NULL, human);
	capture_end();
	assert_int_equal(rc, 0);
	assert_string_equal(captured_err(), "");
	text = captured_out();
	assert_true(strlen(text) > 2 && text[strlen(text) - 1] == '\n');
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	json = json_tokener_parse_ex(tokener, text, strlen(text));
	if (json_tokener_get_error(tokener) != json_tokener_success)
		fail_msg("%s: %s", json_tokener_error_desc(json_tokener_get_error(tokener)), text);
	json_tokener_free(tokener);
	assert_true(json_object_is_type(json, json_type_array));
	return json;
}

static struct json_object *at(struct json_object *array, size_t nr)
{
	assert_true(nr < json_object_array_length(array));
	return json_object_array_get_idx(array, nr);
}

static const char *text_of(struct json_object *object, const char *key)
{
	struct json_object *value = json_object_object_get(object, key);

	assert_non_null(value);
	return json_object_get_string(value);
}

static void test_nothing(void **state)
{
	(void)state;
	json_object_put(emit(false));
	assert_string_equal(captured_out(), "[]\n");
	json_object_put(emit(true));
	assert_string_equal(captured_out(), "[]\n");
}

static void test_one(void **state)
{
	struct json_object *json;

	(void)state;
	add(1, 0);
	json = emit(false);
	assert_int_equal(json_object_array_length(json), 1);
	assert_string_equal(text_of(at(json, 0), "name"), "mem0");
	assert_string_equal(text_of(at(json, 0), "size"), "268435456");
	assert_string_equal(text_of(at(json, 0), "serial"), "16");
	assert_string_equal(text_of(at(json, 0), "flag"), "true");
	json_object_put(json);
	assert_string_equal(captured_out(), "[\n"
			    "  {\n"
			    "    \"name\":\"mem0\",\n"
			    "    \"size\":268435456,\n"
			    "    \"serial\":16,\n"
			    "    \"node\":0,\n"
			    "    \"flag\":true\n"
			    "  }\n"
			    "]\n");
}

/* One group in use, at any position: its nodes, without a key. */
static void test_one_group(void **state)
{
	struct json_object *json;

	(void)state;
	add(2, 0);
	add(2, 1);
	add(2, 0);
	json = emit(false);
	assert_int_equal(json_object_array_length(json), 3);
	assert_string_equal(text_of(at(json, 1), "name"), "mem1");
	json_object_put(json);
}

static void test_several_groups(void **state)
{
	struct json_object *json, *memdevs;

	(void)state;
	add(2, 0);
	add(0, 1);
	add(0, 0);
	json = emit(false);
	assert_int_equal(json_object_array_length(json), 2);
	assert_int_equal(json_object_object_length(at(json, 0)), 1);
	memdevs = json_object_object_get(at(json, 0), "anon memdevs");
	assert_int_equal(json_object_array_length(memdevs), 2);
	assert_string_equal(text_of(at(memdevs, 1), "name"), "mem0");
	assert_non_null(json_object_object_get(at(json, 1), "buses"));
	json_object_put(json);
}

static void test_nested(void **state)
{
	struct node *top = group_add(&groups[2], &thing_type, &things[0]);
	struct json_object *json, *below;

	(void)state;
	top->nr_groups = 2;
	top->groups = calloc(2, sizeof(*top->groups));
	top->groups[0].key = "empty";
	top->groups[1].key = "below";
	assert_non_null(group_add(&top->groups[1], &thing_type, &things[1]));
	assert_non_null(group_add(&top->groups[1], &thing_type, &things[3]));
	json = emit(false);
	assert_false(json_object_object_get_ex(at(json, 0), "empty", NULL));
	below = json_object_object_get(at(json, 0), "below");
	assert_int_equal(json_object_array_length(below), 1);
	assert_string_equal(text_of(at(below, 0), "name"), "mem1");
	json_object_put(json);
}

static void test_absent_values(void **state)
{
	struct json_object *json;

	(void)state;
	things[1].name = NULL;
	things[1].node = -1;
	add(1, 1);
	json = emit(false);
	things[1].name = "mem1";
	things[1].node = 1;
	assert_false(json_object_object_get_ex(at(json, 0), "name", NULL));
	assert_false(json_object_object_get_ex(at(json, 0), "node", NULL));
	assert_string_equal(text_of(at(json, 0), "size"), "0");
	assert_string_equal(text_of(at(json, 0), "serial"), "18446744073709551614");
	json_object_put(json);
}

static void test_hostile_text(void **state)
{
	struct json_object *json;

	(void)state;
	add(1, 2);
	json = emit(false);
	assert_string_equal(text_of(at(json, 0), "name"), "bad\\xff\"\\x0a\\");
	assert_false(json_object_object_get_ex(at(json, 0), "serial", NULL));
	json_object_put(json);
}

static void test_vanished(void **state)
{
	struct json_object *json;

	(void)state;
	add(1, 3);
	json_object_put(emit(false));
	assert_string_equal(captured_out(), "[]\n");

	add(1, 0);
	add(1, 3);
	json = emit(false);
	assert_int_equal(json_object_array_length(json), 1);
	assert_string_equal(text_of(at(json, 0), "name"), "mem0");
	json_object_put(json);

	add(0, 3);	/* in a separate group: an empty one */
	json = emit(false);
	assert_int_equal(json_object_array_length(json), 2);
	json_object_put(json);
}

/* Values change with -u, the structure does not. */
static void test_human(void **state)
{
	struct json_object *json;

	(void)state;
	add(1, 0);
	json = emit(true);
	assert_int_equal(json_object_array_length(json), 1);
	assert_string_equal(text_of(at(json, 0), "size"), "256.00 MiB (268.44 MB)");
	assert_string_equal(text_of(at(json, 0), "serial"), "0x10");
	assert_string_equal(text_of(at(json, 0), "node"), "0");
	assert_true(json_object_is_type(json_object_object_get(at(json, 0), "node"),
					json_type_int));
	json_object_put(json);

	add(1, 1);
	json = emit(true);
	assert_true(json_object_is_type(json_object_object_get(at(json, 1), "size"),
					json_type_int));
	assert_string_equal(text_of(at(json, 1), "serial"), "0xfffffffffffffffe");
	json_object_put(json);
}

/* Zero is "0" in hexadecimal too, as scripts expect. */
static void test_human_zero(void **state)
{
	struct json_object *json;

	(void)state;
	things[1].serial = 0;
	add(1, 1);
	json = emit(true);
	things[1].serial = ULLONG_MAX - 1;
	assert_string_equal(text_of(at(json, 0), "serial"), "0");
	json_object_put(json);
}

static void test_many(void **state)
{
	struct json_object *json;

	(void)state;
	for (int i = 0; i < 1000; i++)
		add(1, i % 2);
	assert_int_equal(groups_in_use(groups, 3), 1);
	json = emit(false);
	assert_int_equal(json_object_array_length(json), 1000);
	json_object_put(json);
}

static void test_human_size(void **state)
{
	static const struct {
		unsigned long long bytes;
		const char *text;
	} cases[] = {
		{ 5120000, "4.88 MiB (5.12 MB)" },
		{ 268435456, "256.00 MiB (268.44 MB)" },
		{ 1ULL << 30, "1024.00 MiB (1073.74 MB)" },
		{ (2ULL << 30) - 1, "2048.00 MiB (2147.48 MB)" },
		{ 2ULL << 30, "2.00 GiB (2.15 GB)" },
		{ 4ULL << 30, "4.00 GiB (4.29 GB)" },
		{ 1ULL << 40, "1024.00 GiB (1099.51 GB)" },
		{ 2ULL << 40, "2.00 TiB (2.20 TB)" },
		{ 1ULL << 60, "1048576.00 TiB (1152921.50 TB)" },
		{ ULLONG_MAX, "16777216.00 TiB (18446744.07 TB)" },
	};
	char buf[HUMAN_SIZE_MAX] = "untouched";

	(void)state;
	assert_false(human_size(0, buf));
	assert_false(human_size(4096, buf));
	assert_false(human_size(5119999, buf));
	assert_string_equal(buf, "untouched");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_true(human_size(cases[i].bytes, buf));
		assert_string_equal(buf, cases[i].text);
	}
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nothing),
		TEST(test_one),
		TEST(test_one_group),
		TEST(test_several_groups),
		TEST(test_nested),
		TEST(test_absent_values),
		TEST(test_hostile_text),
		TEST(test_vanished),
		TEST(test_human),
		TEST(test_human_zero),
		TEST(test_many),
		cmocka_unit_test(test_human_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
