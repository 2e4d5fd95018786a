// SPDX-License-Identifier: LGPL-2.1-or-later
/* Texts that are put together piece by piece: see strbuf.h. */
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/escape.h"
#include "lib/base/strbuf.h"

#define ROOM_MIN 64

/* Room for @more bytes and a NUL? If not, the error is kept. */
static bool reserve(struct strbuf *buf, size_t more)
{
	size_t room = buf->room < ROOM_MIN ? ROOM_MIN : buf->room;
	char *grown;

	if (buf->error)
		return false;
	if (more < buf->room - buf->len)
		return true;
	if (buf->fixed || more > SIZE_MAX / 4 - buf->len) {
		buf->error = buf->fixed ? -ENOSPC : -ENOMEM;
		return false;
	}
	while (room - buf->len <= more)
		room *= 2;
	grown = realloc(buf->text, room);
	if (!grown) {
		buf->error = -ENOMEM;
		return false;
	}
	buf->text = grown;
	buf->room = room;
	return true;
}

void strbuf_add_bytes(struct strbuf *buf, const void *bytes, size_t len)
{
	if (!reserve(buf, len))
		return;
	if (len)
		memcpy(buf->text + buf->len, bytes, len);
	buf->len += len;
	buf->text[buf->len] = '\0';
}

void strbuf_add(struct strbuf *buf, const char *text)
{
	strbuf_add_bytes(buf, text, strlen(text));
}

void strbuf_addf(struct strbuf *buf, const char *format, ...)
{
	va_list args, again;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0 && !buf->error)
		buf->error = -errno;
	if (reserve(buf, len)) {
		vsnprintf(buf->text + buf->len, (size_t)len + 1, format, again);
		buf->len += len;
	}
	va_end(again);
}

void strbuf_add_escaped(struct strbuf *buf, const char *text)
{
	char piece[ESCAPE_MAX];

	while (*text) {
		text += escape_next(text, piece);
		strbuf_add(buf, piece);
	}
}

void strbuf_separate(struct strbuf *buf, const char *separator)
{
	if (buf->len)
		strbuf_add(buf, separator);
}

char *strbuf_steal(struct strbuf *buf)
{
	char *text;

	/* An empty text is one, too. */
	strbuf_add_bytes(buf, NULL, 0);
	text = buf->error ? NULL : buf->text;
	if (text)
		buf->text = NULL;
	strbuf_free(buf);
	return text;
}

void strbuf_free(struct strbuf *buf)
{
	if (!buf->fixed)
		free(buf->text);
	*buf = (struct strbuf){ 0 };
}
