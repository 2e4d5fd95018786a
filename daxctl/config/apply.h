/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Devices become what the configuration says. */
#pragma once

#include "daxctl/select.h"

struct configured_options {
	const struct dev_options *dev;
	bool force;
	bool dry_run;		/* only tell */
};

/* The whole of "reconfigure-device --check-config". Returns the exit status. */
int configured_run(const struct configured_options *options, int nr_words, char **words)
	_must_check_ _nonnull_;
