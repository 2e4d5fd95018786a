// SPDX-License-Identifier: LGPL-2.1-or-later
/* The memory of a device that is system RAM: all of its blocks at once. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/daxctl/internal.h"

#define ZONE_MOVABLE "Movable"

DAXCTL_EXPORT struct daxctl_memory *daxctl_dev_get_memory(struct daxctl_dev *dev)
{
	int node = daxctl_dev_get_target_node(dev);
	struct daxctl_memory *memory;

	if (!daxctl_dev_is_system_ram_mode(dev))
		return NULL;
	if (dev->memory)
		return dev->memory;
	memory = calloc(1, sizeof(*memory));
	if (!memory)
		return NULL;
	memory->dev = dev;
	if (node >= 0 && asprintf(&memory->node_path, ROOT_NODE, node) < 0) {
		free(memory);
		return NULL;
	}
	dev->memory = memory;
	return memory;
}

DAXCTL_EXPORT struct daxctl_dev *daxctl_memory_get_dev(struct daxctl_memory *mem)
{
	return mem->dev;
}

DAXCTL_EXPORT const char *daxctl_memory_get_node_path(struct daxctl_memory *mem)
{
	return mem->node_path;
}

DAXCTL_EXPORT unsigned long daxctl_memory_get_block_size(struct daxctl_memory *mem)
{
	return daxctl_block_bytes(mem->dev->region->ctx);
}

static void cleanup_blocks(struct daxctl_blocks **blocks)
{
	daxctl_blocks_free(*blocks);
}

static int find_blocks(struct daxctl_memory *mem, struct daxctl_blocks **blocks)
{
	int rc = -ENXIO;

	if (mem->node_path)
		rc = daxctl_blocks_of_dev(mem->dev, blocks);
	else
		log_info(mem->dev->dev.log, "%s: no NUMA node to join", mem->dev->dev.name);
	return rc;
}

DAXCTL_EXPORT int daxctl_memory_num_sections(struct daxctl_memory *mem)
{
	_cleanup_(cleanup_blocks) struct daxctl_blocks *blocks = NULL;
	struct daxctl_block *block;
	int count = find_blocks(mem, &blocks);

	if (count < 0)
		return count;
	daxctl_block_foreach(blocks, block)
		count++;
	return count;
}

DAXCTL_EXPORT int daxctl_memory_is_online(struct daxctl_memory *mem)
{
	_cleanup_(cleanup_blocks) struct daxctl_blocks *blocks = NULL;
	struct daxctl_block *block;
	int count = find_blocks(mem, &blocks);

	if (count < 0)
		return count;
	daxctl_block_foreach(blocks, block)
		count += daxctl_block_get_state(block) == DAXCTL_BLOCK_ONLINE;
	return count;
}

static int are_movable(struct daxctl_blocks *blocks)
{
	int movable = daxctl_block_get_first(blocks) != NULL;
	struct daxctl_block *block;
	const char *zones;

	daxctl_block_foreach(blocks, block) {
		/* Of an offline block, these are the zones that it could join. */
		if (daxctl_block_get_state(block) != DAXCTL_BLOCK_ONLINE)
			return -ENXIO;
		zones = daxctl_block_get_zones(block);
		if (!zones)
			return -errno;
		if (strcmp(zones, ZONE_MOVABLE))
			movable = 0;
	}
	return movable;
}

DAXCTL_EXPORT int daxctl_memory_is_movable(struct daxctl_memory *mem)
{
	_cleanup_(cleanup_blocks) struct daxctl_blocks *blocks = NULL;
	int rc = find_blocks(mem, &blocks);

	return rc ? rc : are_movable(blocks);
}

static int online_blocks(struct daxctl_blocks *blocks, enum daxctl_online_zone zone)
{
	struct daxctl_block *block;
	int rc, count = 0;

	daxctl_block_foreach(blocks, block) {
		if (daxctl_block_get_state(block) == DAXCTL_BLOCK_ONLINE)
			continue;
		rc = daxctl_block_online(block, zone);
		/* Or somebody else was faster: a udev rule, say. */
		if (rc && daxctl_block_get_state(block) != DAXCTL_BLOCK_ONLINE)
			return rc;
		count += rc == 0;
	}
	return count;
}

static int online(struct daxctl_memory *mem, enum daxctl_online_zone zone)
{
	_cleanup_(cleanup_blocks) struct daxctl_blocks *blocks = NULL;
	int movable, rc = find_blocks(mem, &blocks);

	if (rc == 0)
		rc = online_blocks(blocks, zone);
	if (rc || !daxctl_block_get_first(blocks))
		return rc;
	/* All of it was online before: in the zone that was asked for? */
	movable = are_movable(blocks);
	if (movable < 0)
		return movable;
	if (movable == (zone == DAXCTL_ONLINE_MOVABLE))
		return 0;
	log_err(mem->dev->dev.log, "%s: its memory is online in %s zone", mem->dev->dev.name,
		movable ? "the movable" : "another than the movable");
	return -EBUSY;
}

DAXCTL_EXPORT int daxctl_memory_online(struct daxctl_memory *mem)
{
	return online(mem, DAXCTL_ONLINE_MOVABLE);
}

DAXCTL_EXPORT int daxctl_memory_online_no_movable(struct daxctl_memory *mem)
{
	return online(mem, DAXCTL_ONLINE_ANY);
}

DAXCTL_EXPORT int daxctl_memory_offline(struct daxctl_memory *mem)
{
	_cleanup_(cleanup_blocks) struct daxctl_blocks *blocks = NULL;
	int count = 0, rc = find_blocks(mem, &blocks);
	struct daxctl_block *block;

	if (rc)
		return rc;
	daxctl_block_foreach(blocks, block) {
		if (daxctl_block_get_state(block) != DAXCTL_BLOCK_ONLINE)
			continue;
		if (daxctl_block_is_removable(block) == 0) {
			log_err(mem->dev->dev.log, "%s: memory block %d is not removable",
				mem->dev->dev.name, daxctl_block_get_id(block));
			return -EOPNOTSUPP;
		}
		rc = daxctl_block_offline(block);
		if (rc && daxctl_block_get_state(block) != DAXCTL_BLOCK_OFFLINE)
			return rc;
		count += rc == 0;
	}
	return count;
}

DAXCTL_EXPORT int daxctl_dev_has_online_memory(struct daxctl_dev *dev)
{
	struct daxctl_memory *memory = daxctl_dev_get_memory(dev);

	return memory ? daxctl_memory_is_online(memory) : 0;
}

DAXCTL_EXPORT const char *daxctl_get_auto_online_policy(struct daxctl_ctx *ctx)
{
	char text[64];
	ssize_t len = root_read(ctx->root, ROOT_MEMORY "/auto_online_blocks", text, sizeof(text));

	free(ctx->policy);
	ctx->policy = len < 0 ? NULL : strdup(text);
	if (len < 0) {
		log_info(&ctx->log, "no auto_online_blocks: %s", strerror(-len));
		errno = -len;
	}
	return ctx->policy;
}

DAXCTL_EXPORT int daxctl_dev_will_auto_online_memory(struct daxctl_dev *dev)
{
	const char *policy = daxctl_get_auto_online_policy(dev->region->ctx);

	return policy && !strncmp(policy, "online", strlen("online"));
}
