/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Was another name meant? */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

/* Are @len bytes of @typed nearly @name: a letter or two missing, added, changed or moved? */
bool is_near(const char *name, const char *typed, size_t len) _nonnull_;
