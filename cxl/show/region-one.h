/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One region that was made: as "cxl list" shows it with its mappings, in no array. */
#pragma once

#include <cxl/libcxl.h>

#include "lib/base/cleanup.h"

/* To stdout. 0, or -ENOMEM after complaining. */
int show_region(struct cxl_region *region, bool human) _must_check_ _nonnull_;
