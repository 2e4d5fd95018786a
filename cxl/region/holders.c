// SPDX-License-Identifier: GPL-2.0-or-later
/* Who uses the memory of a region, what frees it, and disabling a region. */
#include <daxctl/libdaxctl.h>
#include <stdio.h>
#include <string.h>

#include "cxl/region/holders.h"

/* Memory blocks of a region, counted. */
struct count {
	unsigned int all, online, unmovable;
	int first, last;		/* ids of those that are online */
	char zones[64];
};

static bool is_movable(const char *zones)
{
	return zones && !strcmp(zones, "Movable");
}

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
	if (!is_movable(zones))
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

static void tell_online(struct daxctl_dev *dev, const struct count *count)
{
	const char *policy = daxctl_get_auto_online_policy(daxctl_dev_get_ctx(dev));

	say_hint("holder   %s: system RAM of node %d: %u of %u memory blocks are online (memory%d to memory%d), zone %s",
		 daxctl_dev_get_devname(dev), daxctl_dev_get_target_node(dev), count->online,
		 count->all, count->first, count->last, count->zones[0] ? count->zones : "unknown");
	if (count->unmovable)
		say_hint("         %u of them are not in zone Movable: the kernel may never give them back",
			 count->unmovable);
	if (policy && strcmp(policy, "offline"))
		say_hint("         new memory goes online by itself (auto_online_blocks is %s)", policy);
	say_hint("to free  daxctl offline-memory %s", daxctl_dev_get_devname(dev));
}

static unsigned int tell_dax(struct cxl_region *region)
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
			tell_online(dev, &count);
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

static unsigned int tell_namespaces(struct cxl_region *region)
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

unsigned int region_tell_holders(struct cxl_region *region)
{
	return tell_dax(region) + tell_namespaces(region);
}

/* Those of @done that went offline come back, in the zone in which they were. */
static void put_back(struct daxctl_blocks *blocks, const bool *done, const bool *movable)
{
	struct daxctl_block *block;
	size_t i = 0;

	daxctl_block_foreach(blocks, block) {
		if (done[i] && daxctl_block_online(block, movable[i] ? DAXCTL_ONLINE_MOVABLE :
								       DAXCTL_ONLINE_KERNEL))
			say_hint("memory%d went offline, and does not come back",
				 daxctl_block_get_id(block));
		i++;
	}
}

/* All, or with @force as many as go. */
static int offline_blocks(struct cxl_region *region, struct daxctl_dev *dev,
			  struct daxctl_blocks *blocks, bool force)
{
	size_t nr = count_blocks(blocks).all, i = 0;
	_cleanup_free_ bool *done = calloc(nr + 1, 1), *movable = calloc(nr + 1, 1);
	struct daxctl_block *block;
	int rc = 0, failed = 0;

	if (!done || !movable) {
		say_error("out of memory");
		return -ENOMEM;
	}
	daxctl_block_foreach(blocks, block) {
		bool online = daxctl_block_get_state(block) != DAXCTL_BLOCK_OFFLINE;

		movable[i] = is_movable(daxctl_block_get_zones(block));
		if (online && (!rc || force)) {
			rc = daxctl_block_offline(block);
			done[i] = !rc;
			failed = rc ? rc : failed;
			if (rc)
				say_error("%s: memory%d of %s does not go offline: %s",
					  cxl_region_get_devname(region),
					  daxctl_block_get_id(block), daxctl_dev_get_devname(dev),
					  strerror(-rc));
		}
		i++;
	}
	if (failed && !force)
		put_back(blocks, done, movable);
	return failed;
}

static int offline_memory(struct cxl_region *region, bool force)
{
	struct daxctl_region *dax = cxl_region_get_daxctl_region(region);
	struct daxctl_dev *dev;
	int rc = 0, failed = 0;

	if (!dax)
		return 0;
	daxctl_dev_foreach(dax, dev) {
		struct daxctl_blocks *blocks = blocks_of(dev);

		if (blocks && (!failed || force))
			rc = offline_blocks(region, dev, blocks, force);
		failed = rc ? rc : failed;
		daxctl_blocks_free(blocks);
	}
	return failed;
}

int region_clear_out(struct session *session, struct cxl_region *region, bool force)
{
	const char *name = cxl_region_get_devname(region);
	int namespaces = cxl_region_get_namespaces(region, NULL, 0), rc;

	if (namespaces > 0) {
		say_error("%s: namespaces are on it%s", name,
			  force ? ": whatever uses them loses its memory (--force)" : "");
		tell_namespaces(region);
		if (!force)
			return -1;
	}
	rc = offline_memory(region, force);
	session->detail[0] = '\0';
	if (rc && !force) {
		say_error("%s: its memory is in use; all is as it was before", name);
		region_tell_holders(region);
		return -1;
	}
	if (rc)
		say_error("%s: these blocks are lost to the kernel, and their addresses, until a reboot (--force)",
			  name);
	return 0;
}

int region_disable(struct session *session, struct cxl_region *region, bool force)
{
	const char *name = cxl_region_get_devname(region);
	int rc;

	if (!cxl_region_is_enabled(region))
		return 0;
	rc = region_clear_out(session, region, force);
	if (rc)
		return rc;
	rc = cxl_region_disable(region);
	if (rc)
		session_complain(session, name, "disable", rc);
	return rc;
}
