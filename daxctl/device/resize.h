/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Size and alignment of a device. */
#pragma once

#include "daxctl/verb.h"

/*
 * Can the device have them, as far as that can be told beforehand? 0, or a negative errno
 * after complaining: not given means as they are.
 */
int resize_check(struct daxctl_dev *dev, const struct option_size *size,
		 const struct option_size *align) _must_check_ _nonnull_;

/* Is @size a multiple of @align? -EINVAL after complaining with both numbers, and the nearest. */
int resize_check_multiple(const char *name, unsigned long long size, unsigned long long align)
	_must_check_ _nonnull_;

/* Behind a refusal of the kernel: which sizes and alignments it takes. */
void resize_advise(int rc);
