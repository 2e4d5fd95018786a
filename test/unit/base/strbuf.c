// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/base/strbuf.h: texts grow or stop at a limit, and the first error is kept. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/strbuf.h"
#include "test/harness/test.h"

static void test_append(void **state)
{
	struct strbuf buf = { 0 };
	char *text;

	(void)state;
	assert_string_equal(strbuf_text(&buf), "");
	strbuf_separate(&buf, ", ");
	strbuf_add(&buf, "one");
	strbuf_separate(&buf, ", ");
	strbuf_addf(&buf, "%s%d", "tw", 0);
	strbuf_add_bytes(&buf, "\0!", 2);
	assert_int_equal(buf.len, 10);
	assert_memory_equal(buf.text, "one, tw0\0!", 11);
	assert_int_equal(buf.error, 0);
	text = strbuf_steal(&buf);
	assert_string_equal(text, "one, tw0");
	assert_null(buf.text);
	free(text);
	strbuf_free(&buf);
}

static void test_long(void **state)
{
	struct strbuf buf = { 0 };
	size_t len = 0;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		strbuf_addf(&buf, "%d ", i);
		len += strlen(strbuf_text(&buf) + len);
	}
	assert_int_equal(buf.error, 0);
	assert_int_equal(buf.len, len);
	assert_string_equal(buf.text + len - 10, "1998 1999 ");
	strbuf_free(&buf);
	assert_int_equal(buf.len, 0);
}

static void test_escaped(void **state)
{
	struct strbuf buf = { 0 };

	(void)state;
	strbuf_add_escaped(&buf, "a\n\xc3\xa4\xff\xc2\x80z");
	assert_string_equal(strbuf_text(&buf), "a\\x0a\xc3\xa4\\xff\\xc2\\x80z");
	strbuf_free(&buf);
}

/* There is room for seven characters: a piece that does not fit is left out completely. */
static void test_fixed(void **state)
{
	char room[8] = "before";
	struct strbuf buf = STRBUF_IN(room);

	(void)state;
	assert_string_equal(room, "");
	strbuf_add(&buf, "1234");
	strbuf_addf(&buf, "%d", 567);
	assert_string_equal(room, "1234567");
	assert_int_equal(buf.error, 0);
	strbuf_add(&buf, "");
	assert_int_equal(buf.error, 0);
	strbuf_add(&buf, "8");
	assert_int_equal(buf.error, -ENOSPC);
	assert_string_equal(room, "1234567");
	strbuf_free(&buf);
	assert_string_equal(room, "1234567");
}

static void test_error_stays(void **state)
{
	char room[4];
	struct strbuf buf = STRBUF_IN(room);

	(void)state;
	strbuf_addf(&buf, "%s", "four");
	assert_int_equal(buf.error, -ENOSPC);
	/* It would fit, but comes after the error. */
	strbuf_add(&buf, "1");
	assert_string_equal(room, "");
	assert_null(strbuf_steal(&buf));
}

static void test_too_large(void **state)
{
	struct strbuf buf = { 0 };
	char *text;

	(void)state;
	strbuf_add_bytes(&buf, "x", SIZE_MAX / 2);
	assert_int_equal(buf.error, -ENOMEM);
	strbuf_add(&buf, "x");
	assert_null(strbuf_steal(&buf));
	text = strbuf_steal(&buf);
	assert_string_equal(text, "");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_append),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_escaped),
		cmocka_unit_test(test_fixed),
		cmocka_unit_test(test_error_stays),
		cmocka_unit_test(test_too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
