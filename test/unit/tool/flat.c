// SPDX-License-Identifier: GPL-2.0-or-later
/* The flat listing (lib/tool/view/flat.c, fact.c): every key, null, and the reason for it. */
#include <string.h>

#include "lib/tool/view/emit.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"
#include "test/harness/things.h"

static struct thing usual = { .name = "a", .parent = "b", .size = 4096, .serial = 0x10, .node = 1,
			      .text = "x" };

static struct group top = { .key = "things" };

static void check(const char *expected)
{
	int rc;

	things_held = 0;
	capture_begin();
	rc = emit_flat(&top, 1, "things/1", &thing_reasons);
	capture_end();
	group_free(&top);
	assert_int_equal(rc, 0);
	assert_int_equal(things_held, 0);
	assert_string_equal(captured_err(), "");
	assert_string_equal(captured_out(), expected);
}

#define LIST(objects) "{\n  \"schema\":\"things/1\",\n  \"objects\":[" objects "]\n}\n"
#define ONE(object) LIST("\n    " object "\n  ")

static void check_one(struct thing *thing, const char *expected)
{
	assert_non_null(group_add(&top, &thing_type, thing));
	check(expected);
}

static void test_nothing(void **state)
{
	(void)state;
	check(LIST(""));
}

static void test_every_key(void **state)
{
	(void)state;
	check_one(&usual, ONE("{\"type\":\"thing\",\"name\":\"a\",\"parent\":\"b\","
			      "\"enabled\":true,"
			      "\"size\":4096,\"serial\":\"0x10\",\"node\":1,\"mode\":\"x\","
			      "\"texts\":[\"one\",\"two\"],\"unknown\":{}}"));
}

static void test_null(void **state)
{
	struct thing thing = { .name = "a", .serial = ABSENT_u64, .node = -1, .disabled = true };

	(void)state;
	check_one(&thing, ONE("{\"type\":\"thing\",\"name\":\"a\",\"parent\":null,"
			      "\"enabled\":false,\"size\":null,\"serial\":null,\"node\":null,"
			      "\"mode\":null,\"texts\":[\"one\",\"two\"],\"unknown\":{}}"));
}

static void test_unknown(void **state)
{
	struct thing thing = usual;

	(void)state;
	thing.unread = "size is \"secret\"\033";
	check_one(&thing, ONE("{\"type\":\"thing\",\"name\":\"a\",\"parent\":\"b\","
			      "\"enabled\":true,"
			      "\"size\":null,\"serial\":\"0x10\",\"node\":1,\"mode\":\"x\","
			      "\"texts\":[\"one\",\"two\"],"
			      "\"unknown\":{\"size\":\"size is \\\"secret\\\"\\\\x1b\"}}"));
}

static void test_inner(void **state)
{
	struct thing thing = usual;

	(void)state;
	thing.asked = true;
	check_one(&thing, ONE("{\"type\":\"thing\",\"name\":\"a\",\"parent\":\"b\","
			      "\"enabled\":true,"
			      "\"size\":4096,\"serial\":\"0x10\",\"node\":1,\"mode\":\"x\","
			      "\"inner\":{\"ill\":false,\"nothing\":null},"
			      "\"texts\":[\"one\",\"two\"],\"unknown\":{}}"));
}

static void test_bytes(void **state)
{
	struct thing thing = usual;

	(void)state;
	thing.name = "bad\xff\"\n";
	thing.serial = ABSENT_u64 - 1;
	check_one(&thing, ONE("{\"type\":\"thing\",\"name\":\"bad\\\\xff\\\"\\\\x0a\","
			      "\"parent\":\"b\","
			      "\"enabled\":true,\"size\":4096,\"serial\":\"0xfffffffffffffffe\","
			      "\"node\":1,\"mode\":\"x\",\"texts\":[\"one\",\"two\"],"
			      "\"unknown\":{}}"));
}

/* Inner objects follow; removed objects are left out, with everything below them. */
static void test_below(void **state)
{
	struct thing gone = usual, here = usual, part = { .name = "p", .serial = 1 };
	struct group below[2] = { { .key = "parts" }, { .key = "parts" } };
	struct node *node;

	(void)state;
	gone.gone = true;
	for (int i = 0; i < 2; i++) {
		assert_non_null(group_add(&below[i], &part_type, &part));
		node = group_add(&top, &thing_type, i ? &gone : &here);
		assert_non_null(node);
		node->groups = malloc(sizeof(below[i]));
		assert_non_null(node->groups);
		node->groups[0] = below[i];
		node->nr_groups = 1;
	}
	check(LIST("\n    {\"type\":\"thing\",\"name\":\"a\",\"parent\":\"b\",\"enabled\":true,"
		   "\"size\":4096,\"serial\":\"0x10\",\"node\":1,\"mode\":\"x\","
		   "\"texts\":[\"one\",\"two\"],\"unknown\":{}},\n"
		   "    {\"type\":\"part\",\"name\":\"p\",\"parent\":\"a\",\"enabled\":null,"
		   "\"serial\":\"0x1\",\"unknown\":{}}\n  "));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing), cmocka_unit_test(test_every_key),
		cmocka_unit_test(test_null),	cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_inner),	cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_below),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
