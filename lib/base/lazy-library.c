// SPDX-License-Identifier: LGPL-2.1-or-later
/* Shared libraries that are loaded when they are needed: see lazy-library.h. */
#include <dlfcn.h>
#include <errno.h>

#include "lib/base/lazy-library.h"

void *lazy_library_open(const char *soname, const struct lazy_symbol *symbols, size_t nr)
{
	void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);

	if (!library) {
		errno = ELIBACC;
		return NULL;
	}
	for (size_t i = 0; i < nr; i++) {
		void *function = dlsym(library, symbols[i].name);

		if (!function) {
			dlclose(library);
			errno = ELIBBAD;
			return NULL;
		}
		*(void **)symbols[i].at = function;
	}
	return library;
}

void lazy_library_close(void *library)
{
	dlclose(library);
}
