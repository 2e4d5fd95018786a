// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libarchive, loaded when it is called for the first time. It needs a dozen libraries,
 * of which each start of a program would pay the loading: twice as much as all that
 * "cxl list" does on a small machine.
 */
#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>

#include "lib/base/lazy-library.h"
#include "lib/tool/snapshot/archive-there.h"

#define LIBRARY	"libarchive.so.13"

LAZY_LIBRARY_NOTE(LIBRARY, "snapshots", "Record machines in archives, and read them");

/* Is there a function of that name? Its address then, to @at. */
static bool find(const char *name, void *at)
{
	return lazy_library_open(LIBRARY, &(struct lazy_symbol){ name, at }, 1);
}

bool archive_is_there(void)
{
	static const char *const names[] = {
#define CALL(type, name, parameters, arguments, otherwise)	#name,
#include "lib/tool/snapshot/archive.def"
	};
	void *function;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (!find(names[i], &function))
			return false;
	return true;
}

#define CALL(type, name, parameters, arguments, otherwise) \
	type name parameters \
	{ \
		typeof(name) *function; \
\
		return find(#name, &function) ? function arguments : otherwise; \
	}
#include "lib/tool/snapshot/archive.def"
