/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The row tables of dax objects, which "daxctl list" and "cxl list -X" share: a
 * library of this folder that needs nothing but <daxctl/libdaxctl.h> and lib/cli,
 * so that lib/cli itself knows of no dax.
 */
#pragma once

#include "../lib/cli/table.h"

/* Of tables. */
extern const struct table_column dax_region_columns[], dax_dev_columns[], dax_mapping_columns[];

extern const struct show_type dax_region_type, dax_dev_type, dax_mapping_type;

extern const struct show_rows dax_region_rows;		/* of struct daxctl_region */
extern const struct show_rows dax_region_rows_path;	/* with its path, where it stands alone */
extern const struct show_rows dax_dev_rows;		/* of struct daxctl_dev */
extern const struct show_rows dax_mapping_rows;		/* of struct daxctl_mapping */
