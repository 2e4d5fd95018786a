/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which words mean an object: its name, its number, and what else it is known by. */
#pragma once

#include <cxl/libcxl.h>

#include "lib/tool/verb/filter.h"

bool match_memdev(struct filter *filter, struct cxl_memdev *memdev) _nonnull_;
bool match_bus(struct filter *filter, struct cxl_bus *bus) _nonnull_;
bool match_port(struct filter *filter, struct cxl_port *port) _nonnull_;
bool match_endpoint(struct filter *filter, struct cxl_endpoint *endpoint) _nonnull_;
bool match_decoder(struct filter *filter, struct cxl_decoder *decoder) _nonnull_;
bool match_region(struct filter *filter, struct cxl_region *region) _nonnull_;
