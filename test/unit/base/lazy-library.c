// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/base/lazy-library.h: all functions of a library, or none. */
#include <errno.h>
#include <string.h>

#include "lib/base/lazy-library.h"
#include "test/harness/test.h"

static void test_open(void **state)
{
	size_t (*length)(const char *text) = NULL;
	const struct lazy_symbol symbol = { "strlen", &length };
	void *library = lazy_library_open("libc.so.6", &symbol, 1);

	(void)state;
	assert_non_null(library);
	assert_int_equal(length("four"), 4);
	lazy_library_close(library);
}

static void test_missing(void **state)
{
	void *function = NULL;
	const struct lazy_symbol symbols[] = {
		{ "strlen", &function }, { "no_such_function", &function },
	};

	(void)state;
	errno = 0;
	assert_null(lazy_library_open("libno-such.so.99", symbols, 1));
	assert_int_equal(errno, ELIBACC);
	assert_null(lazy_library_open("libc.so.6", symbols, 2));
	assert_int_equal(errno, ELIBBAD);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_open),
		cmocka_unit_test(test_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
