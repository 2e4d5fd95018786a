/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The formats of "cxl list": each a function that writes what was walked to
 * stdout. 0, or a negative errno after complaining; stdout is whole in any case.
 */
#pragma once

#include "cxl/list/walk.h"
#include "lib/tool/view/columns.h"

int list_json(struct session *session, const struct walk *walk) _must_check_ _nonnull_;
int list_flat(struct session *session, const struct walk *walk) _must_check_ _nonnull_;
int list_table(struct session *session, const struct walk *walk) _must_check_ _nonnull_;
int list_tree(struct session *session, const struct walk *walk) _must_check_ _nonnull_;
int list_dot(struct session *session, const struct walk *walk) _must_check_ _nonnull_;

/* The tables of all types, with the columns of these names; NULL: the usual ones. */
struct tables list_tables(const char *chosen);
