/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Little-endian integers of 1 to 8 bytes at any address; powers of two. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

static inline unsigned long long get_le(const void *from, size_t width)
{
	const unsigned char *byte = from;
	unsigned long long value = 0;

	while (width--)
		value = value << 8 | byte[width];
	return value;
}

static inline void put_le(void *to, size_t width, unsigned long long value)
{
	unsigned char *byte = to;

	for (size_t i = 0; i < width; i++, value >>= 8)
		byte[i] = value & 0xff;
}

static inline bool is_power_of_2(unsigned long long number)
{
	return number && !(number & (number - 1));
}
