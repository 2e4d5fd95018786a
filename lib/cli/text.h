/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bytes from devices and users as text that is safe to print. */
#pragma once

#include <stddef.h>

#include "../util/cleanup.h"

/*
 * Copy @text to @buf (@len bytes, NUL-terminated) as valid UTF-8 without control
 * characters: what is neither becomes \xNN. Text that does not fit ends in "...".
 */
void text_escape(const char *text, char *buf, size_t len) _nonnull_;
