/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of commands that only read: one memdev, one command to it, and accessors of
 * the reply that return int, in a table.
 */
#pragma once

#include "test/double/machine.h"
#include "test/double/platform-fault.h"

/* An accessor, and the length of the reply that it needs (bytes). */
struct reply_field {
	const char *name;
	int (*get)(struct cxl_cmd *cmd);
	size_t needs;
};

extern struct cxl_ctx *reply_ctx;
extern struct cxl_memdev *reply_memdev;
extern struct cxl_cmd *reply_cmd;

/* For setup: a machine whose kernel has the commands that read; one of them is created. */
int reply_begin(void **state, struct cxl_cmd *(*make)(struct cxl_memdev *memdev));
int reply_end(void **state);

/* Sends the command; the device replies with these bytes. */
void reply_submit(const void *bytes, size_t len);

/* Every accessor returns @rc. */
void reply_assert_all(const struct reply_field *fields, size_t nr, int rc);

/*
 * Every accessor: an errno before submit, after a refusal, after a failure, without a command and
 * for another one; a reply of zeros of every length up to @size.
 */
void reply_assert_errors(const struct reply_field *fields, size_t nr);
void reply_assert_short(const struct reply_field *fields, size_t nr, size_t size);
