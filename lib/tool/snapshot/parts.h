/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a snapshot. */
#pragma once

#include "lib/tool/snapshot/copy.h"

/* Devices of the buses cxl, dax and nd, related devices, and their drivers. */
size_t copy_devices(struct copy *copy) _nonnull_;

/* Kernel, modules, memory, firmware tables, debugfs. */
void copy_system(struct copy *copy) _nonnull_;

/* The current replies of the mailboxes; with @labels, also the label areas. */
void copy_replies(struct copy *copy, bool labels) _nonnull_;

/* Replaces serial numbers by 1, 2, 3, consistently; returns their number. */
size_t copy_anonymize(struct copy *copy) _nonnull_;
size_t copy_count_serials(const struct copy *copy) _nonnull_;
