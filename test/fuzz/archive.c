// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The copy of a machine that somebody sent (lib/tool/snapshot/snapshot.h): any bytes as the
 * archive. The checksums of tar headers are made right before every other run, or
 * nothing behind them would ever be seen.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "lib/tool/snapshot/snapshot.h"
#include "test/fuzz/fuzz.h"
#include "test/harness/tree.h"

static const struct snapshot_limits limits = {
	.members = 24, .member_bytes = 4096, .total_bytes = 16384, .depth = 6,
};

#define BLOCK 512

static size_t nr_files, nr_bytes, deepest;
static char outside[128];

static void make_checksums_right(uint8_t *bytes, size_t size)
{
	for (size_t at = 0; at + BLOCK <= size; at += BLOCK) {
		uint8_t *header = bytes + at;
		unsigned int sum = 0;
		char text[8];

		/* What has a name and says "ustar" may be one. */
		if (!header[0] || memcmp(header + 257, "ustar", 5) != 0)
			continue;
		memset(header + 148, ' ', 8);
		for (size_t i = 0; i < BLOCK; i++)
			sum += header[i];
		snprintf(text, sizeof(text), "%06o", sum & 0777777);
		memcpy(header + 148, text, 7);
	}
}

/* Folders, files and links of ours, within the limits; removes them. */
static int check_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)type;
	must(S_ISDIR(st->st_mode) || S_ISREG(st->st_mode) || S_ISLNK(st->st_mode));
	must(S_ISLNK(st->st_mode) || (st->st_mode & 07077) == 0);
	if (S_ISREG(st->st_mode)) {
		must((size_t)st->st_size <= limits.member_bytes);
		nr_files++;
		nr_bytes += st->st_size;
	}
	if ((size_t)ftw->level > deepest)
		deepest = ftw->level;
	must(remove(path) == 0);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool begun;
	char why[256] = "", name[256], inside[160];
	int archive = memfd_create("archive", MFD_CLOEXEC), folder, rc;
	uint8_t *bytes = malloc(size + 1);
	struct stat st;

	if (!begun) {
		must(tree_setup(NULL) == 0);
		snprintf(outside, sizeof(outside), "%s", tree_root());
		begun = true;
	}
	must(archive >= 0 && bytes && strlen(outside) < sizeof(outside) - 1);
	memcpy(bytes, data, size);
	if (size % 2 == 0)
		make_checksums_right(bytes, size);
	must(write(archive, bytes, size) == (ssize_t)size && lseek(archive, 0, SEEK_SET) == 0);
	free(bytes);

	snprintf(inside, sizeof(inside), "%s/inside", outside);
	must(mkdir(inside, 0700) == 0);
	folder = open(inside, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	must(folder >= 0);
	rc = snapshot_unpack(archive, folder, &limits, why, sizeof(why));
	must(rc <= 0 && !rc == !why[0]);
	if (rc == 0) {
		rc = snapshot_find_root(folder, name, sizeof(name));
		must(rc == -ENODATA || (rc == 0 && name[0] && !strchr(name, '/')));
	}
	close(folder);
	close(archive);

	nr_files = nr_bytes = deepest = 0;
	must(nftw(inside, check_one, 16, FTW_DEPTH | FTW_PHYS) == 0);
	must(nr_files <= limits.members && nr_bytes <= limits.total_bytes);
	must(deepest <= limits.depth);
	/* Nothing beside it, so nothing outside: the folder above had only this one. */
	must(stat(outside, &st) == 0 && st.st_nlink == 2);
	return 0;
}
