/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Fields of mailbox replies, little endian. The rows of payload/\*.def say which
 * of these functions reads each. Without a value they return a negative errno:
 * that of cxl_cmd_reply(), or -EOPNOTSUPP for the number by which a device says
 * that it does not implement the field.
 */
#pragma once

#include "lib/cxl/command/mbox.h"

/*	kind		bytes */
#define WIDTH_u8	1
#define WIDTH_u16	2
#define WIDTH_t16	2	/* degrees Celsius, two's complement; the API has them as u16 */

/* Of the capacities (CXL 3.1 sections 8.2.9.9.1.1 and 8.2.9.9.2.1), in bytes. */
#define CXL_CAPACITY_UNIT (256ULL << 20)

/* Every number means what it says: no value stands for "not implemented". */
#define ALWAYS		(-1)

/* At most 4 bytes at @offset of the reply to command @id; or a negative errno. */
long long field_number(const struct cxl_cmd *cmd, uint32_t id, size_t offset, size_t width);

/* The same as an int, with @none for "not implemented"; @width is 1 or 2. */
int field_int(const struct cxl_cmd *cmd, uint32_t id, size_t offset, size_t width, int none);

/* @nr bits from bit @shift on of the byte at @offset. */
int field_bits(const struct cxl_cmd *cmd, uint32_t id, size_t offset, unsigned int shift,
	       unsigned int nr);

/* Do these bits have that value? 1, 0 or a negative errno. */
int field_is(const struct cxl_cmd *cmd, uint32_t id, size_t offset, unsigned int shift,
	     unsigned int nr, int value);

/* 8 bytes in units of 256 MiB; too many bytes for 64 bits are no value. */
unsigned long long field_capacity(const struct cxl_cmd *cmd, uint32_t id, size_t offset);
