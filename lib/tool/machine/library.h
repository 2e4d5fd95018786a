/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages and errors of the library that a tool uses, whichever that is. */
#pragma once

#include <stdarg.h>
#include <stdbool.h>

#include "lib/base/cleanup.h"

#define LIBRARY_DETAIL_MAX 256

/* A message for the log callback of a library, and its origin. */
struct library_message {
	const char *library;	/* "libcxl" */
	int priority;
	const char *file, *fn;
	int line;
};

/* Logs a message; an error is kept in @detail (LIBRARY_DETAIL_MAX bytes) for the error message. */
void library_said(const struct library_message *message, bool show, char *detail,
		  const char *format, va_list args) _printf_(4, 0) _nonnull_;

/*
 * Returns the log priority for the library's context. @now: its priority from the
 * environment; @log_env: NULL, or a variable for one command; *@show: show everything
 * (--debug); it is set if the environment asks for more than errors.
 */
int library_priority(int now, const char *log_env, bool *show) _must_check_
	__attribute__((nonnull(3)));

/*
 * Returns in @buf why a value is unknown, from the error of reading the attribute @what;
 * NULL if the attribute does not exist.
 */
const char *library_reason(int rc, const char *what, char *buf, size_t len) _nonnull_;

/*
 * Reports that the kernel refused something. @detail is the library's message ("": none);
 * it is cleared.
 */
void library_refused(const char *name, const char *what, int rc, char *detail) _nonnull_;
