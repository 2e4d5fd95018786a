/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The platform of the unit tests: it records every kernel operation in a journal, takes replies
 * from a script, and can make any operation fail. It acts as the machine below any root, so
 * that tests can write to a synthetic tree. fault_begin() resets everything.
 */
#pragma once

#include <stdint.h>
#include <linux/cxl_mem.h>

#include "lib/base/platform.h"

enum fault_what { FAULT_OPEN, FAULT_QUERY, FAULT_SEND, FAULT_CLOSE, FAULT_WRITE, FAULT_MODULE };

/* One operation as requested; strings and bytes are copies. */
struct fault_op {
	enum fault_what what;
	char *path;	/* FAULT_OPEN: node; FAULT_WRITE: attribute; FAULT_MODULE: alias */
	int major, minor;		/* FAULT_OPEN */
	struct cxl_send_command send;	/* FAULT_SEND: as before the reply */
	void *data;			/* FAULT_SEND: input payload; FAULT_WRITE: text */
	size_t len;
};

/* Behavior of the platform; the test sets it after fault_begin(). */
struct fault_script {
	bool other_machine;		/* the root is a snapshot, not this platform's machine */
	int fail_at, error;		/* operation 1, 2, ... fails with that errno; 0: none */
	const struct cxl_command_info *commands;	/* the kernel's list, */
	uint32_t nr_commands;		/* and its reported length: see below */
	uint32_t nr_filled;		/* entries of @commands; may be fewer */
	/*
	 * Reaction of the machine to a write; it returns 0, or a positive errno that the write
	 * fails with.
	 */
	int (*written)(const char *path, const char *data, size_t len);
	void (*loaded)(const char *alias);
	int udev_busy;			/* udev is busy at this many checks; -1: always */
};

extern struct fault_script fault;

void fault_begin(void);

/*
 * The reply to the next send that has none yet: the return code of the device, and its output; or
 * an errno (then @retval and @out are not used). A send without a reply fails with EBADMSG, and
 * fault_end() counts it.
 */
void fault_reply(uint32_t retval, const void *out, size_t len);
void fault_reply_errno(int error);

/*
 * Checks that all descriptors are closed, every send has a reply and no reply is left; otherwise
 * fails the running test. Frees the journal.
 */
void fault_end(void);

size_t fault_count(enum fault_what what);
size_t fault_nr_open(void);	/* open descriptors so far */
size_t fault_total(void);	/* the number of operations that could fail: closing cannot */

/* Operation @nr (from 0) of that type; fails the test if it does not exist. */
const struct fault_op *fault_op(enum fault_what what, size_t nr);

/*
 * Write @nr (from 0) was this text, to that attribute: its path, or, without a leading slash, the
 * end of the path.
 */
void assert_written(size_t nr, const char *file, const char *text);
void assert_written_bytes(size_t nr, const char *file, const void *bytes, size_t len);
