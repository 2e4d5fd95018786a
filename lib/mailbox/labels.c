// SPDX-License-Identifier: LGPL-2.1-or-later
/* The label storage area in chunks: see labels.h. */
#include <errno.h>

#include "lib/base/bits.h"
#include "lib/mailbox/labels.h"

void label_header(void *header, unsigned int offset, unsigned int length)
{
	put_le(header, 4, offset);
	put_le((char *)header + 4, 4, length);
}

int label_for_each_chunk(size_t payload_max, size_t length,
			 int (*transfer)(void *data, size_t done, size_t length), void *data)
{
	size_t max, chunk;
	int rc = 0;

	if (payload_max <= LABEL_HEADER)
		return -EINVAL;
	max = payload_max - LABEL_HEADER;
	for (size_t done = 0; done < length && rc == 0; done += chunk) {
		chunk = length - done < max ? length - done : max;
		rc = transfer(data, done, chunk);
	}
	return rc;
}
