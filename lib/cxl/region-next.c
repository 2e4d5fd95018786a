// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the next region of a window will be called. */
#include <errno.h>

#include "lib/cxl/internal.h"

CXL_EXPORT int cxl_decoder_get_next_region(struct cxl_decoder *decoder, enum cxl_decoder_mode mode,
					   char *name, size_t len)
{
	char text[64];
	ssize_t got;

	if (mode != CXL_DECODER_MODE_PMEM && mode != CXL_DECODER_MODE_RAM)
		return -EINVAL;
	got = dev_read(&decoder->dev,
		       mode == CXL_DECODER_MODE_PMEM ? "create_pmem_region" : "create_ram_region",
		       text, sizeof(text));
	if (got == -ENOENT || got == 0)
		return -EOPNOTSUPP;
	if (got < 0)
		return got;
	if ((size_t)got >= len)
		return -E2BIG;
	memcpy(name, text, got + 1);
	return 0;
}
