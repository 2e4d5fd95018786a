/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Moving label bytes of one memdev: what the three label commands share. */
#pragma once

#include <stddef.h>

#include "cxl/verb.h"

/* The options of every label command. */
struct label_options {
	struct memdev_options memdev;
	const char *from;
	struct option_size size, offset;
};

/* @all: what 0, or no --size, means. */
#define OPTIONS_LABEL(params, member, all) \
	SIZE('s', "size", params, member.size, "how many bytes; " all " if 0 or absent"), \
	SIZE('O', "offset", params, member.offset, "where to start, in bytes"), \
	OPTIONS_MEMDEV(params, member.memdev), \
	OPTION_FROM(params, member.from)

/* A part of the label area. */
struct label_range {
	size_t offset, length;
};

/*
 * What the options say for this memdev, checked against its label area. Without
 * --size: from the offset to the end. 0, or non-zero after complaining.
 */
int label_range(struct cxl_memdev *memdev, const struct label_options *options,
		struct label_range *range) _must_check_ _nonnull_;

/* Do the labels belong to the kernel now? Complains, and says what helps. */
bool label_in_use(struct cxl_memdev *memdev) _nonnull_;

/* The bytes of the range, to be freed by the caller; NULL after complaining. */
char *label_read(struct session *session, struct cxl_memdev *memdev,
		 const struct label_range *range) _must_check_ _nonnull_;

/*
 * Write @bytes to the range. When that fails, differs when read back (@verify),
 * or a signal asks to stop, what was there before is written back; the signal
 * then ends the program. 0, or non-zero after complaining.
 */
int label_write(struct session *session, struct cxl_memdev *memdev,
		const struct label_range *range, char *bytes, bool verify)
	_must_check_ _nonnull_;
