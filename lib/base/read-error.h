/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Why a library could not read something, for the user of its last answer. */
#pragma once

#include <stddef.h>

#include "lib/base/cleanup.h"

struct read_error {
	int rc;			/* 0: everything was read */
	const char *what;
};

/*
 * Remember that @what, which must outlive @error, could not be read. The first error is
 * kept; but that there is no such thing (-ENOENT) yields to every other reason.
 */
void read_error_note(struct read_error *error, const char *what, int rc) _nonnull_;

static inline void read_error_clear(struct read_error *error)
{
	*error = (struct read_error){ 0 };
}
