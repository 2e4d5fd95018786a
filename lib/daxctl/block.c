// SPDX-License-Identifier: LGPL-2.1-or-later
/* Memory blocks: what the kernel puts online and offline, by physical address. */
#include <errno.h>
#include <string.h>

#include "lib/base/array.h"
#include "lib/base/parse.h"
#include "lib/daxctl/internal.h"

/* "memory12" in /sys/devices/system/memory: the number counts blocks from address 0. */
#define BLOCK_PREFIX "memory"

struct daxctl_block {
	struct daxctl_blocks *blocks;
	int id;
	char zones[64];		/* as last read */
};

struct daxctl_blocks {
	struct daxctl_ctx *ctx;
	unsigned long long bytes;	/* of each */
	struct daxctl_block *block;	/* by address */
	unsigned int nr;
};

/* Physical addresses, the last one included. */
struct range {
	unsigned long long start, end;
};

unsigned long long daxctl_block_bytes(struct daxctl_ctx *ctx)
{
	unsigned long long bytes;
	char text[32];

	if (root_read(ctx->root, ROOT_MEMORY "/block_size_bytes", text, sizeof(text)) < 0 ||
	    parse_hex(text, &bytes))
		return 0;
	return bytes;
}

/* Blocks that lie in one of the ranges as a whole; others hold memory of others, too. */
struct scan {
	struct daxctl_blocks *blocks;
	const struct range *ranges;
	size_t nr;
};

static bool is_inside(const struct scan *scan, int id)
{
	unsigned long long bytes = scan->blocks->bytes, start;

	if (__builtin_mul_overflow(bytes, (unsigned long long)id, &start) ||
	    start + (bytes - 1) < start)
		return false;
	for (size_t i = 0; i < scan->nr; i++)
		if (start >= scan->ranges[i].start && start + (bytes - 1) <= scan->ranges[i].end)
			return true;
	return false;
}

static int scan_name(const char *name, void *data)
{
	const struct scan *scan = data;
	struct daxctl_blocks *blocks = scan->blocks;
	int id;

	if (parse_id(name, BLOCK_PREFIX, &id) || !is_inside(scan, id))
		return 0;
	if (array_grow(&blocks->block, blocks->nr))
		return -ENOMEM;
	blocks->block[blocks->nr++] = (struct daxctl_block){ .blocks = blocks, .id = id };
	return 0;
}

static int compare_blocks(const void *a, const void *b)
{
	const struct daxctl_block *first = a, *second = b;

	return (first->id > second->id) - (first->id < second->id);
}

static int find_blocks(struct daxctl_ctx *ctx, const struct range *ranges, size_t nr,
		       struct daxctl_blocks **result)
{
	struct daxctl_blocks *blocks = calloc(1, sizeof(*blocks));
	struct scan scan = { .blocks = blocks, .ranges = ranges, .nr = nr };
	int rc;

	if (!blocks)
		return -ENOMEM;
	blocks->ctx = ctx;
	blocks->bytes = daxctl_block_bytes(ctx);
	/* None: a kernel without memory hotplug. */
	rc = blocks->bytes ? root_list(ctx->root, ROOT_MEMORY, scan_name, &scan) : -ENOENT;
	if (rc) {
		log_info(&ctx->log, "no memory blocks in " ROOT_MEMORY ": %s", strerror(-rc));
		daxctl_blocks_free(blocks);
		return rc;
	}
	if (blocks->nr)
		qsort(blocks->block, blocks->nr, sizeof(*blocks->block), compare_blocks);
	*result = blocks;
	return 0;
}

DAXCTL_EXPORT int daxctl_blocks_of_range(struct daxctl_ctx *ctx, unsigned long long start,
					 unsigned long long size, struct daxctl_blocks **blocks)
{
	const struct range range = { start, start + (size - 1) };

	if (size && range.end < start)
		return -EINVAL;
	return find_blocks(ctx, &range, size ? 1 : 0, blocks);
}

DAXCTL_EXPORT int daxctl_blocks_of_dev(struct daxctl_dev *dev, struct daxctl_blocks **blocks)
{
	unsigned long long start, size = daxctl_dev_get_size(dev);
	_cleanup_free_ struct range *ranges = NULL;
	struct daxctl_mapping *mapping;
	size_t nr = 0;

	/* A device may be put together from several ranges; only root is told them. */
	daxctl_mapping_foreach(dev, mapping)
		nr++;
	if (!nr) {
		start = daxctl_dev_get_resource(dev);
		if (start)
			return daxctl_blocks_of_range(dev->region->ctx, start, size, blocks);
		read_error_note(&dev->dev.log->read_error, "resource", -EACCES);
		return -EACCES;
	}
	ranges = calloc(nr, sizeof(*ranges));
	if (!ranges)
		return -ENOMEM;
	nr = 0;
	daxctl_mapping_foreach(dev, mapping)
		ranges[nr++] = (struct range){ mapping->start, mapping->end };
	return find_blocks(dev->region->ctx, ranges, nr, blocks);
}

