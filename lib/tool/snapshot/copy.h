/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The copy of a machine while it is made: folders, files and links by their paths,
 * in memory. What fails for want of memory is kept in @rc, and everything later
 * does nothing: only who begins and ends a copy looks at it.
 */
#pragma once

#include <sys/stat.h>

#include "lib/base/root.h"
#include "lib/base/strbuf.h"

struct copy_entry {
	char *path;		/* as on the machine, absolute */
	mode_t type;		/* S_IFDIR, S_IFREG or S_IFLNK */
	char *bytes;		/* of a file; text of a link */
	size_t len;
};

struct copy {
	const struct root *root;
	int rc;
	struct copy_entry *entries;
	size_t nr;
	struct strbuf unreadable;	/* "path: reason" lines */
	size_t nr_unreadable;
	bool denied;		/* one of them for lack of rights */
};

void copy_free(struct copy *copy) _nonnull_;

void copy_add_folder(struct copy *copy, const char *path) _nonnull_;

/* The link as it stands there; where nothing or no link is, nothing happens. */
void copy_add_link(struct copy *copy, const char *path) _nonnull_;

/*
 * A file with what can be read of it. What nobody may read is not opened: it acts
 * when it is written to. What cannot be read is noted.
 */
void copy_add_file(struct copy *copy, const char *path) _nonnull_;

/* A file with bytes of our own; copy_add_text(): as by printf(). */
void copy_add_bytes(struct copy *copy, const char *path, const void *bytes, size_t len)
	__attribute__((nonnull(1, 2)));
void copy_add_text(struct copy *copy, const char *path, const char *format, ...) _printf_(3, 4);

/* Note that something cannot be read, but not what is not there. */
void copy_note(struct copy *copy, const char *path, int rc) _nonnull_;

/* Call @each with the path of every name in a folder that fits @pattern (fnmatch). */
void copy_each(struct copy *copy, const char *folder, const char *pattern,
	       void (*each)(struct copy *copy, const char *path, void *data), void *data)
	__attribute__((nonnull(1, 2, 3, 4)));

/* Sort by path, none twice, with every folder that is above another entry. */
void copy_finish(struct copy *copy) _nonnull_;
