/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The mailbox of a memdev: opened, asked which commands the kernel offers, sent a command,
 * closed. Where the root is a snapshot of a machine, what was recorded answers (recording.h).
 */
#pragma once

#include <stdint.h>
#include <linux/cxl_mem.h>

#include "lib/base/platform.h"

struct mailbox {
	int fd;		/* -1: closed */
	bool recorded;
};

#define MAILBOX_CLOSED { .fd = -1 }

/*
 * 0; -ENXIO when the node is not a character device with those numbers, -EROFS when the
 * snapshot has no answers, or the errno of open().
 */
int mailbox_open(struct mailbox *mailbox, const struct root *root, const struct devnode *node)
	_must_check_ _nonnull_;

/* Closes it, unless it is closed. */
void mailbox_close(struct mailbox *mailbox) _nonnull_;

/*
 * The kernel's list of commands, to be freed: 0, or a negative errno. Entries of removed
 * commands have the id 0.
 */
int mailbox_query(const struct mailbox *mailbox, struct cxl_mem_query_commands **result)
	_must_check_ _nonnull_;

/* The entry of command @id in the list; NULL: the kernel does not offer it. */
const struct cxl_command_info *mailbox_find(const struct cxl_mem_query_commands *query,
					    uint32_t id) _nonnull_;

/*
 * Send a command whose output has room for @room bytes: 0, also when the device refused
 * (send->retval), or the errno of the kernel. Whatever it says, send->out.size is at most
 * @room then.
 */
int mailbox_send(const struct mailbox *mailbox, struct cxl_send_command *send, size_t room)
	_must_check_ _nonnull_;
