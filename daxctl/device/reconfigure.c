// SPDX-License-Identifier: GPL-2.0-or-later
/* A device changes its mode, size or alignment, or stays as it was. */
#include <errno.h>

#include "daxctl/device/blocks.h"
#include "daxctl/device/in-use.h"
#include "daxctl/device/policy.h"
#include "daxctl/device/reconfigure.h"
#include "daxctl/device/resize.h"
#include "daxctl/device/state.h"

/* What is to be done, from what is wished and what is. */
struct plan {
	const struct reconfigure_wish *wish;
	struct dev_state before;
	enum daxctl_dev_mode mode;	/* in the end; UNKNOWN: no driver */
	bool resize;
	bool rebind;
	bool online;			/* the blocks, in the end */
};

static void plan_fill(struct plan *plan)
{
	const struct reconfigure_wish *wish = plan->wish;
	const struct dev_state *before = &plan->before;

	plan->mode = wish->mode != DAXCTL_DEV_MODE_UNKNOWN ? wish->mode : before->mode;
	plan->resize = (wish->size.given && wish->size.bytes != before->size) ||
		       (wish->align.given && wish->align.bytes != before->align);
	plan->rebind = plan->mode != before->mode || (plan->resize && before->enabled);
	plan->online = wish->mode == DAXCTL_DEV_MODE_RAM ? !wish->no_online : before->nr_online;
}

/* Memory that is online is in use. */
static int check_memory(struct daxctl_dev *dev, const struct plan *plan)
{
	const char *name = daxctl_dev_get_devname(dev);
	size_t nr = plan->before.nr_online;

	if (plan->before.mode != DAXCTL_DEV_MODE_RAM || !nr || plan->wish->force)
		return 0;
	say_error("%s: %zu of its memory blocks %s online: not reconfigured", name, nr,
		  nr == 1 ? "is" : "are");
	say_hint("daxctl offline-memory %s first, or --force for both", name);
	return -EBUSY;
}

static int check(struct verb_job *job, struct daxctl_dev *dev, const struct plan *plan)
{
	const struct reconfigure_wish *wish = plan->wish;
	const char *name = daxctl_dev_get_devname(dev);
	int rc = 0;

	if (plan->before.enabled && plan->before.mode == DAXCTL_DEV_MODE_UNKNOWN) {
		const char *driver = daxctl_dev_get_driver(dev);

		say_error("%s: it is bound to %s, which is none of the modes", name,
			  quoted(driver ? driver : "a driver"));
		return -EINVAL;
	}
	if (!plan->before.size && !wish->size.given) {
		say_error("%s: its size is 0: give it one with --size", name);
		return -EINVAL;
	}
	if (wish->size.given || wish->align.given)
		rc = resize_check(dev, &wish->size, &wish->align);
	if (rc == 0 && plan->rebind)
		rc = check_memory(dev, plan);
	if (rc == 0 && plan->rebind && plan->mode == DAXCTL_DEV_MODE_RAM && !wish->force)
		rc = policy_check(job, dev, !plan->online, !wish->no_movable);
	if (rc == 0 && plan->rebind && plan->before.enabled)
		rc = in_use_check(dev, "reconfigured", wish->force);
	return rc;
}

static int take_apart(struct verb_job *job, struct daxctl_dev *dev, const struct plan *plan)
{
	const struct blocks_wish offline = { .verbose = plan->wish->verbose };
	struct blocks_tally tally;
	int rc = 0;

	if (!plan->rebind || !plan->before.enabled)
		return 0;
	if (plan->before.mode == DAXCTL_DEV_MODE_RAM && plan->before.nr_online)
		rc = blocks_change(job, dev, &offline, &tally);
	if (rc)
		return rc;
	rc = daxctl_dev_disable(dev);
	if (rc)
		verb_refused(job, dev, "unbind its driver", rc);
	return rc;
}

static int change_extent(struct verb_job *job, struct daxctl_dev *dev, const struct plan *plan)
{
	const struct reconfigure_wish *wish = plan->wish;
	int rc;

	if (!plan->resize)
		return 0;
	rc = resize(dev, wish->size.given ? wish->size.bytes : plan->before.size,
		    wish->align.given ? wish->align.bytes : plan->before.align);
	if (!rc)
		return 0;
	verb_refused(job, dev, "change its size or alignment", rc);
	resize_advise(rc);
	return rc;
}

static int put_online(struct verb_job *job, struct daxctl_dev *dev, const struct plan *plan)
{
	/* A resized device gets its memory back where it was. */
	bool stays = plan->wish->mode == DAXCTL_DEV_MODE_UNKNOWN;
	bool movable = stays ? plan->before.nr_online && plan->before.online[0].movable :
			       !plan->wish->no_movable;
	const struct blocks_wish online = {
		.online = true, .verbose = plan->wish->verbose,
		.zone = movable ? DAXCTL_ONLINE_MOVABLE : DAXCTL_ONLINE_ANY,
	};
	struct blocks_tally tally;
	int rc = blocks_change(job, dev, &online, &tally);

	if (rc || tally.total)
		return rc;
	say_error("%s: no memory block lies in it as a whole: nothing can go online",
		  daxctl_dev_get_devname(dev));
	return -ENXIO;
}

static int change(struct verb_job *job, struct daxctl_dev *dev, const struct plan *plan)
{
	int nr, rc = take_apart(job, dev, plan);

	if (rc == 0)
		rc = change_extent(job, dev, plan);
	if (rc == 0 && plan->rebind && plan->mode != DAXCTL_DEV_MODE_UNKNOWN) {
		rc = dev_bind_mode(dev, plan->mode);
		if (rc)
			verb_refused(job, dev, "bind the driver of its mode", rc);
	}
	if (rc || plan->mode != DAXCTL_DEV_MODE_RAM)
		return rc;
	if (plan->online)
		return put_online(job, dev, plan);
	nr = plan->rebind ? daxctl_dev_has_online_memory(dev) : 0;
	if (nr > 0) {
		say_status("%s: %d of its memory blocks went online by themselves",
			   daxctl_dev_get_devname(dev), nr);
		policy_blame(job->session.ctx);
	}
	return 0;
}

int reconfigure_dev(struct verb_job *job, struct daxctl_dev *dev,
		    const struct reconfigure_wish *wish)
{
	struct plan plan = { .wish = wish };
	int rc = dev_state_save(dev, &plan.before);

	if (rc == 0) {
		plan_fill(&plan);
		rc = check(job, dev, &plan);
		if (rc == 0) {
			rc = change(job, dev, &plan);
			if (rc)
				dev_state_restore(job, dev, &plan.before);
		}
	}
	dev_state_free(&plan.before);
	return rc ? rc : verb_show_dev(job, dev);
}
