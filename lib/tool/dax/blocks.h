/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The memory blocks of a device, put online and offline one by one, with what became of each. */
#pragma once

#include <daxctl/libdaxctl.h>
#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

/* What they are to be. */
struct blocks_request {
	bool online;
	enum daxctl_online_zone zone;	/* of online blocks: DAXCTL_ONLINE_ANY takes any */
	bool verbose;			/* report every block */
	bool undoes;			/* not stopped by a signal */
	char *detail;			/* the library's last error, forgotten once reported */
};

struct blocks_tally {
	unsigned int total;
	unsigned int already;		/* were as requested before */
	unsigned int done;
	unsigned int failed;
};

/*
 * Tries all blocks, whatever the others did: 0, or a negative errno after reporting those that
 * failed, and why.
 */
int blocks_change(struct daxctl_dev *dev, const struct blocks_request *request,
		  struct blocks_tally *tally) _must_check_ _nonnull_;

/* The same as a whole command: mode and result are reported, too. */
int blocks_command(struct daxctl_dev *dev, const struct blocks_request *request)
	_must_check_ _nonnull_;

/* Words for states: "online, zone Movable, removable". */
void block_describe(struct daxctl_block *block, char *buf, size_t len) _nonnull_;

/* Is a block, or what valid_zones says (NULL: nothing), in zone Movable? */
bool block_is_movable(struct daxctl_block *block) _nonnull_;
bool zone_is_movable(const char *zones);

/*
 * Puts a block offline, unless the kernel says that it is not removable: 0; 1: it is offline
 * already; or a negative errno, and *@why is the reason ("holds ..."), or NULL: not known.
 */
int block_take_offline(struct daxctl_block *block, const char **why) _must_check_ _nonnull_;

/*
 * Puts a block online again that was in zone Movable, or else in one of
 * the kernel. 0, also if it is online already; or a negative errno.
 */
int block_put_back(struct daxctl_block *block, bool movable) _must_check_ _nonnull_;
