/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --check-config: what the configuration says of devices, before anything is touched. */
#pragma once

#include "daxctl/config/match.h"
#include "daxctl/select.h"

struct check_config {
	struct config config;
	struct cxl_ctx *cxl;
	struct daxctl_dev **devs;		/* those that become something else, */
	const struct config_rule **rules;	/* and the rule of each */
	size_t nr;
	bool matched;				/* a section matches one of the devices */
};

/*
 * Read the configuration (that of the copy of a machine, if @sysroot) and tell of each
 * device what it says: on stdout if that is all that is wanted (@dry_run), else on
 * stderr. Devices that it says nothing of, and those that are as it says, leave
 * @selection. CLI_OK, or CLI_FAILED after complaining of all mistakes. In both cases,
 * check_config_end() ends it.
 */
int check_config_begin(struct check_config *check, struct session *session, const char *sysroot,
		       bool dry_run, struct selection *selection)
	_must_check_ __attribute__((nonnull(1, 2, 5)));
void check_config_end(struct check_config *check) _nonnull_;

/* The rule of a device that is still in the selection. */
const struct config_rule *check_config_rule(const struct check_config *check,
					    const struct daxctl_dev *dev) _nonnull_;
