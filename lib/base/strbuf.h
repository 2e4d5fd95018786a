/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Texts that are put together piece by piece. Errors are kept inside: after the first
 * one every call does nothing, so that one look at the error in the end is enough.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

/* Zero-initialized, it is empty and grows; strbuf_free() or strbuf_steal() ends it. */
struct strbuf {
	char *text;	/* NUL-terminated; NULL: empty. strbuf_text() is never NULL */
	size_t len;
	size_t room;
	bool fixed;	/* the caller's memory, which does not grow */
	int error;	/* 0, or the first error: -ENOMEM, -ENOSPC (fixed and full) */
};

/* An empty one in an array of char, which has the text at any time; nothing is to be freed. */
#define STRBUF_IN(array)	strbuf_in(array, sizeof(array))

/* The same in @room bytes, at least 1, at @bytes. */
static inline struct strbuf strbuf_in(char *bytes, size_t room)
{
	bytes[0] = '\0';
	return (struct strbuf){ .text = bytes, .room = room, .fixed = true };
}

/* Append. A piece that does not fit a fixed room is left out as a whole. */
void strbuf_add(struct strbuf *buf, const char *text) _nonnull_;
void strbuf_add_bytes(struct strbuf *buf, const void *bytes, size_t len)
	__attribute__((nonnull(1)));
void strbuf_addf(struct strbuf *buf, const char *format, ...) _printf_(2, 3);

/* Append @text as valid UTF-8 without control characters: what is neither becomes \xNN. */
void strbuf_add_escaped(struct strbuf *buf, const char *text) _nonnull_;

/* Append @separator unless the text is empty: first call in a loop over the pieces. */
void strbuf_separate(struct strbuf *buf, const char *separator) _nonnull_;

/* The text so far, borrowed until the next call. */
static inline const char *strbuf_text(const struct strbuf *buf)
{
	return buf->text ? buf->text : "";
}

/* The text, to be freed by the caller, and *@buf is empty; NULL: out of memory. */
char *strbuf_steal(struct strbuf *buf) _must_check_ _nonnull_;

void strbuf_free(struct strbuf *buf) _nonnull_;
