/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Text to numbers, the only place where it is done. Every parser takes the
 * whole string or nothing: 0, -EINVAL (not of that form) or -ERANGE (of that
 * form, but too large); the result is untouched unless 0 is returned.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

/* Unsigned: decimal, 0x hexadecimal or 0 octal; no sign, no blanks. */
int parse_u64(const char *text, unsigned long long *value) _must_check_ _nonnull_;

/* Hexadecimal digits without a prefix, as the kernel prints some addresses. */
int parse_hex(const char *text, unsigned long long *value) _must_check_ _nonnull_;

/* Signed decimal that fits an int. */
int parse_int(const char *text, int *value) _must_check_ _nonnull_;

/* Bytes: decimal or 0x hexadecimal, then at most one of k m g t (powers of 1024). */
int parse_size(const char *text, unsigned long long *bytes) _must_check_ _nonnull_;

/* "<prefix><id>": a decimal id without sign, leading zeros or anything behind. */
int parse_id(const char *text, const char *prefix, int *id) _must_check_ _nonnull_;

/* "<prefix><first>.<second>", both ids as above. */
int parse_id_pair(const char *text, const char *prefix, int *first, int *second)
	_must_check_ _nonnull_;

/* A truth value of sysfs: 0 or 1. */
int parse_flag(const char *text, bool *flag) _must_check_ _nonnull_;

/* "<major>:<minor>", as in the "dev" attribute of sysfs. */
int parse_devno(const char *text, int *major, int *minor) _must_check_ _nonnull_;

/* syslog priority: a number, or a word that begins with err, info, notice, debug. */
int parse_log_priority(const char *text, int *priority) _must_check_ _nonnull_;
