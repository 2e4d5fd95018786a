/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The row tables of dax objects, which "daxctl list" and "cxl list -X" share. The
 * other rooms of lib/tool know nothing of dax.
 */
#pragma once

#include "lib/tool/view/columns.h"

/* Of tables. */
extern const struct table_column dax_region_columns[], dax_dev_columns[], dax_mapping_columns[];

extern const struct show_type dax_region_type, dax_dev_type, dax_mapping_type;

extern const struct show_rows dax_region_rows;		/* of struct daxctl_region */
extern const struct show_rows dax_region_rows_path;	/* with its path, where it stands alone */
extern const struct show_rows dax_dev_rows;		/* of struct daxctl_dev */
extern const struct show_rows dax_mapping_rows;		/* of struct daxctl_mapping */
