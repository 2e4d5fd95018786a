/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which rule of the configuration is for a device. */
#pragma once

#include <cxl/libcxl.h>

#include "daxctl/config/rules.h"

/* What rules can ask of a device. */
struct config_subject {
	const char *name;		/* of the device, borrowed */
	bool in_region;			/* it is memory of a CXL region: */
	int region;			/* N of regionN */
	unsigned char region_uuid[16];	/* all zeros: none */
	unsigned long long serials[CONFIG_SERIALS_MAX];	/* of all its memdevs, */
	size_t nr_serials;		/* 0: not all are known */
	unsigned char nvdimm_uuids[2][16];	/* of it and of its namespace */
	size_t nr_nvdimm_uuids;
	int node;			/* -1: not known */
};

/* Ask the libraries; the names stay those of @dev. */
void config_subject_of(struct config_subject *subject, struct daxctl_dev *dev,
		       struct cxl_ctx *cxl) _nonnull_;

/* What rules could say of it: "region0, memdev.serial 0x20 0x21, numa.node 1". */
#define CONFIG_SUBJECT_MAX 640
const char *config_subject_text(const struct config_subject *subject, char *buf) _nonnull_;

/* Does the device have all that the rule asks for? */
bool config_rule_matches(const struct config_rule *rule, const struct config_subject *subject)
	_nonnull_;

/* The first key of the rule that does not match the device; NR_CONFIG_KEYS if all do. */
enum config_key config_rule_mismatch(const struct config_rule *rule,
				     const struct config_subject *subject) _nonnull_;

/*
 * The one rule for a device, in *@rule; NULL: there is none. CLI_FAILED, after
 * complaining, when there are several.
 */
int config_find(const struct config *config, const struct config_subject *subject,
		const struct config_rule **rule) _must_check_ _nonnull_;
