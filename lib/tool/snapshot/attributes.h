/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The attributes of a device that a snapshot has. @path is relative to the device. */
#pragma once

#include <stdbool.h>

#include "lib/base/cleanup.h"

/* Is the attribute recorded? */
bool attribute_is_recorded(const char *path) _must_check_ _nonnull_;

/* Is it a directory of the device that can have such attributes? */
bool attribute_is_folder(const char *path) _must_check_ _nonnull_;