DAXCTL_EXPORT void daxctl_blocks_free(struct daxctl_blocks *blocks)
{
	if (!blocks)
		return;
	free(blocks->block);
	free(blocks);
}

DAXCTL_EXPORT struct daxctl_block *daxctl_block_get_first(struct daxctl_blocks *blocks)
{
	return blocks->nr ? blocks->block : NULL;
}

DAXCTL_EXPORT struct daxctl_block *daxctl_block_get_next(struct daxctl_block *block)
{
	return block + 1 < block->blocks->block + block->blocks->nr ? block + 1 : NULL;
}

DAXCTL_EXPORT int daxctl_block_get_id(struct daxctl_block *block)
{
	return block->id;
}

DAXCTL_EXPORT unsigned long long daxctl_block_get_start(struct daxctl_block *block)
{
	return block->blocks->bytes * block->id;
}

DAXCTL_EXPORT unsigned long long daxctl_block_get_size(struct daxctl_block *block)
{
	return block->blocks->bytes;
}

static int block_path(struct daxctl_block *block, const char *attr, char *buf, size_t len)
{
	return path_format(buf, len, ROOT_MEMORY "/" BLOCK_PREFIX "%d%s%s", block->id,
			   attr[0] ? "/" : "", attr);
}

static ssize_t block_read(struct daxctl_block *block, const char *attr, char *buf, size_t len)
{
	char path[128];
	int rc = block_path(block, attr, path, sizeof(path));

	return rc ? rc : root_read(block->blocks->ctx->root, path, buf, len);
}

DAXCTL_EXPORT enum daxctl_block_state daxctl_block_get_state(struct daxctl_block *block)
{
	static const struct attr_word states[] = {
		{ "online", DAXCTL_BLOCK_ONLINE },
		{ "offline", DAXCTL_BLOCK_OFFLINE },
		{ "going-offline", DAXCTL_BLOCK_GOING_OFFLINE },
		{ NULL, DAXCTL_BLOCK_UNKNOWN },
	};
	char text[32];

	return attr_word(states, block_read(block, "state", text, sizeof(text)) < 0 ? NULL : text,
			 DAXCTL_BLOCK_UNKNOWN);
}

DAXCTL_EXPORT const char *daxctl_block_get_zones(struct daxctl_block *block)
{
	ssize_t len = block_read(block, "valid_zones", block->zones, sizeof(block->zones));

	errno = len < 0 ? -len : 0;
	return len < 0 ? NULL : block->zones;
}

DAXCTL_EXPORT int daxctl_block_is_removable(struct daxctl_block *block)
{
	char text[16];
	ssize_t len = block_read(block, "removable", text, sizeof(text));
	bool flag;
	int rc = len < 0 ? (int)len : parse_flag(text, &flag);

	return rc ? rc : flag;
}

static int find_node(const char *name, void *data)
{
	int *node = data, id;

	if (parse_id(name, "node", &id) == 0 && (*node < 0 || id < *node))
		*node = id;
	return 0;
}

DAXCTL_EXPORT int daxctl_block_get_node(struct daxctl_block *block)
{
	char path[128];
	int node = -1;

	/* A link in its folder. */
	if (block_path(block, "", path, sizeof(path)) ||
	    root_list(block->blocks->ctx->root, path, find_node, &node))
		return -1;
	return node;
}

static int write_state(struct daxctl_block *block, const char *text)
{
	struct daxctl_ctx *ctx = block->blocks->ctx;
	char path[128];
	int rc = block_path(block, "state", path, sizeof(path));

	if (rc == 0)
		rc = kernel_write(ctx->root, path, text, strlen(text));
	if (rc)
		log_err(&ctx->log, "the kernel refused to write \"%s\" to %s: %s", text,
			path + strlen(ROOT_MEMORY "/"), strerror(-rc));
	return rc;
}

DAXCTL_EXPORT int daxctl_block_online(struct daxctl_block *block, enum daxctl_online_zone zone)
{
	static const char *const words[] = {
		[DAXCTL_ONLINE_ANY] = "online",
		[DAXCTL_ONLINE_KERNEL] = "online_kernel",
		[DAXCTL_ONLINE_MOVABLE] = "online_movable",
	};

	if ((unsigned int)zone >= ARRAY_SIZE(words))
		return -EINVAL;
	return write_state(block, words[zone]);
}

DAXCTL_EXPORT int daxctl_block_offline(struct daxctl_block *block)
{
	return write_state(block, "offline");
}
