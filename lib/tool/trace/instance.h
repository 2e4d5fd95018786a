/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Trace events of the kernel, read from a private instance of tracefs, which does not
 * disturb other tracing and is always removed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

struct tep_event;	/* of libtraceevent */
struct trace;

/*
 * Creates an instance that records one event. Until trace_close(), signals that end a
 * program are delayed, so that the instance is always removed; instances left by killed
 * programs are removed here. Returns 0; -ENODEV: tracefs is not mounted; -ENOENT: the
 * kernel has no such event; -EACCES: not root; or another negative errno.
 */
int trace_open(const char *system, const char *event, struct trace **trace)
	_must_check_ _nonnull_;
void trace_close(struct trace *trace);

/* Has a signal arrived that will end the program? */
bool trace_is_interrupted(void);

/* An event while it is being read. */
struct trace_event {
	struct tep_event *format;
	const void *data;
	size_t size;
};

/*
 * Calls @each for the events that this process has caused since the last call; a result
 * other than 0 ends the loop and is returned.
 */
int trace_read(struct trace *trace, int (*each)(const struct trace_event *event, void *data),
	       void *data) _must_check_ __attribute__((nonnull(1, 2)));

/* Read a field as a number, or as text of at most @len - 1 bytes. False: no such field. */
bool trace_number(const struct trace_event *event, const char *field,
		  unsigned long long *number) _must_check_ _nonnull_;
bool trace_text(const struct trace_event *event, const char *field, char *buf, size_t len)
	_must_check_ _nonnull_;
