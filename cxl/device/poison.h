/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What memory of devices is known to be bad: their lists of poison, as trace events. */
#pragma once

#include "cxl/device/poison-record.h"
#include "cxl/session.h"
#include "lib/tool/view/node.h"
#include "lib/tool/view/row.h"

/* A memdev that can have a list. */
struct media_asked {
	struct cxl_memdev *memdev;
	char *why;	/* there is no list, or not all of it; NULL: nothing is missing */
};

struct media_lists {
	struct media_asked *asked;	/* in the order of ids */
	size_t nr_asked, room_asked;
	struct media_record *records;
	size_t nr, room;
	struct media_record *shown;	/* room for as many, with offsets in one object */
	const char *memdev;		/* that is read now */
	bool out_of_memory;
};

/* The order of @asked. */
int media_compare(const void *a, const void *b) _nonnull_;

/*
 * Ask the memdevs that are shown in @groups, and those of shown regions, for their
 * lists; of a copy of a machine (@is_copy) there is nobody to ask. Where no device
 * can have a list, nothing is opened. What could not be had is noted as unanswered.
 */
void media_errors_read(struct session *session, const struct group *groups, size_t nr,
		       bool is_copy) _nonnull_;
void media_errors_free(struct session *session) _nonnull_;

/* The records that were read, for rows; false: there is nothing. @env: struct session or NULL. */
bool ask_memdev_media_errors(void *memdev, void *env, struct value *value);
bool ask_region_media_errors(void *region, void *env, struct value *value);
