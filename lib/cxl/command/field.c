// SPDX-License-Identifier: LGPL-2.1-or-later
/* Fields of mailbox replies: see mbox-field.h. */
#include <errno.h>
#include <limits.h>

#include "lib/base/bits.h"
#include "lib/cxl/command/field.h"

long long field_number(const struct cxl_cmd *cmd, uint32_t id, size_t offset, size_t width)
{
	const void *data;
	int rc = cxl_cmd_reply(cmd, id, offset, width, &data);

	return rc ? rc : (long long)get_le(data, width);
}

int field_int(const struct cxl_cmd *cmd, uint32_t id, size_t offset, size_t width, int none)
{
	int value = field_number(cmd, id, offset, width);

	return value >= 0 && value == none ? -EOPNOTSUPP : value;
}

int field_bits(const struct cxl_cmd *cmd, uint32_t id, size_t offset, unsigned int shift,
	       unsigned int nr)
{
	int value = field_number(cmd, id, offset, 1);

	return value < 0 ? value : value >> shift & ((1 << nr) - 1);
}

int field_is(const struct cxl_cmd *cmd, uint32_t id, size_t offset, unsigned int shift,
	     unsigned int nr, int value)
{
	int bits = field_bits(cmd, id, offset, shift, nr);

	return bits < 0 ? bits : bits == value;
}

unsigned long long field_capacity(const struct cxl_cmd *cmd, uint32_t id, size_t offset)
{
	unsigned long long units;
	const void *data;

	if (cxl_cmd_reply(cmd, id, offset, 8, &data))
		return ULLONG_MAX;
	units = get_le(data, 8);
	return units > ULLONG_MAX / CXL_CAPACITY_UNIT ? ULLONG_MAX : units * CXL_CAPACITY_UNIT;
}
