/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bytes from devices and users as text that is safe to print. */
#pragma once

#include <stddef.h>

#include "lib/base/cleanup.h"

/*
 * Copies @text to @buf (@len bytes, NUL-terminated) as valid UTF-8 without control
 * characters: other bytes become \xNN. Text that does not fit ends in "...".
 */
void text_escape(const char *text, char *buf, size_t len) _nonnull_;

/*
 * Formats a number of bytes for people: "256 MiB", "3.5 GiB", "768 B", with at most two
 * decimals, so it is not exact. @buf has room for TEXT_SIZE_MAX bytes.
 */
#define TEXT_SIZE_MAX 24
const char *text_size(unsigned long long bytes, char *buf) _nonnull_;
