// SPDX-License-Identifier: GPL-2.0-or-later
/* "cxl list -o table": the tables, in the order of output. */
#include "cxl/list/format.h"
#include "cxl/show/show.h"
#include "lib/tool/dax/show.h"

static const struct show_type *const types[] = {
	&bus_type, &port_type, &endpoint_type, &memdev_type, &decoder_type, &region_type,
	&dport_type, &target_type, &mapping_type, &dax_region_type, &dax_dev_type,
};

struct tables list_tables(const char *chosen)
{
	return (struct tables){ .types = types, .nr = ARRAY_SIZE(types), .chosen = chosen };
}
