/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bytes from anywhere as valid UTF-8 without control characters. */
#pragma once

#include <stddef.h>

#include "lib/base/cleanup.h"

/* "\xNN", or a sequence of UTF-8, with its NUL. */
#define ESCAPE_MAX 5

/*
 * Writes the next character of @text, which must not be empty, to @piece: as it is, or
 * one byte of it as \xNN. Returns the number of bytes of @text that this stands for.
 */
size_t escape_next(const char *text, char piece[ESCAPE_MAX]) _must_check_ _nonnull_;
