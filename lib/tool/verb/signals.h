/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Signals that end programs, held while something is changed: until all is done, or
 * undone.
 */
#pragma once

#include <signal.h>

#include "lib/base/cleanup.h"

#define HOLD_SIGNALS 6

/* What the signals did before. */
struct hold {
	struct sigaction before[HOLD_SIGNALS];
};

/*
 * From now on they only ask for the end, which comes when it is convenient. SIGPIPE asks
 * for nothing: who read what we say may be gone, what we change is not. Holds nest: the
 * end comes with that of the outermost, which should look at hold_asked() between its parts.
 */
void hold_begin(struct hold *hold) _nonnull_;

/* Did one ask since? 0, or its number. */
int hold_asked(void);

/* No longer; what was asked for comes now: this may not return. */
void hold_end(const struct hold *hold) _nonnull_;
