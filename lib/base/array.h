/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Arrays that grow by one element at a time. */
#pragma once

#include <stddef.h>

#include "lib/base/cleanup.h"

/*
 * Makes room for one more element behind the @nr that *@array has, at an amortized
 * constant cost: 0, or -ENOMEM, and *@array stays as it is. The array must be NULL, or
 * have grown in this way only; it is freed with free().
 */
#define array_grow(array, nr)	array_grow_by(array, nr, sizeof(**(array)))

/* The same where the size of an element is known at run time only. */
int array_grow_by(void *array, size_t nr, size_t size) _must_check_ _nonnull_;
