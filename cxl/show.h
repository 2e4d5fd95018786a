/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The row tables: what "cxl list" and others show of each type. */
#pragma once

#include "../lib/cli/show.h"

extern const struct show_rows memdev_rows;	/* of struct cxl_memdev */
