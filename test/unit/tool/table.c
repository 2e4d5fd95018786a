// SPDX-License-Identifier: GPL-2.0-or-later
/* Tables (lib/tool/view/columns.h): columns by name, their content, and the queries they need. */
#include <string.h>

#include "lib/tool/io/say.h"
#include "lib/tool/view/columns.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"
#include "test/harness/things.h"

static const struct show_type *const types[] = { &part_type, &thing_type };

static struct group top = { .key = "things" };

static struct tables tables_of(const char *chosen)
{
	return (struct tables){ .types = types, .nr = ARRAY_SIZE(types), .chosen = chosen };
}

static void check(const char *chosen, const char *expected, const char *said)
{
	const struct tables tables = tables_of(chosen);
	int rc;

	things_held = 0;
	say_as("cxl", "list");
	capture_begin();
	rc = emit_tables(&top, 1, &tables, &thing_reasons);
	capture_end();
	assert_int_equal(rc, 0);
	assert_int_equal(things_held, 0);
	assert_string_equal(captured_out(), expected);
	assert_string_equal(captured_err(), said);
}

static struct thing things[] = {
	{ .name = "a", .parent = "r", .size = 3584ULL << 20, .serial = 0x10, .node = 1,
	  .text = "x" },
	{ .name = "long\xff", .serial = ABSENT_u64, .node = -1, .disabled = true, .text = "" },
	{ .name = "b", .size = 1, .serial = 0, .unread = "size: needs root", .text = "\033[31m" },
	{ .name = "gone", .gone = true },
};

static int setup(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(things); i++) {
		things[i].asked = things[i].ill = false;
		if (!group_add(&top, &thing_type, &things[i]))
			return -1;
	}
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	group_free(&top);
	return 0;
}

#define WHY "cxl list: \"?\" could not be read: size: needs root\n"

static void test_usual(void **state)
{
	(void)state;
	check(NULL,
	      "THING        SIZE  STATE     TEXTS\n"
	      "a         3.5 GiB  enabled   one two\n"
	      "b               ?  enabled   one two\n"
	      "long\\xff        -  disabled  one two\n", WHY);
}

static void test_nothing(void **state)
{
	(void)state;
	group_free(&top);
	check(NULL, "", "");
	check("name", "", "");
}

static void test_chosen(void **state)
{
	(void)state;
	check("Mode, NAME serial,node",
	      "MODE      THING     SERIAL  NODE\n"
	      "x         a         0x10       1\n"
	      "\\x1b[31m  b         0x0        0\n"
	      "-         long\\xff  -          -\n", "");
	check("thing,serial",
	      "THING     SERIAL\na         0x10\nb         0x0\nlong\\xff  -\n", "");
	/* A type without any of the columns is left out. */
	check("parent", "PARENT\nr\n-\n-\n", "");
}

static void test_inner(void **state)
{
	(void)state;
	/* Only requested data is reported; there is no message about the rest. */
	check("inner", "", "");
	things[0].asked = things[2].asked = things[2].ill = true;
	check("name,inner,inner.ILL,inner.nothing",
	      "THING     INNER  INNER.ILL  INNER.NOTHING\n"
	      "a         ok     no                     -\n"
	      "b         ill    yes                    -\n"
	      "long\\xff  -      -                      -\n", "");
}

static void test_types(void **state)
{
	struct thing part = { .name = "p", .serial = 7 };
	struct group *below = calloc(1, sizeof(*below));

	(void)state;
	assert_non_null(below);
	assert_non_null(group_add(below, &part_type, &part));
	top.nodes[0].groups = below;
	top.nodes[0].nr_groups = 1;
	check("name,serial",
	      "PART  SERIAL\np     0x7\n\n"
	      "THING     SERIAL\na         0x10\nb         0x0\nlong\\xff  -\n", "");
	check("parent,node",
	      "PARENT\na\n\nPARENT  NODE\nr          1\n-          0\n-          -\n", "");
}

static void check_names(const char *chosen, bool right, const char *said)
{
	const struct tables tables = tables_of(chosen);
	bool result;

	say_as("cxl", "list");
	capture_begin();
	result = tables_check(&tables);
	capture_end();
	assert_int_equal(result, right);
	assert_string_equal(captured_out(), "");
	if (!strstr(captured_err(), said) || (right && captured_err()[0]))
		fail_msg("\"%s\": does not say \"%s\": %s", chosen, said, captured_err());
}

static void test_names(void **state)
{
	static const char all[] =
		"part: name parent enabled serial\n"
		"thing: name parent enabled size serial node mode inner texts\n  inner. ill nothing\n";
	const struct tables tables = tables_of("name,INNER.ill");

	(void)state;
	check_names("name", true, "");
	check_names(" ,NODE,,inner.Ill ", true, "");
	check_names("nam", false, "no column \"nam\"; there are:\n");
	check_names("names", false, all);
	check_names("inner.x", false, "no column \"inner.x\"");
	check_names("inner.", false, "no column \"inner.\"");
	check_names(".ill", false, "no column \".ill\"");
	check_names("size.ill", false, "no column \"size.ill\"");
	check_names("state", false, "no column \"state\"");
	check_names("type", false, "no column \"type\"");
	check_names("a\033[0m", false, "\\x1b[0m");
	check_names("", false, "names no column");
	check_names(" , ", false, "names no column");
	assert_true(tables_mention(&tables, "inner"));
	assert_false(tables_mention(&tables, "inne"));
	assert_false(tables_mention(&tables, "node"));
}

static char completed[512];

static void emit(const char *name, const char *what)
{
	size_t used = strlen(completed);

	snprintf(completed + used, sizeof(completed) - used, "%s:%s ", name, what);
}

static void test_completion(void **state)
{
	const struct tables tables = tables_of(NULL);

	(void)state;
	completed[0] = '\0';
	tables_complete(&tables, emit);
	assert_string_equal(completed,
			    "name:part parent:part enabled:part serial:part size:thing node:thing "
			    "mode:thing inner:thing texts:thing inner.ill:thing inner.nothing:thing ");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_usual), TEST(test_nothing), TEST(test_chosen),
		TEST(test_inner), TEST(test_types),   TEST(test_names), TEST(test_completion),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
