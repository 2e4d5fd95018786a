// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libarchive, loaded when it is called for the first time. It needs a dozen libraries,
 * of which each start of a program would pay the loading: twice as much as all that
 * "cxl list" does on a small machine.
 */
#include <archive.h>
#include <archive_entry.h>
#include <dlfcn.h>

#include "lib/tool/snapshot/archive-there.h"

#define LIBRARY	"libarchive.so.13"

/* Once it is loaded, this only counts. */
static void *find(const char *name)
{
	void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);

	return library ? dlsym(library, name) : NULL;
}

bool archive_is_there(void)
{
	static const char *const names[] = {
#define CALL(type, name, parameters, arguments, otherwise)	#name,
#include "lib/tool/snapshot/archive.def"
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (!find(names[i]))
			return false;
	return true;
}

#define CALL(type, name, parameters, arguments, otherwise) \
	type name parameters \
	{ \
		typeof(name) *function = find(#name); \
\
		return function ? function arguments : otherwise; \
	}
#include "lib/tool/snapshot/archive.def"
