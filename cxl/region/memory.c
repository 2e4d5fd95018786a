// SPDX-License-Identifier: GPL-2.0-or-later
/* The memory of an enabled region as steps. */
#include <daxctl/libdaxctl.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cxl/region/memory.h"
#include "lib/base/array.h"
#include "lib/tool/dax/blocks.h"
#include "lib/tool/dax/state.h"
#include "lib/tool/io/say.h"

static int offline(void *env, const struct step *step)
{
	struct region_memory *memory = env;
	const char *why = NULL;
	int rc = block_take_offline(step->object, &why);

	/* Somebody else was faster: that is not ours to undo. */
	if (rc >= 0)
		return rc ? STEP_SKIPPED : 0;
	memory->refused++;
	say_error("%s: %s of %s does not go offline: %s%s%s",
		  cxl_region_get_devname(memory->region), step->name, step->what, strerror(-rc),
		  why ? ": it " : "", why ? why : "");
	return memory->force ? STEP_SKIPPED : rc;
}

static int online(void *env, const struct step *step)
{
	(void)env;
	return block_put_back(step->object, step->before);
}

/* With --force: what stays online has no owner any more. */
static int report_lost(void *env, const struct step *step)
{
	const struct region_memory *memory = env;

	(void)step;
	if (memory->refused)
		say_error("%s: these blocks are lost to the kernel, and their addresses, until a reboot (--force)",
			  cxl_region_get_devname(memory->region));
	return STEP_SKIPPED;
}

static int keep_mode(void *env, const struct step *step)
{
	(void)env;
	(void)step;
	return 0;
}

/* When its region comes back, so does the device, but in the mode that the kernel chooses. */
static int restore_mode(void *env, const struct step *step)
{
	struct region_memory *memory = env;
	struct daxctl_region *dax = cxl_region_get_daxctl_region(memory->region);
	struct daxctl_dev *dev, *found = NULL;
	enum daxctl_dev_mode mode;
	int rc;

	if (!dax)
		return -ENXIO;
	daxctl_dev_foreach(dax, dev)
		if (!strcmp(daxctl_dev_get_devname(dev), step->name))
			found = dev;
	if (!found)
		return -ENXIO;
	mode = step->before;
	if (daxctl_dev_get_mode(found) == mode)
		return 0;
	rc = daxctl_dev_disable(found);
	if (rc || mode == DAXCTL_DEV_MODE_UNKNOWN)
		return rc;
	return dev_bind_mode(found, mode);
}

static void add_blocks(struct region_memory *memory, struct steps *steps, struct daxctl_dev *dev)
{
	struct daxctl_blocks *blocks = NULL;
	struct daxctl_block *block;

	if (array_grow(&memory->blocks, memory->nr)) {
		steps->no_memory = true;
		return;
	}
	if (daxctl_blocks_of_dev(dev, &blocks))
		return;
	memory->blocks[memory->nr++] = blocks;
	daxctl_block_foreach(blocks, block) {
		struct step *step;

		if (daxctl_block_get_state(block) == DAXCTL_BLOCK_OFFLINE)
			continue;
		step = steps_add(steps, offline, online);
		step->object = block;
		step->before = block_is_movable(block);
		step->what = daxctl_dev_get_devname(dev);
		snprintf(step->name, sizeof(step->name), "memory%d", daxctl_block_get_id(block));
		step_writes(step, "offline", "%s/state", step->name);
	}
}

void region_memory_steps(struct region_memory *memory, struct steps *steps)
{
	struct daxctl_region *dax = cxl_region_get_daxctl_region(memory->region);
	struct daxctl_dev *dev;

	if (!dax)
		return;
	daxctl_dev_foreach(dax, dev)
		add_blocks(memory, steps, dev);
	if (memory->force)
		steps_add(steps, report_lost, NULL);
	daxctl_dev_foreach(dax, dev) {
		struct step *step = steps_add(steps, keep_mode, restore_mode);

		step->before = daxctl_dev_get_mode(dev);
		snprintf(step->name, sizeof(step->name), "%s", daxctl_dev_get_devname(dev));
	}
}

void region_memory_free(struct region_memory *memory)
{
	for (size_t i = 0; i < memory->nr; i++)
		daxctl_blocks_free(memory->blocks[i]);
	free(memory->blocks);
}
