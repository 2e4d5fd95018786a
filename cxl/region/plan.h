/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Planning a region: arithmetic over the objects of libcxl, nothing is changed. What
 * is legal is what the kernel's drivers/cxl/core/region.c and hdm.c accept.
 */
#pragma once

#include <cxl/libcxl.h>
#include <stdbool.h>

#include "lib/base/cleanup.h"

#define PLAN_WAYS_MAX	16
#define PLAN_FANOUT_MAX	8		/* targets of a decoder below the root */
#define PLAN_UNIT	(256ULL << 20)	/* addresses and capacity come in such pieces */
#define PLAN_GRAIN_MIN	256U		/* interleave granularity, bytes */
#define PLAN_GRAIN_MAX	16384U

/* Sorts of capacity, as indices. */
enum plan_type { PLAN_PMEM, PLAN_RAM, PLAN_NR_TYPES };

struct plan_member;

/* A port below a root: host bridge, switch or endpoint. */
struct plan_port {
	struct cxl_port *port;		/* NULL: a host bridge without one (restricted host) */
	const char *name;		/* of its host device */
	struct plan_port *parent;	/* NULL: directly below the root */
	struct plan_port *children, *next;	/* first below; next of the same parent */
	size_t nr_children;
	struct plan_member *member;	/* of an endpoint */
	struct cxl_decoder *decoder;	/* the one that the next region would get; or NULL, */
	struct cxl_decoder *blocker;	/* and this is why, if not all are in use */
	int nr_decoders;
	bool scanned;
	struct cxl_region *last;	/* region at the highest address through here, */
	unsigned long long last_start;	/* and where it begins */
	/* Of the plan that is checked: targets in the order in which they come up. */
	unsigned int nr_targets, nr_set, grain;
	struct plan_port *set[PLAN_FANOUT_MAX];
};

/* A memdev with an endpoint. */
struct plan_member {
	struct cxl_memdev *memdev;
	struct plan_port *endpoint;
	struct plan_port *bridge;	/* above it, directly below the root */
	struct cxl_bus *bus;
	unsigned long long capacity[PLAN_NR_TYPES];
	unsigned long long free[PLAN_NR_TYPES];	/* what can be allocated next */
	unsigned long long start[PLAN_NR_TYPES];	/* and where, in the device */
	unsigned long long skip;	/* of pmem: free ram in front that is lost */
	unsigned long long reserved;	/* its next decoder has this already, */
	enum cxl_decoder_mode reserved_mode;	/* of that sort */
	struct cxl_decoder *later;	/* behind the next decoder, with capacity: it is stuck */
	struct cxl_decoder *user;	/* in front of it, with a region that is not committed */
	struct cxl_decoder *pmem_user;	/* has pmem: ram in front of it is lost */
	bool wanted;			/* of the request */
};

/* Free addresses of a window, aligned. */
struct plan_hole {
	unsigned long long start, size;
};

/* A window: a decoder of a root. */
struct plan_window {
	struct cxl_decoder *decoder;
	struct cxl_bus *bus;
	unsigned long long start, size;
	unsigned int ways, grain;
	bool type[PLAN_NR_TYPES];
	int qos_class;
	struct plan_port *targets[PLAN_WAYS_MAX];	/* NULL: not known */
	const char *target_names[PLAN_WAYS_MAX];
	unsigned int nr_targets;
	struct plan_hole *holes;
	size_t nr_holes;
	bool hidden;			/* where it is cannot be read: that is for root */
	bool excluded;			/* not one that was asked for */
};

struct plan_machine {
	struct cxl_ctx *ctx;
	struct plan_port **ports;	/* all, to be freed */
	size_t nr_ports, room_ports;
	struct plan_member **members;	/* in the order of their memdevs */
	size_t nr_members, room_members;
	struct plan_window *windows;
	size_t nr_windows, room_windows;
};

/* Read what there is. 0 or -ENOMEM; ends with plan_machine_free() in any case. */
int plan_machine_read(struct plan_machine *machine, struct cxl_ctx *ctx) _must_check_ _nonnull_;
void plan_machine_free(struct plan_machine *machine) _nonnull_;

/* Of a host bridge or switch: the next decoder, and what is in its way (plan-port.c). */
void plan_port_scan(struct plan_port *port) _nonnull_;
/* A region goes through a port. */
void plan_port_remember(struct plan_port *port, struct cxl_region *region) _nonnull_;

/* The holes of a window, lowest first (plan-space.c). 0 or -ENOMEM. */
int plan_window_holes(struct plan_window *window) _must_check_ _nonnull_;

