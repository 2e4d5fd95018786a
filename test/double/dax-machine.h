/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Dax regions, devices and memory blocks in a synthetic tree, a libdaxctl context for it, and the
 * kernel's reactions to the writes that the tests need.
 */
#pragma once

#include <stddef.h>

#include "lib/daxctl/libdaxctl.h"

/* The path of the region with that id, below the root and without a leading slash. */
#define DAX_REGION(id)	"sys/devices/platform/hmem." #id "/dax_region" #id

/*
 * A device as the kernel shows one: its directory in that of the region, the link on the bus, and
 * size, align (2 MiB), target_node (1), resource (@start) and dev.
 */
void dax_dev(const char *region, const char *name, unsigned long long start,
	     unsigned long long size);
void dax_mapping(const char *dev, int nr, unsigned long long start, unsigned long long end,
		 unsigned long long page_offset);

/* One attribute of a device, e.g. ("dax0.0", "size", "4096\n"). */
void dax_attr(const char *dev, const char *attr, const char *text);
void dax_no_attr(const char *dev, const char *attr);

/* A driver of the kernel; binding a device to it, and unbinding. */
void dax_driver(const char *driver);
void dax_bind(const char *dev, const char *driver);
void dax_unbind(const char *dev);

/* Blocks of 128 MiB, and one of them: "online" in that zone, or "offline". */
#define DAX_BLOCK	(128ULL << 20)
void dax_blocks(void);
void dax_block(int id, const char *state, const char *zones);
void dax_block_attr(int id, const char *attr, const char *text);

/* For fault.written: binding, unbinding, states of blocks, sizes. */
int dax_obey(const char *path, const char *data, size_t len);

/* As machine_open() of machine.h, whose logged() returns these messages, too. */
struct daxctl_ctx *dax_open(void);

/* For setup and teardown of a test, as machine_begin() and machine_end(). */
struct daxctl_ctx *dax_begin(void **state);
int dax_end(void **state, struct daxctl_ctx *ctx);
