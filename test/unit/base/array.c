// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/base/array.h: growth keeps the elements, is amortized, and fails without harm. */
#include <errno.h>
#include <stdlib.h>

#include "lib/base/array.h"
#include "test/harness/test.h"

static void test_grow(void **state)
{
	unsigned int *numbers = NULL, *before, moves = 0;

	(void)state;
	for (unsigned int i = 0; i < 1000; i++) {
		before = numbers;
		assert_int_equal(array_grow(&numbers, i), 0);
		moves += numbers != before;
		numbers[i] = i;
	}
	for (unsigned int i = 0; i < 1000; i++)
		assert_int_equal(numbers[i], i);
	assert_true(moves <= 8);
	free(numbers);
}

/* An element is removed and another added: there is always room. */
static void test_shrink(void **state)
{
	unsigned long long *numbers = NULL;
	size_t nr = 0;

	(void)state;
	for (int round = 0; round < 40; round++) {
		for (int i = 0; i < 5; i++) {
			assert_int_equal(array_grow(&numbers, nr), 0);
			numbers[nr] = nr;
			nr++;
		}
		nr -= 4;
	}
	free(numbers);
}

static void test_too_large(void **state)
{
	char *bytes = NULL;

	(void)state;
	assert_int_equal(array_grow_by(&bytes, 0, SIZE_MAX / 4), -ENOMEM);
	assert_int_equal(array_grow_by(&bytes, (size_t)1 << 63, 1), -ENOMEM);
	assert_int_equal(array_grow_by(&bytes, (size_t)1 << 62, 16), -ENOMEM);
	assert_null(bytes);
	assert_int_equal(array_grow(&bytes, 0), 0);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grow),
		cmocka_unit_test(test_shrink),
		cmocka_unit_test(test_too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
