/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What more than one file of libdaxctl needs, and nobody outside it. */
#pragma once

#include <stdbool.h>

#include "lib/base/dev-attr.h"
#include "lib/base/platform.h"
#include "lib/daxctl/libdaxctl.h"

#define DAXCTL_EXPORT __attribute__((visibility("default")))

/* Below /sys/bus, and below /sys/class on kernels of the older model. */
#define DAX_BUS "dax"

struct daxctl_ctx {
	struct log_ctx log;	/* first, as in other implementations: callbacks may cast */
	void (*user_log)(struct daxctl_ctx *ctx, int priority, const char *file, int line,
			 const char *fn, const char *format, va_list args);
	int refcount;
	void *userdata;
	struct root *root;
	char *config_path;
	char *policy;		/* text of auto_online_blocks, as last read */
	struct daxctl_region *regions;	/* by id, then path */
	bool scanned;
};

struct daxctl_region {
	struct dev dev;		/* the parent device: its path is canonical */
	struct daxctl_ctx *ctx;
	struct daxctl_region *next;
	int refcount;
	uuid_t uuid;
	struct daxctl_dev *devs;	/* by id */
	bool scanned;
};

struct daxctl_dev {
	struct dev dev;
	struct daxctl_region *region;
	struct daxctl_dev *next;
	bool in_class;		/* of the older device model: always bound */
	bool numbers_known;
	int major, minor;
	bool resource_known;
	unsigned long long resource;
	bool mappings_known;
	struct daxctl_mapping *mappings;	/* by index */
	unsigned int nr_mappings;
	struct daxctl_memory *memory;
	char driver[64];	/* as last asked for */
};

struct daxctl_mapping {
	struct daxctl_dev *dev;
	unsigned long long start, end, offset;
};

struct daxctl_memory {
	struct daxctl_dev *dev;
	char *node_path;
};

enum daxctl_dev_attr {
#define ATTR_RAW(kind, name, path)	DEV_##name,
#include "lib/daxctl/attrs/dev.def"
	NR_DEV_ATTRS
};

/* Read the devices of a region, those that are new since the last time too. */
void daxctl_region_scan_devs(struct daxctl_region *region) _nonnull_;
void daxctl_dev_free(struct daxctl_dev *dev) _nonnull_;
void daxctl_dev_forget_memory(struct daxctl_dev *dev) _nonnull_;
/* What was read of an attribute no longer holds. */
void daxctl_dev_forget(struct daxctl_dev *dev, enum daxctl_dev_attr attr) _nonnull_;
void daxctl_dev_forget_mappings(struct daxctl_dev *dev) _nonnull_;

/* Where the first line of /proc/iomem that has this name begins; 0 when it is not told. */
unsigned long long daxctl_iomem_start(struct daxctl_ctx *ctx, const char *name) _nonnull_;

/* Bytes of a memory block; 0 when the kernel has none. */
unsigned long long daxctl_block_bytes(struct daxctl_ctx *ctx) _nonnull_;

static inline struct daxctl_dev *to_dax_dev(struct dev *dev)
{
	return dev ? container_of(dev, struct daxctl_dev, dev) : NULL;
}

static inline struct daxctl_region *to_dax_region(struct dev *dev)
{
	return dev ? container_of(dev, struct daxctl_region, dev) : NULL;
}
