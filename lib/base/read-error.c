// SPDX-License-Identifier: LGPL-2.1-or-later
/* Why something could not be read: see read-error.h. */
#include <errno.h>
#include <stdbool.h>

#include "lib/base/read-error.h"

static bool is_missing(int rc)
{
	return rc == -ENOENT || rc == -ENOTDIR || rc == -ENODATA || rc == -ENXIO ||
	       rc == -EOPNOTSUPP;
}

void read_error_note(struct read_error *error, const char *what, int rc)
{
	if (is_missing(rc))
		rc = -ENOENT;
	if (error->rc && (error->rc != -ENOENT || rc == -ENOENT))
		return;
	error->rc = rc;
	error->what = what;
}
