// SPDX-License-Identifier: GPL-2.0-or-later
/* Signals that end programs, held while something is changed. */
#include <stddef.h>

#include "lib/tool/verb/signals.h"

static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
	interrupted = number;
}

static const int signals[HOLD_SIGNALS] = {
	SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGPIPE
};

void hold_begin(struct hold *hold)
{
	const struct sigaction wait = { .sa_handler = interrupt };
	const struct sigaction ignore = { .sa_handler = SIG_IGN };

	for (size_t i = 0; i < HOLD_SIGNALS; i++) {
		sigaction(signals[i], NULL, &hold->before[i]);
		/* Under nohup, a signal that is ignored stays ignored. */
		if (hold->before[i].sa_handler != SIG_IGN)
			sigaction(signals[i], signals[i] == SIGPIPE ? &ignore : &wait, NULL);
	}
}

int hold_asked(void)
{
	return interrupted;
}

void hold_end(const struct hold *hold)
{
	int number = interrupted;

	interrupted = 0;
	for (size_t i = 0; i < HOLD_SIGNALS; i++)
		sigaction(signals[i], &hold->before[i], NULL);
	/* Within another hold, that one is asked now. */
	if (number)
		raise(number);
}
