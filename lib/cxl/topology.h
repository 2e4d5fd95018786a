/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The objects of the topology, for the files that deal with them.
 *
 * Which object is below which follows from where their devices lie, not from
 * names alone: the folder of a child is directly in that of its parent. A tree
 * whose links lie cannot make a loop that way. Objects whose parent is unknown
 * are not linked: no list has them, no name finds them.
 */
#pragma once

#include "lib/cxl/internal.h"

/*
 * Ports below ports; a switch needs at least two of the 256 numbers of PCI
 * buses, and a machine that is deeper than this is none.
 */
#define CXL_DEPTH_MAX 64

/* CXL 3.1 knows 16 ways at most; a copy of a machine may claim any number. */
#define CXL_WAYS_MAX 256

enum cxl_port_type { CXL_PORT_ROOT, CXL_PORT_SWITCH, CXL_PORT_ENDPOINT };

struct cxl_dport {
	struct cxl_port *port;
	int id;
	unsigned int index;	/* in the port's list */
	char *path;		/* of the device, canonical */
	char *physical_node;	/* canonical, NULL: none */
	char *firmware_node;	/* canonical, NULL: none */
	bool nodes_known;
};

struct cxl_port {
	struct dev dev;
	struct cxl_ctx *ctx;
	enum cxl_port_type type;
	int depth;			/* 0 for a root; -1: not linked */
	struct cxl_port *parent;
	struct cxl_port *next;		/* sibling of the same type, by id */
	struct cxl_port *ports, *last_port;	/* children, by id */
	struct cxl_port *endpoints, *last_endpoint;
	struct cxl_decoder *decoders, *last_decoder;
	char *host;
	bool host_known;
	bool dports_known, dports_stale;
	struct cxl_dport *dports;	/* by id */
	struct cxl_dport **dports_by_path;
	unsigned int nr_dports;
	bool parent_dport_known;
	struct cxl_dport *parent_dport;
};

struct cxl_bus {
	struct cxl_port port;
	char *provider;
};

struct cxl_endpoint {
	struct cxl_port port;
};

struct cxl_target {
	struct cxl_decoder *decoder;
	int position;
	struct cxl_dport *dport;
};

struct cxl_decoder {
	struct dev dev;
	struct cxl_port *port;		/* NULL: not linked */
	struct cxl_decoder *next, *prev;	/* of the port, by id */
	struct cxl_region *regions;	/* of a root decoder, by address */
	struct cxl_target *targets;	/* by position */
	unsigned int nr_targets;
	bool targets_known, targets_stale;
};

struct cxl_memdev_mapping {
	struct cxl_region *region;
	struct cxl_decoder *decoder;
	unsigned int position;
};

struct cxl_region {
	struct dev dev;
	struct cxl_decoder *decoder;	/* root decoder; NULL: not linked */
	struct cxl_region *next;
	struct cxl_memdev_mapping *mappings;	/* by position */
	unsigned int nr_mappings;
	bool mappings_known, mappings_stale;
	struct daxctl_region *dax;	/* a reference; NULL: not asked for, or none yet */
};

struct cxl_protocol_error {
	struct cxl_ctx *ctx;
	unsigned int kind;	/* row of the table of kinds */
};

enum cxl_port_attr {
#define ATTR_RAW(kind, name, path)		PORT_##name,
#include "lib/cxl/attrs/port.def"
	NR_PORT_ATTRS
};

extern const struct attr_row cxl_port_rows[NR_PORT_ATTRS];	/* of every sort of port */

extern const struct dev_class cxl_bus_class;
extern const struct dev_class cxl_switch_class;
extern const struct dev_class cxl_endpoint_class;
extern const struct dev_class cxl_decoder_class;
extern const struct dev_class cxl_region_class;

/*
 * Scan ports, endpoints, decoders and regions and link them, once; the same for
 * regions, which have to be sorted. 0 or a negative errno, also set in errno.
 */
int cxl_topology(struct cxl_ctx *ctx) _nonnull_;
int cxl_topology_regions(struct cxl_ctx *ctx) _nonnull_;
void cxl_topology_free(struct cxl_ctx *ctx) _nonnull_;

