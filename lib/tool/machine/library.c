// SPDX-License-Identifier: GPL-2.0-or-later
/* Messages and errors of the library that a tool uses. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include "lib/base/parse.h"
#include "lib/tool/io/say.h"
#include "lib/tool/machine/library.h"

void library_said(const struct library_message *message, bool show, char *detail,
		  const char *format, va_list args)
{
	char text[LIBRARY_DETAIL_MAX];

	vsnprintf(text, sizeof(text), format, args);
	if (show)
		fprintf(stderr, "%s: %s:%d: %s: %s\n", message->library, message->file,
			message->line, message->fn, text);
	if (message->priority <= LOG_ERR)
		memcpy(detail, text, sizeof(text));
}

int library_priority(int now, const char *log_env, bool *show)
{
	const char *text = log_env ? secure_getenv(log_env) : NULL;
	int priority;

	if (text && !parse_log_priority(text, &priority))
		now = priority;
	if (*show)
		return LOG_DEBUG;
	/* Errors are always needed for the message about a failure. */
	*show = now > LOG_ERR;
	return now > LOG_ERR ? now : LOG_ERR;
}

const char *library_reason(int rc, const char *what, char *buf, size_t len)
{
	if (rc == 0 || rc == -ENOENT)
		return NULL;
	if (rc == -EACCES || rc == -EPERM)
		snprintf(buf, len, "%s is not readable: needs root", what);
	else
		snprintf(buf, len, "%s has no value: %s", what, strerror(-rc));
	return buf;
}

void library_refused(const char *name, const char *what, int rc, char *detail)
{
	size_t len = strlen(name);
	const char *why = detail;

	/* The library's messages begin with the name, too. */
	if (!strncmp(why, name, len) && !strncmp(why + len, ": ", 2))
		why += len + 2;
	say_error("%s: cannot %s: %s", name, what, why[0] ? why : strerror(-rc));
	if (rc == -EACCES || rc == -EPERM)
		say_hint("This needs root, or the right to write to /sys: try as root");
	detail[0] = '\0';
}
