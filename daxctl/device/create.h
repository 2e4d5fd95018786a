/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A new device in a region, or none. */
#pragma once

#include "daxctl/verb.h"

/* A range of physical addresses; end: its last byte. */
struct range {
	unsigned long long start, end, page_offset;
};

struct create_request {
	struct option_size size;	/* not given: all that is free */
	struct option_size align;	/* not given, or 0: that of the region */
	struct range *ranges;		/* by page_offset; none: where the kernel wants */
	size_t nr_ranges;
	int region;			/* from a description; -1: none */
};

/* From the description of a device in a file: a status, after complaining. */
int create_request_load(struct create_request *request, const char *path) _must_check_ _nonnull_;
void create_request_free(struct create_request *request) _nonnull_;

/*
 * Create, fill, enable and show a device: 0, or a negative errno after complaining; then
 * nothing of it is left, or it is told what is.
 */
int create_dev(struct verb_job *job, struct daxctl_region *region,
	       const struct create_request *request) _must_check_ _nonnull_;
