/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One record of a list of poison: a trace event, and what is shown of it. */
#pragma once

#include "lib/tool/trace/instance.h"
#include "lib/tool/view/row.h"

#define MEDIA_ABSENT	ABSENT_u64

struct media_record {
	char memdev[32], region[32];	/* names; "" for none */
	/* Addresses in the device and of the host, bytes, ...: MEDIA_ABSENT for none. */
	unsigned long long dpa, hpa, length, source, flags, overflow_t;
	unsigned long long offset;	/* in the object that it is shown of */
};

/* False: the event is no record of a list, or does not say of which memdev. */
bool media_record_read(const struct trace_event *event, struct media_record *record)
	_must_check_ _nonnull_;

extern const struct show_type media_record_type;	/* of struct media_record */
