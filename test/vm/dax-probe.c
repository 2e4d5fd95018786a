// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What libdaxctl says and does, for the tests inside the virtual machine:
 *
 *   cxl-dax-probe list			as "daxctl list -RDMi"
 *   cxl-dax-probe blocks daxX.Y	a line each: id, start, state, zones, node, removable
 *   cxl-dax-probe ACTION daxX.Y [NUMBER]	see the table below; prints the result
 */
#include <daxctl/libdaxctl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *comma(int *nr)
{
	return (*nr)++ ? "," : "";
}

static void show_mappings(struct daxctl_dev *dev)
{
	struct daxctl_mapping *mapping;
	int nr = 0;

	if (!daxctl_mapping_get_first(dev))
		return;
	printf(",\"mappings\":[");
	daxctl_mapping_foreach(dev, mapping)
		printf("%s{\"page_offset\":%llu,\"start\":%llu,\"end\":%llu,\"size\":%llu}",
		       comma(&nr), daxctl_mapping_get_offset(mapping),
		       daxctl_mapping_get_start(mapping), daxctl_mapping_get_end(mapping),
		       daxctl_mapping_get_size(mapping));
	printf("]");
}

static void show_memory(struct daxctl_memory *memory)
{
	int movable = daxctl_memory_is_movable(memory);

	printf(",\"online_memblocks\":%d,\"total_memblocks\":%d", daxctl_memory_is_online(memory),
	       daxctl_memory_num_sections(memory));
	if (movable >= 0)
		printf(",\"movable\":%s", movable ? "true" : "false");
}

static void show_dev(struct daxctl_dev *dev)
{
	static const char *const modes[] = { "devdax", "system-ram", "famfs" };
	enum daxctl_dev_mode mode = daxctl_dev_get_mode(dev);
	struct daxctl_memory *memory = daxctl_dev_get_memory(dev);

	printf("{\"chardev\":\"%s\",\"size\":%llu", daxctl_dev_get_devname(dev),
	       daxctl_dev_get_size(dev));
	if (daxctl_dev_get_target_node(dev) >= 0)
		printf(",\"target_node\":%d", daxctl_dev_get_target_node(dev));
	if (daxctl_dev_get_align(dev))
		printf(",\"align\":%lu", daxctl_dev_get_align(dev));
	printf(",\"mode\":\"%s\"", modes[mode == DAXCTL_DEV_MODE_UNKNOWN ? 0 : mode]);
	if (memory)
		show_memory(memory);
	if (!daxctl_dev_is_enabled(dev))
		printf(",\"state\":\"disabled\"");
	show_mappings(dev);
	printf("}");
}

static void show_region(struct daxctl_region *region)
{
	struct daxctl_dev *dev;
	int nr = 0;

	printf("{\"path\":\"%s\",\"id\":%d",
	       strstr(daxctl_region_get_path(region), "/devices/") + strlen("/devices"),
	       daxctl_region_get_id(region));
	if (daxctl_region_get_size(region) != ULLONG_MAX)
		printf(",\"size\":%llu", daxctl_region_get_size(region));
	if (daxctl_region_get_available_size(region))
		printf(",\"available_size\":%llu", daxctl_region_get_available_size(region));
	if (daxctl_region_get_align(region) != ULONG_MAX)
		printf(",\"align\":%lu", daxctl_region_get_align(region));
	printf(",\"devices\":[");
	daxctl_dev_foreach(region, dev) {
		printf("%s", comma(&nr));
		show_dev(dev);
	}
	printf("]}");
}

static int list(struct daxctl_ctx *ctx)
{
	struct daxctl_region *region;
	int nr = 0;

	printf("[");
	daxctl_region_foreach(ctx, region) {
		printf("%s", comma(&nr));
		show_region(region);
	}
	printf("]\n");
	return 0;
}

static int blocks(struct daxctl_dev *dev, unsigned long long number)
{
	static const char *const states[] = { "offline", "going-offline", "online" };
	struct daxctl_blocks *found;
	struct daxctl_block *block;
	int rc = daxctl_blocks_of_dev(dev, &found), state;

	(void)number;
	if (rc)
		return rc;
	daxctl_block_foreach(found, block) {
		state = daxctl_block_get_state(block);
		printf("%d %#llx %s \"%s\" %d %d\n", daxctl_block_get_id(block),
		       daxctl_block_get_start(block), state < 0 ? "unknown" : states[state],
		       daxctl_block_get_zones(block), daxctl_block_get_node(block),
		       daxctl_block_is_removable(block));
	}
	daxctl_blocks_free(found);
	return 0;
}

