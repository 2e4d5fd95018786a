// SPDX-License-Identifier: GPL-2.0-or-later
/* Who uses the memory of a region, and what frees it. */
#include <daxctl/libdaxctl.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cxl/region/holders.h"
#include "lib/tool/dax/blocks.h"

/* Memory blocks of a region, counted. */
struct count {
	unsigned int all, online, unmovable;
	int first, last;		/* ids of those that are online */
	char zones[64];
};

static void count_block(struct daxctl_block *block, struct count *count)
{
	const char *zones;
	size_t used = strlen(count->zones);

	count->all++;
	if (daxctl_block_get_state(block) == DAXCTL_BLOCK_OFFLINE)
		return;
	if (!count->online++)
		count->first = daxctl_block_get_id(block);
	count->last = daxctl_block_get_id(block);
	zones = daxctl_block_get_zones(block);
	if (!zone_is_movable(zones))
		count->unmovable++;
	if (zones && !strstr(count->zones, zones))
		snprintf(count->zones + used, sizeof(count->zones) - used, "%s%s",
			 used ? ", " : "", zones);
}

static struct daxctl_blocks *blocks_of(struct daxctl_dev *dev)
{
	struct daxctl_blocks *blocks = NULL;

	return daxctl_blocks_of_dev(dev, &blocks) ? NULL : blocks;
}

static struct count count_blocks(struct daxctl_blocks *blocks)
{
	struct count count = { 0 };
	struct daxctl_block *block;

	if (blocks)
		daxctl_block_foreach(blocks, block)
			count_block(block, &count);
	return count;
}

static void report_online(struct daxctl_dev *dev, const struct count *count)
{
	const char *policy = daxctl_get_auto_online_policy(daxctl_dev_get_ctx(dev));

	say_hint("holder   %s: system RAM of node %d: %u of %u memory blocks are online (memory%d to memory%d), zone %s",
		 daxctl_dev_get_devname(dev), daxctl_dev_get_target_node(dev), count->online,
		 count->all, count->first, count->last, count->zones[0] ? count->zones : "unknown");
	if (count->unmovable)
		say_hint("         %u of them are not in zone Movable: the kernel may never give them back",
			 count->unmovable);
	if (policy && strcmp(policy, "offline"))
		say_hint("         new memory goes online by itself (auto_online_blocks is %s)",
			 policy);
	say_hint("to free  daxctl offline-memory %s", daxctl_dev_get_devname(dev));
}

static unsigned int report_dax(struct cxl_region *region)
{
	struct daxctl_region *dax = cxl_region_get_daxctl_region(region);
	struct daxctl_dev *dev;
	unsigned int nr = 0;

	if (!dax)
		return 0;
	daxctl_dev_foreach(dax, dev) {
		struct daxctl_blocks *blocks = blocks_of(dev);
		struct count count = count_blocks(blocks);

		daxctl_blocks_free(blocks);
		if (count.online)
			report_online(dev, &count);
		else if (daxctl_dev_is_devdax_mode(dev))
			say_hint("holder   %s: whoever has opened /dev/%s (fuser -v /dev/%s)",
				 daxctl_dev_get_devname(dev), daxctl_dev_get_devname(dev),
				 daxctl_dev_get_devname(dev));
		else
			continue;
		nr++;
	}
	return nr;
}

static unsigned int report_namespaces(struct cxl_region *region)
{
	char names[256], *name, *save;
	int nr = cxl_region_get_namespaces(region, names, sizeof(names));

	if (nr <= 0)
		return 0;
	say_hint("holder   %d nvdimm namespace%s: %s", nr, nr == 1 ? "" : "s", names);
	for (name = strtok_r(names, " ", &save); name; name = strtok_r(NULL, " ", &save))
		say_hint("to free  unmount what is on it, then: ndctl disable-namespace %s, and, with its data: ndctl destroy-namespace %s",
			 name, name);
	return nr;
}

unsigned int region_report_holders(struct cxl_region *region)
{
	return report_dax(region) + report_namespaces(region);
}

int region_check_namespaces(struct cxl_region *region, bool force)
{
	if (cxl_region_get_namespaces(region, NULL, 0) <= 0)
		return 0;
	say_error("%s: namespaces are on it%s", cxl_region_get_devname(region),
		  force ? ": whatever uses them loses its memory (--force)" : "");
	report_namespaces(region);
	return force ? 0 : -EBUSY;
}
