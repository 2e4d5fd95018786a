/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Is there a libarchive to call? See archive.c. */
#pragma once

#include <stdbool.h>

#include "../util/cleanup.h"

bool archive_is_there(void);
