/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The writers of stdout. Objects are written as they are read: memory stays flat. */
#pragma once

#include <stdbool.h>

#include "lib/tool/view/fact.h"
#include "lib/tool/view/node.h"

/*
 * A listing as a JSON array: of the nodes when one group is not empty, of
 * one-key objects {"<key>":[...]} when several are. @human: sizes with units,
 * addresses and identifiers as "0x..."; @env: of the getters. The output is valid JSON
 * in any case; -ENOMEM: something is missing in it (complained about).
 */
int emit_json(const struct group *groups, size_t nr, void *env, bool human)
	_must_check_ __attribute__((nonnull(1)));

/* One node as one JSON object, in no array: what a command made. Errors as above. */
int emit_json_object(const struct node *node, void *env, bool human)
	_must_check_ __attribute__((nonnull(1)));

/*
 * The same listing as one object {"schema":@schema,"objects":[...]} on lines of its
 * own, one line an object, nothing nested: every object says its type, its name, the
 * name of the object above it, and has every key of its type. Returns as emit_json().
 */
int emit_flat(const struct group *groups, size_t nr, const char *schema,
	      const struct reasons *reasons) _must_check_ _nonnull_;

/*
 * Bytes for humans: "256.00 MiB (268.44 MB)"; false (@buf untouched) below
 * 5000 KiB, which are told as they are. @buf has room for HUMAN_SIZE_MAX.
 */
#define HUMAN_SIZE_MAX 64
bool human_size(unsigned long long bytes, char *buf) _nonnull_;
