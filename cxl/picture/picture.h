/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What "cxl list" draws as a tree or as a graph: one picture from the bus to the
 * memory. It is made of what the walk found, whatever that hangs below there, and
 * of what is above that, so that it hangs together.
 */
#pragma once

#include "cxl/list/format.h"

/* The order in which they stand below the same. */
enum picture_kind {
	PICTURE_bus,		/* struct cxl_bus */
	PICTURE_decoder,	/* struct cxl_decoder */
	PICTURE_region,		/* struct cxl_region */
	PICTURE_MEMBER,		/* struct cxl_memdev_mapping, of a region */
	PICTURE_DAX,		/* struct daxctl_dev, of a region */
	PICTURE_MEMORY,		/* struct cxl_region: of the system, without a dax device */
	PICTURE_port,		/* struct cxl_port */
	PICTURE_endpoint,	/* struct cxl_port */
	PICTURE_memdev,		/* struct cxl_memdev */
	PICTURE_NR_KINDS,
};

struct picture_node {
	enum picture_kind kind;
	void *object;
	struct picture_node **below;	/* sorted */
	size_t nr;
};

struct picture {
	struct picture_node top;	/* stands for nothing; below it is the picture */
	void *index;			/* of tsearch(3): the nodes by their objects */
	const struct walk *walk;
	struct daxctl_ctx *dax;		/* may be NULL */
};

/* 0 or -ENOMEM (complained about). In both cases picture_free() ends it. */
int picture_make(struct picture *picture, struct session *session, const struct walk *walk)
	_must_check_ _nonnull_;
void picture_free(struct picture *picture) _nonnull_;

/* Has an object to do with what the filters name? The walk let it pass already. */
bool picture_is_relevant(struct list_filters *filters, enum picture_kind kind, void *object)
	_nonnull_;

/* Append a node to those below; NULL: no memory. */
struct picture_node *picture_add_below(struct picture_node *parent, enum picture_kind kind,
				       void *object) _nonnull_;

/* The name of the kernel's device. Of a member: that of its memdev, else of its decoder. */
const char *picture_name(const struct picture_node *node) _nonnull_;

/* What is told of a node: short pieces that are safe to print, the name first. */
struct picture_text {
	char pieces[12][100];
	size_t nr;
	char dport[100];	/* that leads to an endpoint; "" for other nodes */
	bool attention;		/* something about it is not as it should be */
};

void picture_describe(const struct picture *picture, const struct picture_node *node,
		      struct picture_text *text) _nonnull_;

/* The next piece; one that needs attention. */
void picture_say(struct picture_text *text, const char *format, ...) _printf_(2, 3);
void picture_warn(struct picture_text *text, const char *what) _nonnull_;
