/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The memory blocks of a device, put online and offline one by one, with what became of each. */
#pragma once

#include "daxctl/verb.h"

/* Where they are to go. */
struct blocks_wish {
	bool online;
	enum daxctl_online_zone zone;	/* of online blocks: DAXCTL_ONLINE_ANY takes any */
	bool verbose;			/* tell of every block */
	bool undoes;		/* not stopped by a signal */
};

struct blocks_tally {
	unsigned int total;
	unsigned int already;		/* were as wished before */
	unsigned int done;
	unsigned int failed;
};

/*
 * All blocks are tried, whatever the others did: 0, or a negative errno after telling of
 * those that did not go, and why.
 */
int blocks_change(struct verb_job *job, struct daxctl_dev *dev, const struct blocks_wish *wish,
		  struct blocks_tally *tally) _must_check_ _nonnull_;

/* The same as what a command is about: mode and result are told, too. */
int blocks_command(struct verb_job *job, struct daxctl_dev *dev, const struct blocks_wish *wish)
	_must_check_ _nonnull_;

/* Words for states: "online, zone Movable, removable". */
void block_describe(struct daxctl_block *block, char *buf, size_t len) _nonnull_;
