// SPDX-License-Identifier: GPL-2.0-or-later
/* A progress bar on stderr for long operations. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lib/tool/io/progress.h"

/* Shorter operations need no bar; afterwards it is updated at this interval. */
#define QUIET_MS	500
#define STEP_MS		100
#define BAR_WIDTH	20

static long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress, const char *what, unsigned long long total)
{
	*progress = (struct progress){
		.what = what,
		.total = total,
		.started = now_ms(),
		.terminal = isatty(STDERR_FILENO),
	};
}

void progress_update(struct progress *progress, unsigned long long done)
{
	static const char full[] = "####################", empty[] = "--------------------";
	long long now;
	int filled;

	if (!progress->terminal || !progress->total)
		return;
	now = now_ms();
	if (now - progress->started < QUIET_MS || now - progress->shown < STEP_MS)
		return;
	progress->shown = now;
	filled = done * BAR_WIDTH / progress->total;
	fprintf(stderr, "\r%s  [%.*s%.*s] %3llu %%  %llu of %llu KiB", progress->what, filled, full,
		BAR_WIDTH - filled, empty, done * 100 / progress->total, done >> 10,
		progress->total >> 10);
	fflush(stderr);
}

void progress_end(struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
}
