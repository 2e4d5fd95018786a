// SPDX-License-Identifier: LGPL-2.1-or-later
/* Arrays that grow by one element at a time: see array.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/array.h"
#include "lib/base/bits.h"

#define ROOM_MIN 8

int array_grow_by(void *array, size_t nr, size_t size)
{
	void *old, *grown;
	size_t bytes;

	/* The room follows from the number: ROOM_MIN, then a power of two. */
	if (nr && (nr < ROOM_MIN || !is_power_of_2(nr)))
		return 0;
	if (__builtin_mul_overflow(nr ? nr : ROOM_MIN / 2, size, &bytes) ||
	    __builtin_mul_overflow(bytes, 2, &bytes))
		return -ENOMEM;
	/* The pointer may have any type: it is copied, not cast. */
	memcpy(&old, array, sizeof(old));
	grown = realloc(old, bytes);
	if (!grown)
		return -ENOMEM;
	memcpy(array, &grown, sizeof(grown));
	return 0;
}
