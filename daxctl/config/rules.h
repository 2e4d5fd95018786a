/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What /etc/daxctl.conf.d says: rules, each of which says which devices it is for
 * and what becomes of them.
 */
#pragma once

#include <daxctl/libdaxctl.h>
#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

/* A region has at most as many memdevs. */
#define CONFIG_SERIALS_MAX 16

enum config_key {
	/* Which device: */
	CONFIG_NVDIMM_UUID,
	CONFIG_REGION_UUID,
	CONFIG_REGION_NAME,
	CONFIG_SERIAL,
	CONFIG_NODE,
	/* What becomes of it: */
	CONFIG_MODE,
	CONFIG_ONLINE,
	CONFIG_ZONE,
	CONFIG_MOVABLE,
	NR_CONFIG_KEYS
};

/* A section of a file. */
struct config_rule {
	char *file;			/* fit for a terminal */
	unsigned int line;		/* of its first line */
	char *name;			/* what stands behind its first word; "" is one, too */
	unsigned int lines[NR_CONFIG_KEYS];	/* where each key stands; 0: it is not given */
	/* Which device: it must have all that is given. */
	unsigned char nvdimm_uuid[16], region_uuid[16];
	int region;			/* N of regionN */
	unsigned long long serials[CONFIG_SERIALS_MAX];	/* all memdevs of the region */
	size_t nr_serials;
	int node;
	/* What becomes of it. */
	enum daxctl_dev_mode mode;
	bool online, movable;
};

struct config {
	struct config_rule **rules;	/* in the order of files and lines */
	size_t nr;
	char **files;			/* those that were read, fit for a terminal */
	size_t nr_files;
};

/*
 * Add what every *.conf of @folder says. No such folder says nothing. CLI_OK, or
 * CLI_FAILED after complaining of the first mistake of each file.
 */
int config_load(struct config *config, const char *folder) _must_check_ _nonnull_;

/* Add what one file says; @file is its name in messages. As config_load(). */
int config_parse(struct config *config, const char *file, const char *bytes, size_t len)
	_must_check_ _nonnull_;
void config_free(struct config *config) _nonnull_;

/* The key of that name, in either case; NR_CONFIG_KEYS: there is none. */
enum config_key config_key_find(const char *name) _nonnull_;
const char *config_key_name(enum config_key key);

/* Does it say which device? */
static inline bool config_key_matches(enum config_key key)
{
	return key < CONFIG_MODE;
}

/* Put a value into a rule. NULL, or why it is none, as the end of a sentence. */
const char *config_key_set(struct config_rule *rule, enum config_key key, const char *value)
	_must_check_ _nonnull_;
