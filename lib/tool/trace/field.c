// SPDX-License-Identifier: GPL-2.0-or-later
/* Fields of a trace event: nothing is read that is not in the record. */
#include <event-parse.h>
#include <stdint.h>
#include <string.h>

#include "lib/tool/trace/instance.h"

static const void *find(const struct trace_event *event, const char *name, size_t *size)
{
	struct tep_format_field *field = tep_find_field(event->format, name);

	if (!field || field->offset < 0 || field->size < 0 ||
	    (size_t)field->offset + field->size > event->size)
		return NULL;
	*size = field->size;
	return (const char *)event->data + field->offset;
}

bool trace_number(const struct trace_event *event, const char *field, unsigned long long *number)
{
	const void *at;
	uint64_t u64;
	uint32_t u32;
	uint16_t u16;
	size_t size;

	at = find(event, field, &size);
	if (!at)
		return false;
	switch (size) {
	case 1:
		*number = *(const uint8_t *)at;
		return true;
	case 2:
		memcpy(&u16, at, size);
		*number = u16;
		return true;
	case 4:
		memcpy(&u32, at, size);
		*number = u32;
		return true;
	case 8:
		memcpy(&u64, at, size);
		*number = u64;
		return true;
	}
	return false;
}

/* A text of variable length is replaced by a number: length above, offset below. */
bool trace_text(const struct trace_event *event, const char *field, char *buf, size_t len)
{
	size_t size, offset, room;
	const void *at;
	uint32_t where;

	at = find(event, field, &size);
	if (!at || size != sizeof(where) || len == 0)
		return false;
	memcpy(&where, at, sizeof(where));
	offset = where & 0xffff;
	room = where >> 16;
	if (offset > event->size || room > event->size - offset)
		return false;
	room = strnlen((const char *)event->data + offset, room);
	if (room >= len)
		room = len - 1;
	memcpy(buf, (const char *)event->data + offset, room);
	buf[room] = '\0';
	return true;
}
