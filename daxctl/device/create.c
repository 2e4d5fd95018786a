// SPDX-License-Identifier: GPL-2.0-or-later
/* A new device in a region, or none. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "daxctl/device/create.h"
#include "daxctl/device/resize.h"

/* What is known before anything is done. */
struct plan {
	char name[32];			/* of the region, for messages */
	unsigned long long size;
	unsigned long align;		/* 0: that of the region, which is not known */
};

static int check(struct daxctl_region *region, const struct create_request *request,
		 struct plan *plan)
{
	unsigned long long available = daxctl_region_get_available_size(region);
	unsigned long align = daxctl_region_get_align(region);

	snprintf(plan->name, sizeof(plan->name), "region %d", daxctl_region_get_id(region));
	plan->align = request->align.bytes ? request->align.bytes : align == ULONG_MAX ? 0 : align;
	plan->size = request->size.given ? request->size.bytes : available;
	if (!available) {
		say_error("%s: nothing is free for another device", plan->name);
		say_hint("daxctl list -RDi shows who has its memory; a device is made smaller by reconfigure-device -s");
		return -ENOSPC;
	}
	if (request->size.given && !plan->size) {
		say_error("%s: size 0 is no size", plan->name);
		return -EINVAL;
	}
	if (plan->align & (plan->align - 1)) {
		say_error("%s: alignment %lu is no power of two", plan->name, plan->align);
		return -EINVAL;
	}
	/* All that is free is rounded to what can be had. */
	if (!request->size.given && plan->align)
		plan->size -= plan->size % plan->align;
	if (resize_check_multiple(plan->name, plan->size, plan->align))
		return -EINVAL;
	if (!plan->size)
		say_error("%s: the %llu bytes that are free are less than the alignment %lu",
			  plan->name, available, plan->align);
	else if (plan->size > available)
		say_error("%s: size %llu is more than the %llu bytes that are free", plan->name,
			  plan->size, available);
	return plan->size && plan->size <= available ? 0 : -ENOSPC;
}

static size_t count_devs(struct daxctl_region *region)
{
	struct daxctl_dev *dev;
	size_t nr = 0;

	daxctl_dev_foreach(region, dev)
		nr++;
	return nr;
}

static bool is_one_of(struct daxctl_dev **known, size_t nr, struct daxctl_dev *dev)
{
	for (size_t i = 0; i < nr; i++)
		if (known[i] == dev)
			return true;
	return false;
}

/* The seed of a region may be one that was left behind: the new one is what was not there. */
static struct daxctl_dev *make_dev(struct daxctl_region *region, int *rc)
{
	size_t nr = count_devs(region), i = 0;
	struct daxctl_dev **known = calloc(nr + 1, sizeof(struct daxctl_dev *));
	struct daxctl_dev *dev, *found = NULL;

	if (!known) {
		*rc = -ENOMEM;
		return NULL;
	}
	daxctl_dev_foreach(region, dev)
		known[i++] = dev;
	*rc = daxctl_region_create_dev(region);
	if (*rc == 0) {
		/* Reads the list again. */
		(void)daxctl_region_get_dev_seed(region);
		daxctl_dev_foreach(region, dev)
			if (!found && !is_one_of(known, nr, dev))
				found = dev;
		*rc = found ? 0 : -ENXIO;
	}
	free(known);
	return found;
}

static int fill(struct verb_job *job, struct daxctl_dev *dev, const struct create_request *request,
		const struct plan *plan)
{
	const char *what = "set its alignment";
	int rc = 0;

	if (request->align.bytes && plan->align != daxctl_dev_get_align(dev))
		rc = daxctl_dev_set_align(dev, plan->align);
	if (rc == 0 && !request->nr_ranges) {
		what = "give it memory";
		rc = daxctl_dev_set_size(dev, plan->size);
	}
	for (size_t i = 0; rc == 0 && i < request->nr_ranges; i++) {
		what = "give it the range of a mapping";
		rc = daxctl_dev_set_mapping(dev, request->ranges[i].start, request->ranges[i].end);
	}
	if (rc) {
		verb_refused(job, dev, what, rc);
		resize_advise(rc);
		return rc;
	}
	rc = daxctl_dev_enable_devdax(dev);
	if (rc)
		verb_refused(job, dev, "enable it", rc);
	return rc;
}

static void undo(struct verb_job *job, struct daxctl_dev *dev)
{
	int rc = daxctl_dev_disable(dev);

	if (rc == 0)
		rc = daxctl_dev_set_size(dev, 0);
	if (rc == 0)
		rc = daxctl_region_destroy_dev(daxctl_dev_get_region(dev), dev);
	if (rc)
		say_error("%s: it is left behind, as it could not be removed: %s",
			  daxctl_dev_get_devname(dev),
			  job->session.detail[0] ? job->session.detail : strerror(-rc));
	else
		say_status("%s: removed again", daxctl_dev_get_devname(dev));
	job->session.detail[0] = '\0';
}

int create_dev(struct verb_job *job, struct daxctl_region *region,
	       const struct create_request *request)
{
	struct daxctl_dev *dev;
	struct plan plan = { 0 };
	int rc = check(region, request, &plan);

	if (rc)
		return rc;
	dev = make_dev(region, &rc);
	if (!dev) {
		library_refused(plan.name, "make a device", rc, job->session.detail);
		if (rc == -ENOENT)
			say_hint("It is a region with one device for all of its memory");
		return rc;
	}
	rc = fill(job, dev, request, &plan);
	if (rc) {
		undo(job, dev);
		return rc;
	}
	return verb_show_dev(job, dev);
}
