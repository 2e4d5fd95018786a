// SPDX-License-Identifier: GPL-2.0-or-later
/* Every file of the synthetic tree, to be compared with itself later: see state.h. */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/harness/state.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

static char state[2][1 << 16];
static char *into;

/* The content of a file; numbers that the kernel increases from region to region are left out. */
static int add_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	size_t used = strlen(into), room = sizeof(state[0]) - used, len;
	char text[256] = "";
	FILE *file;

	(void)st;
	/* A deleted region disappears from the bus; the test owns its directory. */
	if (strstr(path, "/decoder0.0/region0/") || strstr(path, "/flush") ||
	    strstr(path, "/create_") || strstr(path, "drivers/x") || strstr(path, "_region") ||
	    strstr(path + ftw->base, "bind") || (type != FTW_F && type != FTW_SL))
		return 0;
	file = type == FTW_F ? fopen(path, "r") : NULL;
	if (file) {
		len = fread(text, 1, sizeof(text) - 1, file);
		text[len] = '\0';
		fclose(file);
	}
	/* The library appends a newline, or a NUL, to each value. */
	assert_true(snprintf(into + used, room, "%s=%s\n", path, text) < (int)room);
	return 0;
}

static int by_line(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted by name: the order in the directory changes. */
void state_remember(int which)
{
	char *lines[1024], *save, *line;
	static char copy[sizeof(state[0])];
	size_t nr = 0;

	into = state[which];
	into[0] = '\0';
	assert_int_equal(nftw(tree_root(), add_file, 16, FTW_PHYS), 0);
	memcpy(copy, into, sizeof(copy));
	for (line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		assert_true(nr < 1024);
		lines[nr++] = line;
	}
	qsort(lines, nr, sizeof(lines[0]), by_line);
	into[0] = '\0';
	for (size_t i = 0; i < nr; i++) {
		strcat(into, lines[i]);
		strcat(into, "\n");
	}
}

void assert_state_same(void)
{
	assert_string_equal(state[0], state[1]);
}
