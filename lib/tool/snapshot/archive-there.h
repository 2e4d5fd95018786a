/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Is libarchive installed? See archive.c. */
#pragma once

#include <stdbool.h>

#include "lib/base/cleanup.h"

bool archive_is_there(void);
