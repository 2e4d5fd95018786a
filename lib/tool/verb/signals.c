// SPDX-License-Identifier: GPL-2.0-or-later
/* Signals that end programs, held while something is changed. */
#include <stddef.h>

#include "lib/tool/verb/signals.h"

static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
	interrupted = number;
}

static const int held[SIGNALS_NR] = {
	SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGPIPE
};

void signals_hold(struct signals *signals)
{
	const struct sigaction wait = { .sa_handler = interrupt };
	const struct sigaction ignore = { .sa_handler = SIG_IGN };

	for (size_t i = 0; i < SIGNALS_NR; i++) {
		sigaction(held[i], NULL, &signals->before[i]);
		/* Under nohup, a signal that is ignored stays ignored. */
		if (signals->before[i].sa_handler != SIG_IGN)
			sigaction(held[i], held[i] == SIGPIPE ? &ignore : &wait, NULL);
	}
}

int signals_asked(void)
{
	return interrupted;
}

void signals_release(const struct signals *signals)
{
	int number = interrupted;

	interrupted = 0;
	for (size_t i = 0; i < SIGNALS_NR; i++)
		sigaction(held[i], &signals->before[i], NULL);
	/* Within another hold, that one is asked now. */
	if (number)
		raise(number);
}
