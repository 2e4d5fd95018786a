/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The row tables of dax objects, which "daxctl list" and "cxl list -X" share. The
 * other rooms of lib/tool know nothing of dax.
 */
#pragma once

#include "lib/tool/view/columns.h"

extern const struct show_type
	dax_region_type,	/* of struct daxctl_region; a full node has the path */
	dax_dev_type,		/* of struct daxctl_dev */
	dax_mapping_type;	/* of struct daxctl_mapping */
