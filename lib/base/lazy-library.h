/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Shared libraries that are loaded when they are needed, and notes that say so. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "lib/base/cleanup.h"

/* A function of the library: its name, and the address of a pointer to it. */
struct lazy_symbol {
	const char *name;
	void *at;
};

/*
 * Loads @soname and fills the pointers: the library, or NULL and errno ELIBACC (there is
 * none) or ELIBBAD (it lacks one of the functions: an older one). Once it is loaded,
 * this only counts.
 */
void *lazy_library_open(const char *soname, const struct lazy_symbol *symbols, size_t nr)
	_must_check_ _nonnull_;
void lazy_library_close(void *library) _nonnull_;

/*
 * The ELF note by which packagers see what a program or library may load: of the "ELF dlopen
 * metadata" specification of freedesktop.org, a JSON array in section .note.dlopen. Once
 * in a file; the texts are string literals without quotation marks.
 */
#define LAZY_LIBRARY_NOTE(soname, feature, description) \
	LAZY_LIBRARY_NOTE_JSON("[{\"soname\":[\"" soname "\"],\"feature\":\"" feature "\"," \
			       "\"description\":\"" description "\"," \
			       "\"priority\":\"recommended\"}]")

#define LAZY_LIBRARY_NOTE_TYPE	0x407c0c0a
#define LAZY_LIBRARY_NOTE_OWNER	"FDO"

#define LAZY_LIBRARY_NOTE_JSON(json) \
	static const struct { \
		uint32_t owner_size, json_size, type; \
		char owner[sizeof(LAZY_LIBRARY_NOTE_OWNER)]; \
		char text[(sizeof(json) + 3) / 4 * 4]; \
	} lazy_library_note __attribute__((used, aligned(4), section(".note.dlopen"))) = { \
		sizeof(LAZY_LIBRARY_NOTE_OWNER), sizeof(json), LAZY_LIBRARY_NOTE_TYPE, \
		LAZY_LIBRARY_NOTE_OWNER, json \
	}
