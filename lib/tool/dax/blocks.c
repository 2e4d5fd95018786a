// SPDX-License-Identifier: GPL-2.0-or-later
/* The memory blocks of a device, put online and offline one by one. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/tool/dax/blocks.h"
#include "lib/tool/dax/policy.h"
#include "lib/tool/io/say.h"
#include "lib/tool/io/text.h"
#include "lib/tool/verb/signals.h"

/* Blocks side by side of which there is the same to say, told in one line. */
struct run {
	const char *dev;
	unsigned long long start, end;	/* end: the byte behind */
	int first, last;
	char text[256];			/* "": none yet */
};

static void run_tell(struct run *run)
{
	char size[TEXT_SIZE_MAX], blocks[48];

	if (!run->text[0])
		return;
	if (run->first == run->last)
		snprintf(blocks, sizeof(blocks), "block %d", run->first);
	else
		snprintf(blocks, sizeof(blocks), "blocks %d to %d", run->first, run->last);
	say_error("%s: %s (%#llx, %s): %s", run->dev, blocks, run->start,
		  text_size(run->end - run->start, size), run->text);
	run->text[0] = '\0';
}

static void run_add(struct run *run, struct daxctl_block *block, const char *text)
{
	unsigned long long start = daxctl_block_get_start(block);

	if (!run->text[0] || start != run->end || strcmp(run->text, text)) {
		run_tell(run);
		run->start = start;
		run->first = daxctl_block_get_id(block);
		snprintf(run->text, sizeof(run->text), "%s", text);
	}
	run->end = start + daxctl_block_get_size(block);
	run->last = daxctl_block_get_id(block);
}

void block_describe(struct daxctl_block *block, char *buf, size_t len)
{
	static const char *const states[] = {
		[DAXCTL_BLOCK_OFFLINE] = "offline",
		[DAXCTL_BLOCK_GOING_OFFLINE] = "going offline",
		[DAXCTL_BLOCK_ONLINE] = "online",
	};
	enum daxctl_block_state state = daxctl_block_get_state(block);
	const char *zones = daxctl_block_get_zones(block);
	int removable = daxctl_block_is_removable(block);

	/* Of an offline block, the zones that it could join are no news. */
	if (state != DAXCTL_BLOCK_ONLINE)
		zones = NULL;
	snprintf(buf, len, "%s%s%s%s", state < 0 ? "in an unknown state" : states[state],
		 zones ? ", zone " : "", zones ? quoted(zones) : "",
		 removable < 0 || state != DAXCTL_BLOCK_ONLINE ? "" :
		 removable ? ", removable" : ", not removable");
}

bool zone_is_movable(const char *zones)
{
	return zones && !strcmp(zones, "Movable");
}

bool block_is_movable(struct daxctl_block *block)
{
	return zone_is_movable(daxctl_block_get_zones(block));
}

int block_put_back(struct daxctl_block *block, bool movable)
{
	int rc;

	if (daxctl_block_get_state(block) == DAXCTL_BLOCK_ONLINE)
		return 0;
	rc = daxctl_block_online(block, movable ? DAXCTL_ONLINE_MOVABLE : DAXCTL_ONLINE_KERNEL);
	return rc && daxctl_block_get_state(block) == DAXCTL_BLOCK_ONLINE ? 0 : rc;
}

/* Why a block did not go offline, as far as that can be told from outside. */
static const char *why_stays(struct daxctl_block *block, int rc)
{
	if (daxctl_block_is_removable(block) == 0)
		return "holds memory of the kernel, which cannot be moved";
	if (rc != -EBUSY && rc != -EAGAIN)
		return NULL;
	return block_is_movable(block) ?
		       "has pages that are pinned: by a device (DMA, RDMA), a virtual machine, a program" :
		       "holds pages of the kernel, which cannot be moved; only zone Movable is free of them";
}

static void explain(struct run *run, struct daxctl_block *block, const char *what, const char *why,
		    int rc)
{
	char state[96], text[256];

	block_describe(block, state, sizeof(state));
	snprintf(text, sizeof(text), "%s; %s%s%s%s%s", state, what, rc ? ": " : "",
		 rc ? strerror(-rc) : "", why ? ": it " : "", why ? why : "");
	run_add(run, block, text);
}

/* 0: as requested; 1: it was before; or a negative errno. */
static int put_online(struct daxctl_block *block, const struct blocks_request *request,
		      struct run *run)
{
	bool before = daxctl_block_get_state(block) == DAXCTL_BLOCK_ONLINE;
	int rc = before ? 0 : daxctl_block_online(block, request->zone);