/* Hang every object of the lists below its parent: 0 or -ENOMEM. */
int cxl_topology_link(struct cxl_ctx *ctx) _must_check_ _nonnull_;

/*
 * After ports, endpoints or buses came or went: the next look at the topology compares
 * it with what the kernel has then. What is still there stays the same object; what
 * is not is kept until the context ends, because a caller may hold it.
 */
void cxl_topology_outdated(struct cxl_ctx *ctx) _nonnull_;
int cxl_topology_refresh(struct cxl_ctx *ctx) _must_check_ _nonnull_;

/* In the order of windows, addresses, ids; for qsort(). */
int cxl_region_compare(const void *a, const void *b) _nonnull_;

/* Take a region out of the list of its window; put it where its address belongs. */
void cxl_region_unlink(struct cxl_region *region) _nonnull_;
void cxl_region_link(struct cxl_region *region) _nonnull_;

/*
 * Forget what was read of the ports and decoders between an endpoint's decoder and
 * the root; the same for every decoder that is attached to a region.
 */
void cxl_decoder_forget_path(struct cxl_decoder *decoder) _nonnull_;
void cxl_region_forget_paths(struct cxl_region *region) _nonnull_;

/*
 * Before a region is disabled: until its nvdimm region is there, at most a second. The
 * kernel makes that in the background, and (Linux 6.12) crashes if it is to go before.
 */
void cxl_region_await_nvdimm(struct cxl_region *region) _nonnull_;

/*
 * After a write. Whether the kernel took it or not, what was read before may be
 * wrong; and with a size comes the address by which the regions of a window are sorted.
 */
void cxl_region_changed(struct cxl_region *region) _nonnull_;

/* -EBUSY (logged: "cannot @what") when the driver of a region is bound; else 0. */
int cxl_region_check_disabled(struct cxl_region *region, const char *what)
	_must_check_ _nonnull_;

/* The context's buses; empty (and errno set) when they cannot be listed. */
const struct dev_list *cxl_buses(struct cxl_ctx *ctx) _nonnull_;

/* What port.c, dport.c, target.c and mapping.c hung into their objects. */
void cxl_port_release(struct dev *dev) _nonnull_;
void cxl_port_release_dports(struct cxl_port *port) _nonnull_;

/* The dport with that id; the one at a canonical path; NULL. */
struct cxl_dport *cxl_port_dport_by_id(struct cxl_port *port, int id) _nonnull_;
struct cxl_dport *cxl_port_dport_by_path(struct cxl_port *port, const char *path) _nonnull_;

/* Is @path below @folder, both canonical? */
bool cxl_path_is_below(const char *path, const char *folder) _nonnull_;

/* The text of the attribute, "3,1,2"; NULL when absent. */
const char *cxl_decoder_target_list(struct cxl_decoder *decoder) _nonnull_;

/* Give back what cxl_region_get_daxctl_region() hung into a region, and the context. */
void cxl_region_release_dax(struct cxl_region *region) _nonnull_;
void cxl_release_dax(struct cxl_ctx *ctx) _nonnull_;

/* Only among objects that are linked. */
struct cxl_region *cxl_region_by_name(struct cxl_ctx *ctx, const char *name) _nonnull_;

static inline struct cxl_port *to_port(struct dev *dev)
{
	return dev ? container_of(dev, struct cxl_port, dev) : NULL;
}

static inline struct cxl_decoder *to_decoder(struct dev *dev)
{
	return dev ? container_of(dev, struct cxl_decoder, dev) : NULL;
}

static inline struct cxl_region *to_region(struct dev *dev)
{
	return dev ? container_of(dev, struct cxl_region, dev) : NULL;
}

static inline struct cxl_bus *to_bus(struct cxl_port *port)
{
	return port ? container_of(port, struct cxl_bus, port) : NULL;
}

static inline struct cxl_endpoint *to_endpoint(struct cxl_port *port)
{
	return port ? container_of(port, struct cxl_endpoint, port) : NULL;
}
