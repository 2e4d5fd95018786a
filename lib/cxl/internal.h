/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What more than one file of libcxl needs, and nobody outside it. */
#pragma once

#include <stdbool.h>

#include "lib/base/dev-attr.h"
#include "lib/base/dev-list.h"
#include "lib/base/platform.h"
#include "lib/cxl/libcxl.h"

#define CXL_EXPORT __attribute__((visibility("default")))

/* The CXL bus below /sys/bus. */
#define CXL_BUS "cxl"

struct cxl_ctx {
	struct log_ctx log;	/* first, as in other implementations: callbacks may cast */
	void (*user_log)(struct cxl_ctx *ctx, int priority, const char *file, int line,
			 const char *fn, const char *format, va_list args);
	int refcount;
	void *userdata;
	void *private_data;
	struct root *root;
	struct dev_list memdevs;
	struct dev_list buses;
	/* The rest of the topology: topology.h. */
	struct dev_list ports, endpoints, decoders, regions;
	bool regions_linked;
	bool endpoints_known;	/* which memdev each endpoint is */
	bool outdated;		/* the kernel's topology may be another one by now */
	struct dev *removed;	/* objects that the kernel no longer has */
	bool errors_known;
	struct cxl_protocol_error *errors;
	unsigned int nr_errors;
	bool no_wait, settled;	/* do not wait for probes; did so once */
	struct daxctl_ctx *dax;	/* see cxl_region_get_daxctl_region() */
	bool debugfs_known;
	char *debugfs;		/* <debugfs>/cxl; NULL: there is none */
	int debugfs_rc;		/* 0 or why not */
};

struct cxl_memdev {
	struct dev dev;
	struct cxl_ctx *ctx;
	char *host;		/* name of the parent device; NULL before it is asked for */
	bool nodes_known;
	int major, minor;
	struct cxl_fwctl *fwctl;
	bool fwctl_known;
	struct cxl_endpoint *endpoint;	/* see cxl_memdev_get_endpoint() */
	struct cxl_mem_query_commands *commands;	/* of its mailbox; NULL: not asked yet */
};

/* Scan a class of devices of the context, once; logs what fails. */
int cxl_scan(struct cxl_ctx *ctx, struct dev_list *list, const struct dev_class *class)
	_must_check_ _nonnull_;

/* Wait for pending probes, unless the user does not want to. */
void cxl_settle(struct cxl_ctx *ctx) _nonnull_;

/* <debugfs>/cxl, or NULL when the kernel shows none (or not to this user). */
const char *cxl_debugfs(struct cxl_ctx *ctx) _nonnull_;

/* Largest mailbox payload in bytes; 0 when the device has no mailbox. */
size_t cxl_memdev_payload_max(struct cxl_memdev *memdev) _nonnull_;

/* Frees what mbox.c and fwctl.c hung into a memdev. */
void cxl_memdev_release_commands(struct cxl_memdev *memdev) _nonnull_;
void cxl_memdev_release_fwctl(struct cxl_memdev *memdev) _nonnull_;