static int with_memory(struct daxctl_dev *dev, int (*act)(struct daxctl_memory *memory))
{
	struct daxctl_memory *memory = daxctl_dev_get_memory(dev);
	int rc = memory ? act(memory) : -1;

	printf("%d\n", rc);
	return rc < 0 ? rc : 0;
}

static int online(struct daxctl_dev *dev, unsigned long long number)
{
	(void)number;
	return with_memory(dev, daxctl_memory_online);
}

static int online_kernel(struct daxctl_dev *dev, unsigned long long number)
{
	(void)number;
	return with_memory(dev, daxctl_memory_online_no_movable);
}

static int offline(struct daxctl_dev *dev, unsigned long long number)
{
	(void)number;
	return with_memory(dev, daxctl_memory_offline);
}

static int devdax(struct daxctl_dev *dev, unsigned long long number)
{
	(void)number;
	return daxctl_dev_enable_devdax(dev);
}

static int ram(struct daxctl_dev *dev, unsigned long long number)
{
	(void)number;
	return daxctl_dev_enable_ram(dev);
}

static int famfs(struct daxctl_dev *dev, unsigned long long number)
{
	(void)number;
	return daxctl_dev_enable_famfs(dev);
}

static int disable(struct daxctl_dev *dev, unsigned long long number)
{
	(void)number;
	return daxctl_dev_disable(dev);
}

/* And what the library takes for its size then. */
static int resize(struct daxctl_dev *dev, unsigned long long number)
{
	int rc = daxctl_dev_set_size(dev, number);

	printf("%llu\n", daxctl_dev_get_size(dev));
	return rc;
}

static int align(struct daxctl_dev *dev, unsigned long long number)
{
	int rc = daxctl_dev_set_align(dev, number);

	printf("%lu\n", daxctl_dev_get_align(dev));
	return rc;
}

/* A range of the device's own region, from @number on: 2 MiB. */
static int map(struct daxctl_dev *dev, unsigned long long number)
{
	int rc = daxctl_dev_set_mapping(dev, number, number + (2 << 20) - 1);

	printf("%llu\n", daxctl_dev_get_size(dev));
	return rc;
}

/* In the region of the device; the name of what was made. */
static int create(struct daxctl_dev *dev, unsigned long long number)
{
	struct daxctl_region *region = daxctl_dev_get_region(dev);
	struct daxctl_dev *seed;
	int rc = daxctl_region_create_dev(region);

	if (rc)
		return rc;
	seed = daxctl_region_get_dev_seed(region);
	if (!seed)
		return -1;
	printf("%s\n", daxctl_dev_get_devname(seed));
	return daxctl_dev_set_size(seed, number);
}

static int destroy(struct daxctl_dev *dev, unsigned long long number)
{
	int rc = daxctl_dev_set_size(dev, 0);

	(void)number;
	if (rc == 0)
		rc = daxctl_region_destroy_dev(daxctl_dev_get_region(dev), dev);
	printf("%s\n", daxctl_dev_is_present(dev) ? "present" : "gone");
	return rc;
}

static const struct {
	const char *name;
	int (*act)(struct daxctl_dev *dev, unsigned long long number);
} actions[] = {
	{ "blocks", blocks }, { "online", online }, { "online-kernel", online_kernel },
	{ "offline", offline }, { "devdax", devdax }, { "ram", ram }, { "famfs", famfs },
	{ "disable", disable }, { "size", resize }, { "align", align }, { "map", map },
	{ "create", create }, { "destroy", destroy },
};

static int act(struct daxctl_ctx *ctx, const char *name, const char *device, const char *number)
{
	struct daxctl_dev *dev = daxctl_dev_get_by_name(ctx, device);

	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		if (dev && !strcmp(actions[i].name, name))
			return actions[i].act(dev, number ? strtoull(number, NULL, 0) : 0);
	fprintf(stderr, "no action %s, or no device %s\n", name, device);
	return -1;
}

int main(int argc, char **argv)
{
	struct daxctl_ctx *ctx;
	int rc = -1;

	if (argc < 2 || daxctl_new(&ctx))
		return 2;
	if (!strcmp(argv[1], "list"))
		rc = list(ctx);
	else if (argc > 2)
		rc = act(ctx, argv[1], argv[2], argc > 3 ? argv[3] : NULL);
	daxctl_unref(ctx);
	if (rc)
		fprintf(stderr, "%s\n", strerror(-rc));
	return rc ? 1 : 0;
}
