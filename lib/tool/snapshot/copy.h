/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The content of a snapshot while it is recorded: directories, files and links by their
 * paths, in memory. The first error (out of memory) is kept in @rc, and later calls do
 * nothing; only the code that begins and ends a snapshot checks it.
 */
#pragma once

#include <sys/stat.h>

#include "lib/base/root.h"
#include "lib/base/strbuf.h"

struct copy_entry {
	char *path;		/* as on the machine, absolute */
	mode_t type;		/* S_IFDIR, S_IFREG or S_IFLNK */
	char *bytes;		/* content of a file; target of a link */
	size_t len;
};

struct copy {
	const struct root *root;
	int rc;
	struct copy_entry *entries;
	size_t nr;
	struct strbuf unreadable;	/* "path: reason" lines */
	size_t nr_unreadable;
	bool denied;		/* one of them for lack of permissions */
};

void copy_free(struct copy *copy) _nonnull_;

void copy_add_folder(struct copy *copy, const char *path) _nonnull_;

/* Adds a link as it is; does nothing if there is no link. */
void copy_add_link(struct copy *copy, const char *path) _nonnull_;

/*
 * Adds a file with its readable content. A file that nobody may read is not opened, as it
 * only has an effect when it is written. Read errors are recorded.
 */
void copy_add_file(struct copy *copy, const char *path) _nonnull_;

/* Add a file with the given bytes; copy_add_text() formats like printf(). */
void copy_add_bytes(struct copy *copy, const char *path, const void *bytes, size_t len)
	__attribute__((nonnull(1, 2)));
void copy_add_text(struct copy *copy, const char *path, const char *format, ...) _printf_(3, 4);

/* Records that a file cannot be read, unless it does not exist. */
void copy_note(struct copy *copy, const char *path, int rc) _nonnull_;

/* Calls @each with the path of every entry of a directory that matches @pattern (fnmatch). */
void copy_each(struct copy *copy, const char *folder, const char *pattern,
	       void (*each)(struct copy *copy, const char *path, void *data), void *data)
	__attribute__((nonnull(1, 2, 3, 4)));

/* Sorts by path, removes duplicates, and adds the directories above each entry. */
void copy_finish(struct copy *copy) _nonnull_;
