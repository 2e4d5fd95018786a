/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Archives with the copy of a machine: made of one, and unpacked to look at one. A
 * library of its own, which the tools link: it opens files of the kernel, as they
 * must not, and needs libarchive, which nobody who links libcxl should.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

struct snapshot_options {
	const char *root;	/* the machine: NULL for this one, or a folder with a copy */
	const char *folder;	/* all of the archive is below it */
	const char *suffix;	/* compression, as snapshot_suffix() */
	bool labels;		/* the label areas too */
	bool anonymize;		/* 1, 2, 3 for the serial numbers */
	/* Takes the archive, piece by piece; 0 or a negative errno, which ends it. */
	int (*write)(void *data, const void *bytes, size_t len);
	void *data;
};

struct snapshot_report {
	size_t nr_devices, nr_files;
	size_t nr_serials;	/* numbers that are in it, or were replaced */
	size_t nr_answers;	/* memdevs whose mailbox was asked */
	bool has_bus;		/* of CXL */
	size_t nr_unreadable;
	bool denied;		/* root could read more */
	char *unreadable;	/* "path: reason" lines, to be freed; NULL: none */
};

/* ".tar", ".tar.gz", ".tar.xz" or ".tar.zst", which @name ends in behind something; NULL. */
const char *snapshot_suffix(const char *name) _nonnull_;

/*
 * Record a machine. 0, or a negative errno: that of @write; -ENODATA when there is
 * no folder sys below the root; -ELIBACC when there is no libarchive. In any case,
 * @report->unreadable is to be freed.
 */
int snapshot_record(const struct snapshot_options *options, struct snapshot_report *report)
	_must_check_ _nonnull_;

/* What is taken of an archive, which may come from anywhere. */
struct snapshot_limits {
	size_t members, member_bytes, total_bytes, depth;
};

extern const struct snapshot_limits snapshot_limits;

/*
 * Unpack the archive that is read from @fd into the empty folder @folder (an open
 * one): folders, files and links, nothing else, and only below it. 0, or a negative
 * errno and what is wrong in @why; then the folder may hold a part of it.
 */
int snapshot_unpack(int fd, int folder, const struct snapshot_limits *limits, char *why,
		    size_t len) _must_check_ _nonnull_;

/*
 * Where in an unpacked archive the machine is: "." or the name of its only folder;
 * -ENODATA when neither has a folder sys.
 */
int snapshot_find_root(int folder, char *name, size_t len) _must_check_ _nonnull_;
