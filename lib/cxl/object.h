/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The objects of the library: what they are and own.
 *
 * Which object is below which follows from where their devices lie, not from
 * names alone: the folder of a child is directly in that of its parent. A tree
 * whose links lie cannot make a loop that way. Objects whose parent is unknown
 * are not linked: no list has them, no name finds them.
 */
#pragma once

#include <stdbool.h>

#include "lib/base/dev-attr.h"
#include "lib/base/dev-list.h"
#include "lib/cxl/libcxl.h"

#define CXL_EXPORT __attribute__((visibility("default")))

/* The CXL bus below /sys/bus. */
#define CXL_BUS "cxl"

/*
 * Ports below ports; a switch needs at least two of the 256 numbers of PCI
 * buses, and a machine that is deeper than this is none.
 */
#define CXL_DEPTH_MAX 64

/* CXL 3.1 knows 16 ways at most; a copy of a machine may claim any number. */
#define CXL_WAYS_MAX 256

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

enum cxl_memdev_attr {
#define ATTR_RAW(kind, name, path)		MEMDEV_##name,
#include "lib/cxl/attrs/memdev.def"
	NR_MEMDEV_ATTRS
};

enum cxl_port_attr {
#define ATTR_RAW(kind, name, path)		PORT_##name,
#include "lib/cxl/attrs/port.def"
	NR_PORT_ATTRS
};

enum cxl_decoder_attr {
#define ATTR_RAW(kind, name, path)		DECODER_##name,
#include "lib/cxl/attrs/decoder.def"
	NR_DECODER_ATTRS
};

enum cxl_region_attr {
#define ATTR_RAW(kind, name, path)		REGION_##name,
#include "lib/cxl/attrs/region.def"
	NR_REGION_ATTRS
};

extern const struct dev_class cxl_memdev_class;
extern const struct dev_class cxl_bus_class;
extern const struct dev_class cxl_switch_class;
extern const struct dev_class cxl_endpoint_class;
extern const struct dev_class cxl_decoder_class;
extern const struct dev_class cxl_region_class;

/* Forget the dports of a port: they are read again when they are asked for. */
void cxl_port_release_dports(struct cxl_port *port) _nonnull_;

/* Forget the dax region of a region. */
void cxl_region_release_dax(struct cxl_region *region) _nonnull_;

static inline struct cxl_memdev *to_memdev(struct dev *dev)
{
	return dev ? container_of(dev, struct cxl_memdev, dev) : NULL;
}

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

/* The address of a region; 0: none yet. */
static inline unsigned long long cxl_region_address(struct cxl_region *region)
{
	unsigned long long hpa = attr_get_u64(&region->dev, REGION_hpa);

	/* All ones: no address yet. */
	return hpa == ABSENT_u64 ? 0 : hpa;
}
