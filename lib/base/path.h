/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Paths as texts; what is there does not matter. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

/* snprintf() that fails with -ENAMETOOLONG instead of truncating. */
int path_format(char *buf, size_t len, const char *format, ...) _must_check_ _printf_(3, 4);

/* The last component of a path; "" when there is none. */
const char *path_name(const char *path) _nonnull_;

/*
 * Where "../../x" leads from a folder of which no part is a link, and neither is
 * what it leads past. False, and @buf is not to be used: this needs a look.
 */
bool path_follow(const char *folder, const char *link, char *buf, size_t len)
	_must_check_ _nonnull_;
