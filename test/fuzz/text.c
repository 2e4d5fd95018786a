// SPDX-License-Identifier: GPL-2.0-or-later
/* Safe text (lib/tool/io/text.h): the first byte is the room, the rest the text. */
#include <stdlib.h>
#include <string.h>

#include "lib/tool/io/text.h"
#include "test/fuzz/fuzz.h"

static bool ends_in(const char *text, const char *end)
{
	size_t len = strlen(text), more = strlen(end);

	return len >= more && !strcmp(text + len - more, end);
}

static void check(const char *text, size_t len)
{
	char *buf = malloc(len), *whole = malloc(4 * strlen(text) + 1);

	must(buf && whole);
	memset(buf, '#', len);
	text_escape(text, whole, 4 * strlen(text) + 1);
	text_escape(text, buf, len);
	must(memchr(buf, '\0', len));
	must(fuzz_is_printable(buf, 0) && fuzz_is_printable(whole, 0));
	/* What is fine already stays as it is; what fits is not shortened. */
	must(!fuzz_is_printable(text, 0) || !strcmp(text, whole));
	must(strlen(whole) >= len || !strcmp(whole, buf));
	if (strlen(whole) >= len) {
		must(len < 4 || ends_in(buf, "..."));
		must(len < 4 || !strncmp(whole, buf, strlen(buf) - 3));
	}
	free(whole);
	free(buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text;

	if (!size)
		return 0;
	text = fuzz_text(data + 1, size - 1);
	check(text, data[0] + 1);
	check(text, 64);
	free(text);
	return 0;
}
