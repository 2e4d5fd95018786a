// SPDX-License-Identifier: GPL-2.0-or-later
/* From the regions and devices of the machine to what "daxctl list" shows. */
#include <errno.h>
#include <stdlib.h>

#include "daxctl/list/list.h"
#include "lib/tool/dax/show.h"

/* A node with one group below it. */
static struct group *below(struct node *node, const char *key)
{
	if (!node->groups) {
		node->groups = calloc(1, sizeof(*node->groups));
		if (!node->groups)
			return NULL;
		node->groups[0].key = key;
		node->nr_groups = 1;
	}
	return &node->groups[0];
}

static int add_mappings(struct node *node, struct daxctl_dev *dev)
{
	struct daxctl_mapping *mapping;
	struct group *group;

	daxctl_mapping_foreach(dev, mapping) {
		group = below(node, "mappings");
		if (!group || !group_add(group, &dax_mapping_type, mapping))
			return -ENOMEM;
	}
	return 0;
}

static int add_devs(struct listing *listing, struct group *group, struct daxctl_region *region)
{
	struct daxctl_dev *dev;
	struct node *node;

	daxctl_dev_foreach(region, dev) {
		if (!match_dev(&listing->dev_filter, dev))
			continue;
		if (!listing->idle && !daxctl_dev_get_size(dev)) {
			listing->hidden += daxctl_dev_is_present(dev);
			continue;
		}
		node = group_add(group, &dax_dev_type, dev);
		if (!node || (listing->mappings && add_mappings(node, dev)))
			return -ENOMEM;
	}
	return 0;
}

static int add_region(struct listing *listing, struct daxctl_region *region)
{
	struct group *group;
	struct node *node;

	if (!listing->regions)
		return add_devs(listing, &listing->group, region);
	node = group_add(&listing->group, &dax_region_type, region);
	if (!node)
		return -ENOMEM;
	node->full = true;
	if (!listing->devs)
		return 0;
	group = below(node, "devices");
	return group ? add_devs(listing, group, region) : -ENOMEM;
}

int list_compile(struct listing *listing)
{
	const char *regions = listing->region_words ? listing->region_words : "all";
	const char *devs = listing->dev_words ? listing->dev_words : "all";

	if (filter_names(&listing->region_filter, regions)) {
		say_error("-r \"%s\" names no region", quoted(regions));
		return CLI_USAGE;
	}
	if (filter_names(&listing->dev_filter, devs)) {
		say_error("-d \"%s\" names no device", quoted(devs));
		return CLI_USAGE;
	}
	return CLI_OK;
}

int list_walk(struct session *session, struct listing *listing)
{
	struct daxctl_region *region;
	int rc = 0;

	daxctl_region_foreach(session->ctx, region)
		if (rc == 0 && match_region(&listing->region_filter, region))
			rc = add_region(listing, region);
	return rc;
}

void list_free(struct listing *listing)
{
	group_free(&listing->group);
	filter_free(&listing->region_filter);
	filter_free(&listing->dev_filter);
}

static const struct show_type *const types[] = {
	&dax_region_type, &dax_dev_type, &dax_mapping_type,
};

struct tables list_tables(const char *chosen)
{
	return (struct tables){ .types = types, .nr = ARRAY_SIZE(types), .chosen = chosen };
}
