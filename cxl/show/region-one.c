// SPDX-License-Identifier: GPL-2.0-or-later
/* One region that was made. */
#include <errno.h>

#include "cxl/show/region-one.h"
#include "cxl/show/show.h"
#include "lib/tool/view/emit.h"

int show_region(struct cxl_region *region, bool human)
{
	struct group mappings = { .key = "mappings" };
	struct node node = {
		.type = &region_type, .object = region, .groups = &mappings, .nr_groups = 1,
	};
	struct cxl_memdev_mapping *mapping;
	int rc = 0;

	cxl_mapping_foreach(region, mapping)
		if (rc == 0 && !group_add(&mappings, &mapping_type, mapping))
			rc = -ENOMEM;
	if (rc == 0)
		rc = emit_json_object(&node, NULL, human);
	group_free(&mappings);
	return rc;
}
