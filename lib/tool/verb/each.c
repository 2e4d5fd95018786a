// SPDX-License-Identifier: GPL-2.0-or-later
/* A verb over objects. */
#include <string.h>

#include "lib/tool/io/say.h"
#include "lib/tool/verb/each.h"
#include "lib/tool/verb/signals.h"

int each_object(void *const *objects, size_t nr, each_fn act, void *data, const char *done,
		const char *noun)
{
	const char *plural = noun[strlen(noun) - 1] == 's' ? "es" : "s";
	size_t good = 0, tried = 0;

	for (; tried < nr && !hold_asked(); tried++)
		if (act(objects[tried], data) == 0)
			good++;
	if (tried < nr)
		say_error("stopped by a signal: %s %zu %s%s, failed for %zu, %zu of %zu untouched",
			  done, good, noun, good == 1 ? "" : plural, tried - good, nr - tried, nr);
	else if (good == nr)
		say_status("%s %zu %s%s", done, good, noun, good == 1 ? "" : plural);
	else
		say_error("%s %zu %s%s, failed for %zu of %zu", done, good, noun,
			  good == 1 ? "" : plural, nr - good, nr);
	return good == nr ? CLI_OK : CLI_FAILED;
}
