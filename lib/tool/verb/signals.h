/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Signals that end programs, held while something is changed: until all is done, or
 * undone.
 */
#pragma once

#include <signal.h>

#include "lib/base/cleanup.h"

#define SIGNALS_NR 6

/* What the signals did before. */
struct signals {
	struct sigaction before[SIGNALS_NR];
};

/*
 * Holds signals: from now on they only ask for the end, which comes when it is convenient.
 * SIGPIPE asks for nothing: the reader of the messages may be gone, but not what is changed.
 * Holds nest: the end comes with the release of the outermost, which should look at
 * signals_asked() between its parts.
 */
void signals_hold(struct signals *signals) _nonnull_;

/* The signal that came since, or 0. */
int signals_asked(void);

/* Releases them. A signal that came takes effect now: this may not return. */
void signals_release(const struct signals *signals) _nonnull_;
