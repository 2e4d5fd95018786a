// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/base/iomem.h: every line with its level, whatever the file contains. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/iomem.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

static struct root *root;
static char seen[512];

static int setup(void **state)
{
	if (tree_setup(state))
		return -1;
	seen[0] = '\0';
	tree_write("proc/empty", "");
	return root_new(tree_root(), &root);
}

static int teardown(void **state)
{
	root_free(root);
	return tree_teardown(state);
}

static int keep(const struct iomem_line *line, void *data)
{
	size_t used = strlen(seen);

	snprintf(seen + used, sizeof(seen) - used, "%d|%s|%llx|%llx|%s\n", line->level, line->range,
		 line->start, line->end, line->name);
	return data && !strcmp(line->name, data) ? 7 : 0;
}

static void test_lines(void **state)
{
	(void)state;
	assert_int_equal(iomem_for_each_line(root, keep, NULL), -ENOENT);
	tree_write("proc/iomem", "00001000-0009fbff : System RAM\n"
				 "690000000-78fffffff : CXL Window 0\n"
				 "  690000000-78fffffff : a : b\n"
				 "not a line\n"
				 "    x : y\n"
				 "  1-g : z\n"
				 "00000000-00000000 : hidden");
	assert_int_equal(iomem_for_each_line(root, keep, NULL), 0);
	assert_string_equal(seen, "0|00001000-0009fbff|1000|9fbff|System RAM\n"
				  "0|690000000-78fffffff|690000000|78fffffff|CXL Window 0\n"
				  "2|690000000-78fffffff|690000000|78fffffff|a : b\n"
				  "4|x|0|0|y\n"
				  "2|1-g|0|0|z\n"
				  "0|00000000-00000000|0|0|hidden\n");
}

static void test_end(void **state)
{
	char name[] = "b";

	(void)state;
	tree_write("proc/iomem", "1-2 : a\n2-3 : b\n3-4 : c\n");
	assert_int_equal(iomem_for_each_line(root, keep, name), 7);
	assert_string_equal(seen, "0|1-2|1|2|a\n0|2-3|2|3|b\n");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_lines),
		TEST(test_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
