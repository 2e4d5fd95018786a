/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A progress bar on stderr for long operations: only on a terminal, erased at the end. */
#pragma once

#include <stdbool.h>

#include "lib/base/cleanup.h"

struct progress {
	const char *what;		/* e.g. the name of the device */
	unsigned long long total;	/* bytes */
	long long started, shown;	/* ms of the monotonic clock; shown 0: not yet */
	bool terminal;
};

void progress_begin(struct progress *progress, const char *what, unsigned long long total)
	_nonnull_;
void progress_update(struct progress *progress, unsigned long long done) _nonnull_;
void progress_end(struct progress *progress) _nonnull_;
