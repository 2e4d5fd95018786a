// SPDX-License-Identifier: GPL-2.0-or-later
/* A device changes its mode, size or alignment, or stays as it was. */
#include <errno.h>

#include "daxctl/device/in-use.h"
#include "daxctl/device/reconfigure.h"
#include "daxctl/device/resize.h"
#include "lib/tool/dax/blocks.h"
#include "lib/tool/dax/policy.h"
#include "lib/tool/dax/state.h"

/* What is to be done, from what is wished and what is. */
struct plan {
	const struct reconfigure_request *request;
	struct dev_state before;
	enum daxctl_dev_mode mode;	/* in the end; UNKNOWN: no driver */
	bool resize;
	bool rebind;
	bool online;			/* the blocks, in the end */
};

static void plan_fill(struct plan *plan)
{
	const struct reconfigure_request *request = plan->request;
	const struct dev_state *before = &plan->before;

	plan->mode = request->mode != DAXCTL_DEV_MODE_UNKNOWN ? request->mode : before->mode;
	plan->resize = (request->size.given && request->size.bytes != before->size) ||
		       (request->align.given && request->align.bytes != before->align);
	plan->rebind = plan->mode != before->mode || (plan->resize && before->enabled);
	plan->online = request->mode == DAXCTL_DEV_MODE_RAM ? !request->no_online :
							      before->nr_online;
}

/* Memory that is online is in use. */
static int check_memory(struct daxctl_dev *dev, const struct plan *plan)
{
	const char *name = daxctl_dev_get_devname(dev);
	size_t nr = plan->before.nr_online;

	if (plan->before.mode != DAXCTL_DEV_MODE_RAM || !nr || plan->request->force)
		return 0;
	say_error("%s: %zu of its memory blocks %s online: not reconfigured", name, nr,
		  nr == 1 ? "is" : "are");
	say_hint("daxctl offline-memory %s first, or --force for both", name);
	return -EBUSY;
}

static int check(struct daxctl_dev *dev, const struct plan *plan)
{
	const struct reconfigure_request *request = plan->request;
	const char *name = daxctl_dev_get_devname(dev);
	int rc = 0;

	if (plan->before.enabled && plan->before.mode == DAXCTL_DEV_MODE_UNKNOWN) {
		const char *driver = daxctl_dev_get_driver(dev);

		say_error("%s: it is bound to %s, which is none of the modes", name,
			  quoted(driver ? driver : "a driver"));
		return -EINVAL;
	}
	if (!plan->before.size && !request->size.given) {
		say_error("%s: its size is 0: give it one with --size", name);
		return -EINVAL;
	}
	if (request->size.given || request->align.given)
		rc = resize_check(dev, &request->size, &request->align);
	if (rc == 0 && plan->rebind)
		rc = check_memory(dev, plan);
	if (rc == 0 && plan->rebind && plan->mode == DAXCTL_DEV_MODE_RAM && !request->force)
		rc = policy_check(dev, !plan->online, !request->no_movable);
	if (rc == 0 && plan->rebind && plan->before.enabled)
		rc = in_use_check(dev, "reconfigured", request->force);
	return rc;
}

static int take_apart(struct verb_job *job, struct daxctl_dev *dev, const struct plan *plan)
{
	const struct blocks_request offline = {
		.verbose = plan->request->verbose, .detail = job->session.detail,
	};
	struct blocks_tally tally;
	int rc = 0;

	if (!plan->rebind || !plan->before.enabled)
		return 0;
	if (plan->before.mode == DAXCTL_DEV_MODE_RAM && plan->before.nr_online)
		rc = blocks_change(dev, &offline, &tally);
	if (rc)
		return rc;
	rc = daxctl_dev_disable(dev);
	if (rc)
		verb_refused(job, dev, "unbind its driver", rc);
	return rc;
}

static int change_extent(struct verb_job *job, struct daxctl_dev *dev, const struct plan *plan)
{
	const struct reconfigure_request *request = plan->request;
	int rc;

	if (!plan->resize)
		return 0;
	rc = dev_resize(dev, request->size.given ? request->size.bytes : plan->before.size,
		    request->align.given ? request->align.bytes : plan->before.align);
	if (!rc)
		return 0;
	verb_refused(job, dev, "change its size or alignment", rc);
	resize_advise(rc);
	return rc;
}

static int put_online(struct verb_job *job, struct daxctl_dev *dev, const struct plan *plan)
{
	/* A resized device gets its memory back where it was. */
	bool stays = plan->request->mode == DAXCTL_DEV_MODE_UNKNOWN;
	bool movable = stays ? plan->before.nr_online && plan->before.online[0].movable :
			       !plan->request->no_movable;
	const struct blocks_request online = {
		.online = true, .verbose = plan->request->verbose, .detail = job->session.detail,
		.zone = movable ? DAXCTL_ONLINE_MOVABLE : DAXCTL_ONLINE_ANY,
	};
	struct blocks_tally tally;
	int rc = blocks_change(dev, &online, &tally);

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
		policy_explain(job->session.ctx);
	}
	return 0;
}

int reconfigure_dev(struct verb_job *job, struct daxctl_dev *dev,
		    const struct reconfigure_request *request)
{
	struct plan plan = { .request = request };
	int rc = dev_state_save(dev, &plan.before);

	if (rc == 0) {
		plan_fill(&plan);
		rc = check(dev, &plan);
		if (rc == 0) {
			rc = change(job, dev, &plan);
			if (rc)
				dev_state_restore(dev, &plan.before, job->session.detail);
		}
	}
	dev_state_free(&plan.before);
	return rc ? rc : verb_show_dev(job, dev);
}
