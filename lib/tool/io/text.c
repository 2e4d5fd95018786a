// SPDX-License-Identifier: GPL-2.0-or-later
/* Bytes from devices and users as text that is safe to print. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "lib/tool/io/text.h"

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

void text_escape(const char *text, char *buf, size_t len)
{
	static const char more[] = "...";
	size_t used = 0, mark = 0, size;
	char piece[8];

	for (; *text; text += size ? size : 1, used += strlen(piece)) {
		size = utf8_len((const unsigned char *)text);
		if (size)
			snprintf(piece, sizeof(piece), "%.*s", (int)size, text);
		else
			snprintf(piece, sizeof(piece), "\\x%02x", (unsigned char)*text);
		/* The last place from which "..." fits, should it be needed. */
		if (used + sizeof(more) <= len)
			mark = used;
		if (used + strlen(piece) >= len) {
			snprintf(buf + mark, len - mark, "%s", more);
			return;
		}
		memcpy(buf + used, piece, strlen(piece));
	}
	buf[used] = '\0';
}

const char *text_size(unsigned long long bytes, char *buf)
{
	static const char *const units[] = { "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
	unsigned long long whole = bytes, rest = 0, hundredths;
	size_t i = 0;

	for (; whole >= 1024; i++, whole >>= 10)
		rest = whole & 1023;
	hundredths = (rest * 100 + 512) >> 10;
	if (hundredths == 100) {
		whole++;
		hundredths = 0;
	}
	if (whole == 1024 && i < ARRAY_SIZE(units) - 1) {
		whole = 1;
		i++;
	}
	if (hundredths % 10)
		snprintf(buf, TEXT_SIZE_MAX, "%llu.%02llu %s", whole, hundredths, units[i]);
	else if (hundredths)
		snprintf(buf, TEXT_SIZE_MAX, "%llu.%llu %s", whole, hundredths / 10, units[i]);
	else
		snprintf(buf, TEXT_SIZE_MAX, "%llu %s", whole, units[i]);
	return buf;
}
