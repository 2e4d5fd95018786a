/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What crosses files of libcxl, file by file, and nobody outside it needs. */
#pragma once

#include "lib/cxl/object.h"

/*
 * scan.c: what the kernel has, scanned and linked once. Lists are empty (and errno is set)
 * when they cannot be read; the rest returns 0 or a negative errno, also set in errno.
 */
const struct dev_list *cxl_memdevs(struct cxl_ctx *ctx) _nonnull_;
const struct dev_list *cxl_buses(struct cxl_ctx *ctx) _nonnull_;
int cxl_topology(struct cxl_ctx *ctx) _nonnull_;
int cxl_topology_regions(struct cxl_ctx *ctx) _nonnull_;
void cxl_topology_free(struct cxl_ctx *ctx) _nonnull_;

/* Wait for pending probes, unless the user does not want to. */
void cxl_settle(struct cxl_ctx *ctx) _nonnull_;

/* Only among objects that are linked. */
struct cxl_region *cxl_region_by_name(struct cxl_ctx *ctx, const char *name) _nonnull_;

/*
 * link.c: every object of the lists below its parent, 0 or -ENOMEM; and no object below
 * any other. Who is above whom stays known, for devices do not move.
 */
int cxl_topology_link(struct cxl_ctx *ctx) _must_check_ _nonnull_;
void cxl_topology_unlink(struct cxl_ctx *ctx) _nonnull_;

/* All regions, by address; or one: out of the list of its window, and where it belongs. */
int cxl_regions_link(struct cxl_ctx *ctx) _must_check_ _nonnull_;
void cxl_region_unlink(struct cxl_region *region) _nonnull_;
void cxl_region_link(struct cxl_region *region) _nonnull_;

/*
 * stale.c: after ports, endpoints or buses came or went, the next look at the topology
 * compares it with what the kernel has then. What is still there stays the same object;
 * what is not is kept until the context ends, because a caller may hold it.
 */
void cxl_topology_outdated(struct cxl_ctx *ctx) _nonnull_;

/*
 * Forget what was read of the ports and decoders between an endpoint's decoder and
 * the root; the same for every decoder that is attached to a region.
 */
void cxl_decoder_forget_path(struct cxl_decoder *decoder) _nonnull_;
void cxl_region_forget_paths(struct cxl_region *region) _nonnull_;

/*
 * After a write. Whether the kernel took it or not, what was read before may be
 * wrong; and with a size comes the address by which the regions of a window are sorted.
 */
void cxl_region_changed(struct cxl_region *region) _nonnull_;

/* debugfs.c: <debugfs>/cxl, or NULL when the kernel shows none (or not to this user). */
const char *cxl_debugfs(struct cxl_ctx *ctx) _nonnull_;

/* dport.c: the dport with that id; the one at a canonical path; NULL. */
struct cxl_dport *cxl_port_dport_by_id(struct cxl_port *port, int id) _nonnull_;
struct cxl_dport *cxl_port_dport_by_path(struct cxl_port *port, const char *path) _nonnull_;

/* Where the devices below it lie, as a canonical path. */
const char *cxl_dport_physical_path(struct cxl_dport *dport) _nonnull_;

/* memdev.c: the largest mailbox payload in bytes; 0 when the device has no mailbox. */
size_t cxl_memdev_payload_max(struct cxl_memdev *memdev) _nonnull_;

/*
 * region-nvdimm.c: before a region is disabled, wait until its nvdimm region is there, at
 * most a second. The kernel makes that in the background, and (Linux 6.12) crashes if the
 * region is disabled before.
 */
void cxl_region_await_nvdimm(struct cxl_region *region) _nonnull_;

/* region-setup.c: -EBUSY (logged: "cannot @what") when the driver of a region is bound; else 0. */
int cxl_region_check_disabled(struct cxl_region *region, const char *what)
	_must_check_ _nonnull_;

/* region-dax.c: release the context of libdaxctl. */
void cxl_release_dax(struct cxl_ctx *ctx) _nonnull_;
