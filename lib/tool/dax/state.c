// SPDX-License-Identifier: GPL-2.0-or-later
/* What a device is before it is changed, and the way back to that. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/array.h"
#include "lib/tool/dax/blocks.h"
#include "lib/tool/dax/state.h"
#include "lib/tool/io/say.h"

const char *dev_mode_name(enum daxctl_dev_mode mode)
{
	switch (mode) {
	case DAXCTL_DEV_MODE_DEVDAX:
		return "devdax";
	case DAXCTL_DEV_MODE_RAM:
		return "system-ram";
	case DAXCTL_DEV_MODE_FAMFS:
		return "famfs";
	default:
		return "disabled";
	}
}

int dev_bind_mode(struct daxctl_dev *dev, enum daxctl_dev_mode mode)
{
	switch (mode) {
	case DAXCTL_DEV_MODE_RAM:
		return daxctl_dev_enable_ram(dev);
	case DAXCTL_DEV_MODE_FAMFS:
		return daxctl_dev_enable_famfs(dev);
	default:
		return daxctl_dev_enable_devdax(dev);
	}
}

int dev_resize(struct daxctl_dev *dev, unsigned long long size, unsigned long align)
{
	unsigned long now_align = daxctl_dev_get_align(dev);
	bool first = align && daxctl_dev_get_size(dev) % align == 0;
	int rc = 0;

	if (align != now_align && first)
		rc = daxctl_dev_set_align(dev, align);
	if (rc == 0 && size != daxctl_dev_get_size(dev))
		rc = daxctl_dev_set_size(dev, size);
	if (rc == 0 && align != now_align && !first)
		rc = daxctl_dev_set_align(dev, align);
	return rc;
}

static int save_block(struct dev_state *state, struct daxctl_block *block)
{
	if (array_grow(&state->online, state->nr_online))
		return -ENOMEM;
	state->online[state->nr_online++] = (struct online_block){
		.id = daxctl_block_get_id(block),
		.movable = block_is_movable(block),
	};
	return 0;
}

int dev_state_save(struct daxctl_dev *dev, struct dev_state *state)
{
	struct daxctl_blocks *blocks = NULL;
	struct daxctl_block *block;
	int rc = 0;

	*state = (struct dev_state){
		.enabled = daxctl_dev_is_enabled(dev), .mode = daxctl_dev_get_mode(dev),
		.size = daxctl_dev_get_size(dev), .align = daxctl_dev_get_align(dev),
	};
	if (state->mode != DAXCTL_DEV_MODE_RAM || daxctl_blocks_of_dev(dev, &blocks))
		return 0;
	daxctl_block_foreach(blocks, block)
		if (rc == 0 && daxctl_block_get_state(block) == DAXCTL_BLOCK_ONLINE)
			rc = save_block(state, block);
	daxctl_blocks_free(blocks);
	if (rc)
		say_error("out of memory");
	return rc;
}

void dev_state_free(struct dev_state *state)
{
	free(state->online);
	*state = (struct dev_state){ 0 };
}

static const struct online_block *find_saved(const struct dev_state *state, int id)
{
	for (size_t i = 0; i < state->nr_online; i++)
		if (state->online[i].id == id)
			return &state->online[i];
	return NULL;
}

static int restore_block(const struct dev_state *state, struct daxctl_block *block,
			 unsigned int *restored)
{
	const struct online_block *saved = find_saved(state, daxctl_block_get_id(block));
	int rc;

	if (!saved || daxctl_block_get_state(block) == DAXCTL_BLOCK_ONLINE)
		return 0;
	rc = block_put_back(block, saved->movable);
	*restored += rc == 0;
	return rc;
}

/* Those that were online before go online again. */
static int restore_blocks(struct daxctl_dev *dev, const struct dev_state *state,
			  unsigned int *restored)
{
	struct daxctl_blocks *blocks = NULL;
	struct daxctl_block *block;
	int rc, first = 0;

	if (!state->nr_online)
		return 0;
	first = daxctl_blocks_of_dev(dev, &blocks);
	if (first)
		return first;
	daxctl_block_foreach(blocks, block) {
		rc = restore_block(state, block, restored);
		first = first ? first : rc;
	}
	daxctl_blocks_free(blocks);
	return first;
}

static bool has_extent(struct daxctl_dev *dev, const struct dev_state *state)
{
	return daxctl_dev_get_size(dev) == state->size &&
	       daxctl_dev_get_align(dev) == state->align;
}

/* Without a driver, but never while its memory is online: that would have no owner. */
static int release(struct daxctl_dev *dev)
{
	struct daxctl_memory *memory = daxctl_dev_get_memory(dev);
	int rc = memory ? daxctl_memory_offline(memory) : 0;

	return rc < 0 ? rc : daxctl_dev_disable(dev);
}

static int restore_driver(struct daxctl_dev *dev, const struct dev_state *state,
			  bool *changed)
{
	int rc = 0;

	if (daxctl_dev_is_enabled(dev) == state->enabled &&
	    daxctl_dev_get_mode(dev) == state->mode && has_extent(dev, state))
		return 0;
	*changed = true;
	if (daxctl_dev_is_enabled(dev))
		rc = release(dev);
	if (rc == 0 && !has_extent(dev, state))
		rc = dev_resize(dev, state->size, state->align);
	if (rc == 0 && state->enabled)
		rc = dev_bind_mode(dev, state->mode);
	return rc;
}

int dev_state_restore(struct daxctl_dev *dev, const struct dev_state *state, char *detail)
{
	const char *name = daxctl_dev_get_devname(dev);
	unsigned int restored = 0;
	bool changed = false;
	char text[64] = "";
	int rc;

	rc = restore_driver(dev, state, &changed);
	if (rc == 0)
		rc = restore_blocks(dev, state, &restored);
	if (restored)
		snprintf(text, sizeof(text), ", %u block%s online again", restored,
			 restored == 1 ? "" : "s");
	if (rc) {
		say_error("%s: could not be restored: it is %s, size %llu, align %lu (before: %s, %llu, %lu): %s",
			  name, dev_mode_name(daxctl_dev_get_mode(dev)), daxctl_dev_get_size(dev),
			  daxctl_dev_get_align(dev), dev_mode_name(state->mode), state->size,
			  state->align,
			  detail[0] ? detail : strerror(-rc));
	} else if (changed || restored) {
		say_status("%s: restored: %s, size %llu, align %lu%s", name,
			   dev_mode_name(state->mode), state->size, state->align, text);
	}
	detail[0] = '\0';
	return rc;
}
