/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The label storage area (LSA): Get LSA and Set LSA (opcodes 4102h and 4103h, CXL 3.1
 * section 8.2.9.9.2), in chunks that fit the mailbox.
 */
#pragma once

#include <stddef.h>

#include "lib/base/cleanup.h"

/* Both commands begin with two 32-bit words: the offset, and the length or reserved. */
#define LABEL_HEADER 8

void label_header(void *header, unsigned int offset, unsigned int length) _nonnull_;

/*
 * Calls @transfer for each chunk of @length bytes, where the mailbox takes payloads of
 * @payload_max bytes, until one fails: the bytes from @done on, @length of them. Returns 0,
 * what @transfer returned, or -EINVAL (the mailbox is too small).
 */
int label_for_each_chunk(size_t payload_max, size_t length,
			 int (*transfer)(void *data, size_t done, size_t length), void *data)
	_must_check_ __attribute__((nonnull(3)));
