/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Attributes of devices, by the number of their row. */
#pragma once

#include "lib/base/dev.h"

/* The value of attribute @nr of the device, or the kind's absent value. */
unsigned long long attr_get_size(struct dev *dev, unsigned int nr) _nonnull_;
unsigned long long attr_get_u64(struct dev *dev, unsigned int nr) _nonnull_;
size_t attr_get_len(struct dev *dev, unsigned int nr) _nonnull_;
unsigned int attr_get_uint(struct dev *dev, unsigned int nr) _nonnull_;
int attr_get_count(struct dev *dev, unsigned int nr) _nonnull_;
bool attr_get_flag(struct dev *dev, unsigned int nr) _nonnull_;
int attr_get_num(struct dev *dev, unsigned int nr) _nonnull_;
const char *attr_get_str(struct dev *dev, unsigned int nr) _nonnull_;
