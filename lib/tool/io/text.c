// SPDX-License-Identifier: GPL-2.0-or-later
/* Bytes from devices and users as text that is safe to print. */
#include <stdio.h>
#include <string.h>

#include "lib/base/escape.h"
#include "lib/tool/io/text.h"

void text_escape(const char *text, char *buf, size_t len)
{
	static const char more[] = "...";
	size_t used = 0, mark = 0, size;
	char piece[ESCAPE_MAX];

	for (; *text; text += size, used += strlen(piece)) {
		size = escape_next(text, piece);
		/* The last place where "..." still fits. */
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
