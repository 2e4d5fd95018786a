// SPDX-License-Identifier: GPL-2.0-or-later
/* Messages on stderr. */
#include <stdbool.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

#include "lib/tool/io/say.h"
#include "lib/tool/io/text.h"

static const char *speaker = "cxl", *speaking_of;

void say_as(const char *tool, const char *command)
{
	speaker = tool;
	speaking_of = command;
}

/* The last line was a status that was not printed, so its hints are not printed either. */
static bool muted;

/*
 * Tells whether stderr is a terminal on which a line is edited, and stdout is none. A shell's
 * completion calls the tool that way; the terminal is not in line mode then.
 */
static bool terminal_edits_line(void)
{
	struct termios modes;

	return !isatty(STDOUT_FILENO) && tcgetattr(STDERR_FILENO, &modes) == 0 &&
	       !(modes.c_lflag & ICANON);
}

/* Prints one line with the prefix of the command. */
static _printf_(1, 0) void say_line(const char *format, va_list args)
{
	/* Flush stdout first, so that lines stay in order if both are one terminal. */
	fflush(stdout);
	fprintf(stderr, speaking_of ? "%s %s: " : "%s: ", speaker, speaking_of);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
}

void say_error(const char *format, ...)
{
	va_list args;

	muted = false;
	va_start(args, format);
	say_line(format, args);
	va_end(args);
}

void say_status(const char *format, ...)
{
	va_list args;

	muted = terminal_edits_line();
	if (muted)
		return;
	va_start(args, format);
	say_line(format, args);
	va_end(args);
}

void say_hint(const char *format, ...)
{
	va_list args;

	if (muted)
		return;
	fputs("  ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

const char *quoted(const char *text)
{
	static char buffers[4][64];
	static unsigned int next;
	char *buf = buffers[next++ % 4];

	text_escape(text, buf, sizeof(buffers[0]));
	return buf;
}
