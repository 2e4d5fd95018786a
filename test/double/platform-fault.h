/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The platform of the unit tests: every operation on the kernel goes to a
 * journal, answers come from a script, and any one of them can be made to fail.
 * It stands for the machine below any root, so that a synthetic tree can be
 * written to. fault_begin() forgets everything.
 */
#pragma once

#include <stdint.h>
#include <linux/cxl_mem.h>

#include "lib/base/platform.h"

enum fault_what { FAULT_OPEN, FAULT_QUERY, FAULT_SEND, FAULT_CLOSE, FAULT_WRITE, FAULT_MODULE };

/* One operation, as it came; strings and bytes are copies. */
struct fault_op {
	enum fault_what what;
	char *path;	/* FAULT_OPEN: node; FAULT_WRITE: attribute; FAULT_MODULE: alias */
	int major, minor;		/* FAULT_OPEN */
	struct cxl_send_command send;	/* FAULT_SEND: as before the reply */
	void *data;			/* FAULT_SEND: input payload; FAULT_WRITE: text */
	size_t len;
};

/* What the platform does; to be filled in after fault_begin(). */
struct fault_script {
	bool other_machine;		/* the root is not this platform's */
	int fail_at, error;		/* operation 1, 2, ... fails with that errno; 0: none */
	const struct cxl_command_info *commands;	/* the kernel's list, */
	uint32_t nr_commands;		/* and how long it says it is: see below */
	uint32_t nr_filled;		/* entries of @commands; may be fewer */
	/* What a machine does then; an errno (positive) is the answer to the write. */
	int (*written)(const char *path, const char *data, size_t len);
	void (*loaded)(const char *alias);
	int udev_busy;			/* udev says so many times that it works; -1: for ever */
};

extern struct fault_script fault;

void fault_begin(void);

/*
 * The answer to the next send that has none yet: the return code of the device,
 * and its output; or an errno (then @retval and @out are not used). A send
 * without an answer fails with EBADMSG and is counted by fault_end().
 */
void fault_reply(uint32_t retval, const void *out, size_t len);
void fault_reply_errno(int error);

/*
 * Everything in order? All descriptors closed, every send answered, no answer
 * left. Fails the test that runs when not; frees the journal.
 */
void fault_end(void);

size_t fault_count(enum fault_what what);
size_t fault_nr_open(void);	/* descriptors not closed so far */
size_t fault_total(void);	/* of all that could fail: closing cannot */

/* Operation @nr (from 0) of that sort; fails the test when there is none. */
const struct fault_op *fault_op(enum fault_what what, size_t nr);

/*
 * Write @nr (from 0) was this text, to that attribute: its path, or, without a slash before
 * it, how the path ends.
 */
void assert_written(size_t nr, const char *file, const char *text);
void assert_written_bytes(size_t nr, const char *file, const void *bytes, size_t len);
