// SPDX-License-Identifier: LGPL-2.1-or-later
/* Bytes from anywhere as text that is safe to print: see escape.h. */
#include <stdbool.h>
#include <stdio.h>

#include "lib/base/escape.h"

static bool is_continuation(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/* Bytes of the UTF-8 sequence at @text (RFC 3629); 0 when there is none. */
static size_t utf8_len(const unsigned char *text)
{
	unsigned char first = text[0];

	if (first < 0x80)
		return first >= 0x20 && first != 0x7f;
	/* 0xc280 to 0xc29f are control characters too. */
	if (first >= 0xc2 && first <= 0xdf)
		return is_continuation(text[1]) && !(first == 0xc2 && text[1] < 0xa0) ? 2 : 0;
	if (first >= 0xe0 && first <= 0xef) {
		if (!is_continuation(text[1]) || !is_continuation(text[2]))
			return 0;
		/* Neither overlong nor a surrogate. */
		if ((first == 0xe0 && text[1] < 0xa0) || (first == 0xed && text[1] > 0x9f))
			return 0;
		return 3;
	}
	if (first >= 0xf0 && first <= 0xf4) {
		if (!is_continuation(text[1]) || !is_continuation(text[2]) ||
		    !is_continuation(text[3]))
			return 0;
		if ((first == 0xf0 && text[1] < 0x90) || (first == 0xf4 && text[1] > 0x8f))
			return 0;
		return 4;
	}
	return 0;
}

size_t escape_next(const char *text, char piece[ESCAPE_MAX])
{
	size_t size = utf8_len((const unsigned char *)text);

	if (size)
		snprintf(piece, ESCAPE_MAX, "%.*s", (int)size, text);
	else
		snprintf(piece, ESCAPE_MAX, "\\x%02x", (unsigned char)*text);
	return size ? size : 1;
}
