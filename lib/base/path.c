// SPDX-License-Identifier: LGPL-2.1-or-later
/* Paths as texts: see path.h. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/path.h"

int path_format(char *buf, size_t len, const char *format, ...)
{
	va_list args;
	int size;

	va_start(args, format);
	size = vsnprintf(buf, len, format, args);
	va_end(args);
	return size < 0 || (size_t)size >= len ? -ENAMETOOLONG : 0;
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool path_follow(const char *folder, const char *link, char *buf, size_t len)
{
	size_t end = strlen(folder);

	for (; !strncmp(link, "../", 3); link += 3)
		while (end > 0 && folder[--end] != '/')
			;
	return end > 0 && link[0] != '/' && !strstr(link, "..") &&
	       !path_format(buf, len, "%.*s/%s", (int)end, folder, link);
}
