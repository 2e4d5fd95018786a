// SPDX-License-Identifier: GPL-2.0-or-later
/* Was another name meant? */
#include <string.h>

#include "lib/tool/cli/near.h"

/* Names are short and typing errors close together: the difference is in one place. */
bool is_near(const char *name, const char *typed, size_t len)
{
	size_t same = 0, name_len = strlen(name), tail = 0;

	while (same < len && name[same] && name[same] == typed[same])
		same++;
	while (tail < name_len - same && tail < len - same &&
	       name[name_len - 1 - tail] == typed[len - 1 - tail])
		tail++;
	/* Short names would have hardly anything in common. */
	return same + tail >= 2 && name_len - same - tail <= 2 && len - same - tail <= 2;
}
