/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bytes from devices and users as text that is safe to print. */
#pragma once

#include <stddef.h>

#include "lib/base/cleanup.h"

/*
 * Copy @text to @buf (@len bytes, NUL-terminated) as valid UTF-8 without control
 * characters: what is neither becomes \xNN. Text that does not fit ends in "...".
 */
void text_escape(const char *text, char *buf, size_t len) _nonnull_;

/*
 * Bytes for people, short: "256 MiB", "3.5 GiB", "768 B". Two digits behind the
 * point at most, zeros at the end left out. Where each byte counts, it is not
 * enough. @buf has room for TEXT_SIZE_MAX.
 */
#define TEXT_SIZE_MAX 24
const char *text_size(unsigned long long bytes, char *buf) _nonnull_;
