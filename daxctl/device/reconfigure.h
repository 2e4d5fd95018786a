/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A device changes its mode, size or alignment, or stays as it was. */
#pragma once

#include "daxctl/verb.h"

struct reconfigure_request {
	enum daxctl_dev_mode mode;	/* DAXCTL_DEV_MODE_UNKNOWN: the one it has */
	bool no_online, no_movable;	/* of memory in mode system-ram */
	bool force, verbose;
	struct option_size size, align;
};

/*
 * Check, change, and show the device when all is done: 0, or a negative errno after
 * complaining; then the device is what it was before, or it is told what it is.
 */
int reconfigure_dev(struct verb_job *job, struct daxctl_dev *dev,
		    const struct reconfigure_request *request) _must_check_ _nonnull_;
