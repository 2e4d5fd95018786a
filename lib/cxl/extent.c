// SPDX-License-Identifier: LGPL-2.1-or-later
/* Free address space below a root decoder: arithmetic only. */
#include <limits.h>

#include "lib/cxl/internal.h"

CXL_EXPORT unsigned long long cxl_decoder_get_max_available_extent(struct cxl_decoder *decoder)
{
	unsigned long long start, end, free_from, size, largest = 0;
	struct cxl_region *region;

	if (!cxl_port_is_root(decoder->port))
		return 0;
	start = cxl_decoder_get_resource(decoder);
	size = cxl_decoder_get_size(decoder);
	/* A window that wraps around is none. */
	if (start == ULLONG_MAX || size == ULLONG_MAX || size > ULLONG_MAX - start)
		return ULLONG_MAX;
	end = start + size;
	free_from = start;
	/* In the order of addresses; one that lies elsewhere takes nothing away. */
	cxl_region_foreach(decoder, region) {
		unsigned long long from = cxl_region_get_resource(region);

		size = cxl_region_get_size(region);
		if (size == 0 || size == ULLONG_MAX || from < start || from >= end)
			continue;
		if (from > free_from && from - free_from > largest)
			largest = from - free_from;
		if (size > end - from)
			size = end - from;
		if (from + size > free_from)
			free_from = from + size;
	}
	return end - free_from > largest ? end - free_from : largest;
}
