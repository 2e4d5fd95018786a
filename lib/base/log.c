// SPDX-License-Identifier: LGPL-2.1-or-later
/* Messages of a library: the default callback and the priority. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>

#include "lib/base/log.h"
#include "lib/base/parse.h"

static _printf_(6, 0) void log_to_stderr(struct log_ctx *log, int priority, const char *file,
					 int line, const char *fn, const char *format, va_list args)
{
	(void)priority;
	(void)file;
	(void)line;
	fprintf(stderr, "%s: %s: ", log->owner, fn);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
}

void log_init(struct log_ctx *log, const char *owner, const char *env)
{
	const char *text = secure_getenv(env);

	log->fn = log_to_stderr;
	log->owner = owner;
	log->priority = LOG_ERR;
	if (text && text[0] && parse_log_priority(text, &log->priority))
		log_err(log, "%s=%s is not a log level (a number, err, notice, info or debug)",
			env, text);
}

void log_write(struct log_ctx *log, int priority, const char *file, int line, const char *fn,
	       const char *format, ...)
{
	int saved = errno;
	va_list args;

	va_start(args, format);
	log->fn(log, priority, file, line, fn, format, args);
	va_end(args);
	errno = saved;
}
