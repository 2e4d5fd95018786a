/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory devices in a synthetic tree, and a library context for it. */
#pragma once

#include <stddef.h>

#include "lib/cxl/libcxl.h"
#include "lib/daxctl/libdaxctl.h"

/*
 * A memdev as the kernel shows one: the device directory, the link on the bus, and the attributes
 * size, serial, dev (<major>:<id>), payload_max and label_storage_size.
 */
void machine_memdev(int id, unsigned long payload_max, unsigned long label_size);

/* One attribute of a memdev, e.g. ("mem0", "pmem/size", "0x1000\n"). */
void machine_attr(const char *memdev, const char *attr, const char *text);
void machine_no_attr(const char *memdev, const char *attr);

#define MACHINE_MAJOR 250

/*
 * A context for the tree, whose messages are kept: logged() returns the last one, log_count() their
 * number. machine_close() releases it.
 */
struct cxl_ctx *machine_open(void);
void machine_close(struct cxl_ctx *ctx);
const char *logged(void);
int log_count(void);
void log_forget(void);

/* For setup and teardown of a test: the platform, an empty tree, and a context for it. */
struct cxl_ctx *machine_begin(void **state);
int machine_end(void **state, struct cxl_ctx *ctx);

/* For contexts of libdaxctl: their messages are kept in the same place. */
void log_keep_dax(struct daxctl_ctx *ctx, int priority, const char *file, int line, const char *fn,
		  const char *format, va_list args) __attribute__((format(printf, 6, 0)));
