/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The filters of "cxl list": an object is shown when it passes every one that
 * applies to it. A filter of another kind applies where the two kinds have to do
 * with each other; which do, cxl-list(1) says.
 */
#pragma once

#include "cxl/objects/kinds.h"
#include "cxl/session.h"
#include "lib/tool/verb/filter.h"

struct list_filters {
	const char *text[NR_FILTERS];	/* NULL: not given, everything passes */
	struct filter filter[NR_FILTERS];
	bool single;			/* a port counts for itself only, not for what is below */
	struct cxl_memdev **memdevs;	/* that pass -m and -s, when one of them was given */
	size_t nr_memdevs;
	struct cxl_decoder **decoders;	/* that pass -d and have targets */
	size_t nr_decoders;
};

/* Compile the texts. CLI_OK, or an exit status after complaining. */
int filters_compile(struct list_filters *filters) _must_check_ _nonnull_;

/*
 * Look at every object that a given filter is about: which words match something,
 * which memdevs and decoders the others are compared with. 0 or -ENOMEM.
 */
int filters_prepare(struct list_filters *filters, struct cxl_ctx *ctx) _must_check_ _nonnull_;

void filters_free(struct list_filters *filters) _nonnull_;

/* Does an option of these kinds say so? */
static inline bool filters_by_memdev(const struct list_filters *filters)
{
	return filters->text[FILTER_memdev] || filters->text[FILTER_serial];
}

static inline bool filters_given(const struct list_filters *filters)
{
	for (enum filter_kind kind = 0; kind < NR_FILTERS; kind++)
		if (filters->text[kind])
			return true;
	return false;
}

/* Is a memdev that passes -m and -s below? True without these options. */
bool filters_bus_leads(struct list_filters *filters, struct cxl_bus *bus) _nonnull_;
bool filters_port_leads(struct list_filters *filters, struct cxl_port *port) _nonnull_;
bool filters_dport_leads(struct list_filters *filters, struct cxl_dport *dport) _nonnull_;
bool filters_target_leads(struct list_filters *filters, struct cxl_target *target) _nonnull_;

bool filters_pass_bus(struct list_filters *filters, struct cxl_bus *bus) _nonnull_;
bool filters_pass_port(struct list_filters *filters, struct cxl_port *port) _nonnull_;
bool filters_pass_endpoint(struct list_filters *filters, struct cxl_endpoint *endpoint) _nonnull_;
bool filters_pass_memdev(struct list_filters *filters, struct cxl_memdev *memdev) _nonnull_;
bool filters_pass_decoder(struct list_filters *filters, struct cxl_decoder *decoder) _nonnull_;
bool filters_pass_region(struct list_filters *filters, struct cxl_region *region) _nonnull_;