/* What is asked for. 0 and NULL: not said. */
struct plan_request {
	struct plan_member **members;	/* named, or all; "wanted" is set in them */
	size_t nr_members;
	bool ordered;			/* they are the positions, each one is */
	unsigned long long ways, grain, size;
	bool typed;
	enum plan_type type;
	bool any_window;		/* the excluded ones, too */
	bool enforce_qos;
};

/* A region that can be made. */
struct plan {
	const struct plan_window *window;
	enum plan_type type;
	unsigned int ways, grain;
	unsigned int grain_max;		/* could be up to that */
	unsigned long long start, size;	/* as planned */
	unsigned long long size_max;	/* of these members, there */
	struct plan_member *members[PLAN_WAYS_MAX];	/* by position */
	const struct plan_member *qos_mismatch;	/* a member of another class, or NULL */
};

/* Why there is none. */
struct plan_refusal {
	const char *rule;		/* its name; NULL: none was broken */
	int stage;			/* how far a plan came: the farthest is told */
	char what[96];			/* "cannot ..." */
	char must[192];			/* the rule */
	char found[320];
};

/* The best plan for a request. True, or false and @refusal says why not. */
bool plan_make(struct plan_machine *machine, const struct plan_request *request,
	       struct plan *plan, struct plan_refusal *refusal) _must_check_ _nonnull_;

/*
 * The plan of a window, type and ways; of the wanted members the best, or all in their
 * order when the request says so.
 */
bool plan_fit(const struct plan_window *window, enum plan_type type, unsigned int ways,
	      const struct plan_request *request, struct plan *plan,
	      struct plan_refusal *refusal) _must_check_ _nonnull_;

/*
 * Would the kernel take these members at these positions of a region at @start? The
 * arithmetic of its targets, step by step (plan-check.c).
 */
bool plan_check(const struct plan *plan, struct plan_refusal *refusal) _must_check_ _nonnull_;

/* Can ways and granularity be in that window at all? */
bool plan_check_ways(const struct plan_window *window, unsigned long long ways,
		     struct plan_refusal *refusal) _must_check_ _nonnull_;
bool plan_check_grain(const struct plan_window *window, unsigned long long grain,
		      struct plan_refusal *refusal) _must_check_ _nonnull_;

/* Is a member free to be in a region of that sort, at @start or anywhere (0)? */
bool plan_check_member(const struct plan_member *member, enum plan_type type,
		       unsigned long long start, struct plan_refusal *refusal)
	_must_check_ _nonnull_;

/*
 * The wanted members below a window that make the largest region of so many ways, in
 * an order that is legal (plan-pick.c). False: there are none.
 */
struct plan_wish {
	enum plan_type type;
	unsigned int ways, grain;
	unsigned long long start;	/* of the region */
	unsigned long long enough;	/* more capacity than that is no better; 0: it is */
};

bool plan_pick(const struct plan_window *window, const struct plan_wish *wish,
	       struct plan_member *members[PLAN_WAYS_MAX], unsigned long long *capacity)
	_must_check_ _nonnull_;

/* Numbers of ways that regions can have, in their order; 0 at the end. */
extern const unsigned int plan_ways[];

/* Set the parts of a refusal; returns false. */
bool plan_refuse(struct plan_refusal *refusal, int stage, const char *rule) _nonnull_;
void plan_say(char *buf, size_t len, const char *format, ...) _printf_(3, 4);
#define plan_must(refusal, ...) \
	plan_say((refusal)->must, sizeof((refusal)->must), __VA_ARGS__)
#define plan_found(refusal, ...) \
	plan_say((refusal)->found, sizeof((refusal)->found), __VA_ARGS__)

/* "512 MiB", "1.50 GiB", "8 KiB": exact sizes stay so. One of eight static buffers. */
const char *plan_size(unsigned long long bytes);

static inline const char *plan_type_name(enum plan_type type)
{
	return type == PLAN_PMEM ? "pmem" : "ram";
}

static inline enum cxl_decoder_mode plan_mode(enum plan_type type)
{
	return type == PLAN_PMEM ? CXL_DECODER_MODE_PMEM : CXL_DECODER_MODE_RAM;
}

static inline const char *plan_member_name(const struct plan_member *member)
{
	return cxl_memdev_get_devname(member->memdev);
}

static inline int plan_member_qos(const struct plan_member *member, enum plan_type type)
{
	return type == PLAN_PMEM ? cxl_memdev_get_pmem_qos_class(member->memdev) :
				   cxl_memdev_get_ram_qos_class(member->memdev);
}
