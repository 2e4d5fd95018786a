/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Trace events of the kernel, from an instance of tracefs of our own: nobody else's
 * tracing is disturbed, and nothing of ours stays.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

struct tep_event;	/* of libtraceevent */
struct trace;

/*
 * Make an instance in which one event is recorded. Until trace_close(), signals that
 * end a program wait, so that the instance is always removed; what killed programs
 * have left is removed here. 0; -ENODEV: tracefs is not mounted; -ENOENT: the kernel
 * has no such event; -EACCES: not root; or another errno.
 */
int trace_open(const char *system, const char *event, struct trace **trace)
	_must_check_ _nonnull_;
void trace_close(struct trace *trace);

/* Has a signal come that waits to end the program? */
bool trace_is_interrupted(void);

/* An event while it is looked at. */
struct trace_event {
	struct tep_event *format;
	const void *data;
	size_t size;
};

/*
 * Call @each with the events that this process has caused since the last time; a
 * result other than 0 ends it, and is returned.
 */
int trace_read(struct trace *trace, int (*each)(const struct trace_event *event, void *data),
	       void *data) _must_check_ __attribute__((nonnull(1, 2)));

/* A field as a number, as a text of at most @len - 1 bytes. False: there is none. */
bool trace_number(const struct trace_event *event, const char *field,
		  unsigned long long *number) _must_check_ _nonnull_;
bool trace_text(const struct trace_event *event, const char *field, char *buf, size_t len)
	_must_check_ _nonnull_;