	/* Or somebody else was faster: a udev rule, say. */
	if (rc && daxctl_block_get_state(block) != DAXCTL_BLOCK_ONLINE) {
		explain(run, block, "does not go online", NULL, rc);
		return rc;
	}
	if (request->zone == DAXCTL_ONLINE_MOVABLE && !block_is_movable(block)) {
		explain(run, block, before ? "was online already, and not in zone Movable" :
					     "somebody else put it online, and not in zone Movable",
			NULL, 0);
		return -EBUSY;
	}
	return before;
}

int block_take_offline(struct daxctl_block *block, const char **why)
{
	int rc;

	if (daxctl_block_get_state(block) == DAXCTL_BLOCK_OFFLINE)
		return 1;
	rc = daxctl_block_is_removable(block) == 0 ? -EOPNOTSUPP : daxctl_block_offline(block);
	if (rc == 0 || daxctl_block_get_state(block) == DAXCTL_BLOCK_OFFLINE)
		return 0;
	*why = why_stays(block, rc);
	return rc;
}

static int put_offline(struct daxctl_block *block, struct run *run)
{
	const char *why = NULL;
	int rc = block_take_offline(block, &why);

	if (rc < 0)
		explain(run, block, "does not go offline", why, rc);
	return rc;
}

static void count(struct blocks_tally *tally, int rc)
{
	tally->total++;
	tally->already += rc == 1;
	tally->done += rc == 0;
	tally->failed += rc < 0;
}

static int change_all(struct daxctl_blocks *blocks, struct run *run,
		      const struct blocks_request *request, struct blocks_tally *tally)
{
	struct daxctl_block *block;
	int rc, first = 0;

	daxctl_block_foreach(blocks, block) {
		if (signals_asked() && !request->undoes) {
			first = -EINTR;
			break;
		}
		rc = request->online ? put_online(block, request, run) : put_offline(block, run);
		count(tally, rc);
		if (rc < 0 && first == 0)
			first = rc;
		if (rc >= 0 && request->verbose)
			explain(run, block, rc ? "it was before" : "now", NULL, 0);
		/* It was said in other words. */
		request->detail[0] = '\0';
	}
	run_tell(run);
	if (first == -EINTR)
		say_error("%s: stopped by a signal", run->dev);
	return first;
}

int blocks_change(struct daxctl_dev *dev, const struct blocks_request *request,
		  struct blocks_tally *tally)
{
	struct run run = { .dev = daxctl_dev_get_devname(dev) };
	struct daxctl_blocks *blocks = NULL;
	int rc = daxctl_blocks_of_dev(dev, &blocks);

	*tally = (struct blocks_tally){ 0 };
	if (rc) {
		say_error("%s: cannot find its memory blocks: %s", run.dev,
			  rc == -EACCES ? "its address is told to root only" :
			  rc == -ENOENT ? "this kernel has no memory blocks (memory hotplug)" :
					  strerror(-rc));
		return rc;
	}
	rc = change_all(blocks, &run, request, tally);
	if (rc && rc != -EINTR)
		policy_explain(daxctl_dev_get_ctx(dev));
	daxctl_blocks_free(blocks);
	return rc;
}

int blocks_command(struct daxctl_dev *dev, const struct blocks_request *request)
{
	const char *to = request->online ? "online" : "offline";
	const char *name = daxctl_dev_get_devname(dev);
	struct blocks_tally tally;
	int rc;

	if (!daxctl_dev_is_system_ram_mode(dev)) {
		say_error("%s: its memory is not the system's: it is not in mode system-ram", name);
		say_hint("daxctl reconfigure-device -m system-ram %s gives it to the system", name);
		return -ENXIO;
	}
	rc = blocks_change(dev, request, &tally);
	if (rc == 0 && tally.total == 0) {
		say_error("%s: no memory block lies in it as a whole: nothing can go %s", name, to);
		return -ENXIO;
	}
	if (rc && tally.done)
		say_error("%s: %u of %u blocks went %s, %u did not", name, tally.done,
			  tally.total, to, tally.failed);
	else if (rc && tally.total)
		say_error("%s: %u of %u blocks did not go %s", name, tally.failed, tally.total, to);
	else if (rc == 0 && tally.already == tally.total)
		say_status("%s: nothing to do: %u of %u blocks are %s", name, tally.already,
			   tally.total, to);
	return rc;
}
