// SPDX-License-Identifier: GPL-2.0-or-later
/* Where the memory of a region ended: dax devices, memory blocks, NUMA node, zone. */
#include <daxctl/libdaxctl.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>

#include "cxl/picture/dax.h"
#include "lib/tool/io/text.h"

/* What memory blocks have in common. */
struct census {
	size_t total, online;
	int node;			/* of them; -1: not one */
	char zone[32];			/* of those that are online; "": not one */
};

static void count(struct daxctl_blocks *blocks, struct census *census)
{
	struct daxctl_block *block;
	const char *zone;
	int node;

	*census = (struct census){ .node = -1 };
	daxctl_block_foreach(blocks, block) {
		node = daxctl_block_get_node(block);
		if (census->total++ == 0)
			census->node = node;
		else if (census->node != node)
			census->node = -1;
		if (daxctl_block_get_state(block) != DAXCTL_BLOCK_ONLINE)
			continue;
		zone = daxctl_block_get_zones(block);
		if (census->online++ == 0)
			snprintf(census->zone, sizeof(census->zone), "%s", zone ? zone : "");
		else if (zone && strcmp(census->zone, zone) != 0)
			snprintf(census->zone, sizeof(census->zone), "several zones");
	}
}

/* "4 of 4 blocks online, Movable" */
static void say_blocks(const struct census *census, struct picture_text *text)
{
	picture_say(text, "%zu of %zu blocks online%s%s", census->online, census->total,
		    census->zone[0] ? ", " : "", census->zone);
	if (census->online < census->total)
		text->attention = true;
}

static const char *mode_name(struct daxctl_dev *dev)
{
	switch (daxctl_dev_get_mode(dev)) {
	case DAXCTL_DEV_MODE_RAM:
		return "system-ram";
	case DAXCTL_DEV_MODE_FAMFS:
		return "famfs";
	default:
		return "devdax";
	}
}

/* A copy of a machine may lack all blocks: then nothing is known of these. */
static bool knows_blocks(struct daxctl_ctx *ctx)
{
	struct daxctl_blocks *blocks = NULL;
	bool any;

	if (daxctl_blocks_of_range(ctx, 0, 1ULL << 52, &blocks))
		return false;
	any = daxctl_block_get_first(blocks);
	daxctl_blocks_free(blocks);
	return any;
}

void picture_describe_dax(struct daxctl_dev *dev, struct picture_text *text)
{
	int rc, node = daxctl_dev_get_target_node(dev);
	struct daxctl_blocks *blocks = NULL;
	struct census census = { .node = -1 };
	char buf[TEXT_SIZE_MAX];

	if (daxctl_dev_is_enabled(dev))
		picture_say(text, "%s", mode_name(dev));
	else
		picture_warn(text, "disabled");
	rc = daxctl_blocks_of_dev(dev, &blocks);
	if (rc == 0)
		count(blocks, &census);
	daxctl_blocks_free(blocks);
	if (census.total && census.node >= 0)
		node = census.node;
	picture_say(text, "%s", text_size(daxctl_dev_get_size(dev), buf));
	if (node >= 0)
		picture_say(text, "node %d", node);
	if (census.total)
		say_blocks(&census, text);
	else if (daxctl_dev_is_system_ram_mode(dev) != 1)
		return;
	else if (rc == -EACCES)
		picture_say(text, "blocks are told to root only");
	else if (rc == 0 && knows_blocks(daxctl_dev_get_ctx(dev)))
		picture_warn(text, "no memory blocks");
}

/* The blocks of a region that the firmware gave to the kernel: no dax device is made of it. */
static struct daxctl_blocks *blocks_of_region(struct daxctl_ctx *ctx, struct cxl_region *region)
{
	unsigned long long start = cxl_region_get_resource(region);
	unsigned long long size = cxl_region_get_size(region);
	struct daxctl_blocks *blocks = NULL;

	if (!ctx || start == 0 || start == ULLONG_MAX || size == 0 || size == ULLONG_MAX ||
	    daxctl_blocks_of_range(ctx, start, size, &blocks))
		return NULL;
	return blocks;
}

void picture_describe_memory(struct daxctl_ctx *ctx, struct cxl_region *region,
			     struct picture_text *text)
{
	struct daxctl_blocks *blocks = blocks_of_region(ctx, region);
	struct census census;

	if (!blocks)
		return;
	count(blocks, &census);
	daxctl_blocks_free(blocks);
	picture_say(text, "system-ram");
	if (census.node >= 0)
		picture_say(text, "node %d", census.node);
	say_blocks(&census, text);
}

static bool has_blocks(struct daxctl_ctx *ctx, struct cxl_region *region)
{
	struct daxctl_blocks *blocks = blocks_of_region(ctx, region);
	bool any = blocks && daxctl_block_get_first(blocks);

	daxctl_blocks_free(blocks);
	return any;
}

static bool is_within(struct daxctl_dev *dev, struct cxl_region *region)
{
	unsigned long long start = cxl_region_get_resource(region);
	unsigned long long address = daxctl_dev_get_resource(dev);

	return address && address != ULLONG_MAX && address >= start &&
	       address - start < cxl_region_get_size(region);
}

/* Those of a dax region; of persistent memory, which lies below an nvdimm bus, by address. */
static int add_devs(struct picture *picture, struct picture_node *node, struct daxctl_region *dax,
		    bool within)
{
	bool idle = picture->walk->wants.idle;
	struct daxctl_dev *dev;

	daxctl_dev_foreach(dax, dev)
		if ((idle || daxctl_dev_get_size(dev)) &&
		    (!within || is_within(dev, node->object)) &&
		    !picture_add_below(node, PICTURE_DAX, dev))
			return -ENOMEM;
	return 0;
}

static int add_pmem_devs(struct picture *picture, struct picture_node *node)
{
	unsigned long long start = cxl_region_get_resource(node->object);
	struct daxctl_region *dax;
	int rc = 0;

	if (!picture->dax || start == 0 || start == ULLONG_MAX)
		return 0;
	daxctl_region_foreach(picture->dax, dax)
		if (rc == 0)
			rc = add_devs(picture, node, dax, true);
	return rc;
}

int picture_add_dax(struct picture *picture, struct picture_node *node)
{
	struct daxctl_region *dax = cxl_region_get_daxctl_region(node->object);

	if (dax)
		return add_devs(picture, node, dax, false);
	if (cxl_region_get_mode(node->object) == CXL_DECODER_MODE_PMEM)
		return add_pmem_devs(picture, node);
	return has_blocks(picture->dax, node->object) &&
			       !picture_add_below(node, PICTURE_MEMORY, node->object) ?
		       -ENOMEM : 0;
}

/* Without it, the picture lacks what the firmware did; that is no failure. */
struct daxctl_ctx *picture_open_dax(const char *sysroot)
{
	struct daxctl_ctx *ctx;

	if (daxctl_new(&ctx))
		return NULL;
	daxctl_set_log_priority(ctx, LOG_CRIT);
	if (!sysroot || !daxctl_set_root(ctx, sysroot))
		return ctx;
	daxctl_unref(ctx);
	return NULL;
}
