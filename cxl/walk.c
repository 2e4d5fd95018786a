// SPDX-License-Identifier: GPL-2.0-or-later
/* From the topology to a tree of nodes to show, filtered. */
#include <errno.h>

#include "select.h"
#include "show.h"
#include "walk.h"

static bool memdev_passes(const struct walk *walk, struct cxl_memdev *memdev)
{
	if (walk->memdevs && !filter_match_name(walk->memdevs, cxl_memdev_get_id(memdev),
						cxl_memdev_get_devname(memdev),
						cxl_memdev_get_host(memdev)))
		return false;
	return !walk->serials || memdev_has_serial(walk->serials, memdev);
}

int walk(struct session *session, struct walk *walk)
{
	struct cxl_memdev *memdev;
	struct group *group;

	walk->groups[WALK_ANON_MEMDEVS].key = "anon memdevs";
	walk->groups[WALK_MEMDEVS].key = "memdevs";

	cxl_memdev_foreach(session->ctx, memdev) {
		if (!memdev_passes(walk, memdev))
			continue;
		group = &walk->groups[WALK_MEMDEVS];
		if (!cxl_memdev_is_enabled(memdev)) {
			/* Not disabled, but gone since the list was read. */
			if (!cxl_memdev_is_present(memdev))
				continue;
			group = &walk->groups[WALK_ANON_MEMDEVS];
			if (!walk->idle) {
				walk->hidden++;
				continue;
			}
		}
		if (!group_add(group, &memdev_rows, memdev))
			return -ENOMEM;
	}
	return 0;
}
