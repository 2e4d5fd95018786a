/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a machine that a copy is made of. */
#pragma once

#include "lib/tool/snapshot/copy.h"

/* Devices of the buses cxl, dax and nd, what they belong to, and their drivers. */
size_t copy_devices(struct copy *copy) _nonnull_;

/* Kernel, modules, memory, firmware tables, debugfs. */
void copy_system(struct copy *copy) _nonnull_;

/* What the mailboxes answer now; with @labels, the label areas too. */
void copy_replies(struct copy *copy, bool labels) _nonnull_;

/* Replace serial numbers by 1, 2, 3, the same everywhere. How many there were. */
size_t copy_anonymize(struct copy *copy) _nonnull_;
size_t copy_count_serials(const struct copy *copy) _nonnull_;
