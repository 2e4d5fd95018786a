/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a tool does with what its library has to say, whichever library that is. */
#pragma once

#include <stdarg.h>
#include <stdbool.h>

#include "lib/base/cleanup.h"

#define LIBRARY_DETAIL_MAX 256

/* A message for the log callback of a library: it and where it comes from. */
struct library_message {
	const char *library;	/* "libcxl" */
	int priority;
	const char *file, *fn;
	int line;
};

/* An error is kept in @detail (of LIBRARY_DETAIL_MAX), for the line about what failed. */
void library_said(const struct library_message *message, bool show, char *detail,
		  const char *format, va_list args) _printf_(4, 0) _nonnull_;

/*
 * The priority that the library's context is to have. @now: what it has, from the
 * environment; @log_env: NULL, or a variable for one command; *@show: all is to be shown
 * (--debug), and is set when the environment asks for it.
 */
int library_priority(int now, const char *log_env, bool *show) _must_check_
	__attribute__((nonnull(3)));

/*
 * Why a value is unknown, from the error of reading the attribute @what: in @buf; NULL when
 * it does not exist.
 */
const char *library_reason(int rc, const char *what, char *buf, size_t len) _nonnull_;

/*
 * Say that the kernel refused something: @detail is what the library said, "" for
 * nothing, and then forgotten.
 */
void library_refused(const char *name, const char *what, int rc, char *detail) _nonnull_;
