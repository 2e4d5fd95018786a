/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Messages of a library: to a callback of the context, above a priority. */
#pragma once

#include <stdarg.h>
#include <syslog.h>

#include "lib/base/cleanup.h"
#include "lib/base/read-error.h"

struct log_ctx;

typedef void (*log_fn)(struct log_ctx *log, int priority, const char *file, int line,
		       const char *fn, const char *format, va_list args);

/* First member of every library context, so that the callback gets the context. */
struct log_ctx {
	log_fn fn;
	const char *owner;
	int priority;
	/* Why what was asked for since read_error_clear() has no value. */
	struct read_error read_error;
};

/*
 * Start with the default callback (stderr) and LOG_ERR, or the priority in the
 * environment variable @env. @owner and @env must outlive @log.
 */
void log_init(struct log_ctx *log, const char *owner, const char *env) _nonnull_;

void log_write(struct log_ctx *log, int priority, const char *file, int line, const char *fn,
	       const char *format, ...) _printf_(6, 7);

#define log_at(log, prio, ...) \
	do { \
		if ((log)->priority >= (prio)) \
			log_write(log, prio, __FILE__, __LINE__, __func__, __VA_ARGS__); \
	} while (0)

#define log_err(log, ...)	log_at(log, LOG_ERR, __VA_ARGS__)
#define log_info(log, ...)	log_at(log, LOG_INFO, __VA_ARGS__)
#define log_debug(log, ...)	log_at(log, LOG_DEBUG, __VA_ARGS__)
