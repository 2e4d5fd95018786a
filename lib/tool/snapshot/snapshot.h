/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Snapshots: archives with the CXL part of a machine, recorded and unpacked here. This is a
 * separate library for the tools: it opens files of the kernel, which the tools must not
 * do themselves, and needs libarchive, which libcxl must not need.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

struct snapshot_options {
	const char *root;	/* directory of a recorded machine; NULL: this machine */
	const char *folder;	/* top directory of the archive */
	const char *suffix;	/* compression, as snapshot_suffix() */
	bool labels;		/* include the label areas */
	bool anonymize;		/* replace the serial numbers by 1, 2, 3 */
	/* Receives the archive in pieces: 0, or a negative errno, which ends the recording. */
	int (*write)(void *data, const void *bytes, size_t len);
	void *data;
};

struct snapshot_report {
	size_t nr_devices, nr_files;
	size_t nr_serials;	/* included or replaced */
	size_t nr_answers;	/* memdevs whose mailbox was read */
	bool has_bus;		/* there is a CXL bus */
	size_t nr_unreadable;
	bool denied;		/* root could read more */
	char *unreadable;	/* "path: reason" lines, to be freed; NULL: none */
};

/* Returns the suffix of @name: ".tar", ".tar.gz", ".tar.xz" or ".tar.zst"; otherwise NULL. */
const char *snapshot_suffix(const char *name) _nonnull_;

/*
 * Records a machine. Returns 0, or a negative errno: that of @write; -ENODATA if the root has
 * no directory sys; -ELIBACC if libarchive is not installed. The caller frees
 * @report->unreadable in any case.
 */
int snapshot_record(const struct snapshot_options *options, struct snapshot_report *report)
	_must_check_ _nonnull_;

/* Limits of an archive, which may come from an untrusted source. */
struct snapshot_limits {
	size_t members, member_bytes, total_bytes, depth;
};

extern const struct snapshot_limits snapshot_limits;

/*
 * Unpacks the archive read from @fd into the empty directory of the descriptor @dir: only
 * directories, files and links, and only below it. Returns 0, or a negative errno with the
 * reason in @why; then the directory can contain a part of the archive.
 */
int snapshot_unpack(int fd, int dir, const struct snapshot_limits *limits, char *why,
		    size_t len) _must_check_ _nonnull_;

/*
 * Finds the machine in an unpacked archive: "." or the name of its only directory;
 * -ENODATA if neither has a directory sys.
 */
int snapshot_find_root(int folder, char *name, size_t len) _must_check_ _nonnull_;
