/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which attributes of a device are in a copy. @path is relative to the device. */
#pragma once

#include <stdbool.h>

#include "lib/base/cleanup.h"

/* Is the attribute recorded? */
bool attribute_is_recorded(const char *path) _must_check_ _nonnull_;

/* Is it a folder that belongs to the device and may have such attributes? */
bool attribute_is_folder(const char *path) _must_check_ _nonnull_;
