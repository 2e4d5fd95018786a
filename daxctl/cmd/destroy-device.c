// SPDX-License-Identifier: GPL-2.0-or-later
/* daxctl destroy-device: give the memory of devices back to their region. */
#include <errno.h>

#include "daxctl/commands.h"
#include "daxctl/device/in-use.h"
#include "daxctl/verb.h"
#include "lib/tool/dax/blocks.h"
#include "lib/tool/dax/state.h"

struct destroy_device_params {
	struct dev_options dev;
	bool force;
};

static const struct option_row destroy_device_options[] = {
	FLAG('f', "force", struct destroy_device_params, force,
	     "also a device that is enabled, or that programs use"),
	OPTIONS_DEV(struct destroy_device_params, dev),
	OPTION_END,
};

static int check(struct daxctl_dev *dev, const struct dev_state *before, bool force)
{
	const char *name = daxctl_dev_get_devname(dev);
	int rc = before->enabled ? in_use_check(dev, "destroyed", force) : 0;

	if (rc || !before->enabled || force)
		return rc;
	say_error("%s: it is enabled (mode %s): not destroyed", name, dev_mode_name(before->mode));
	say_hint("%s first, or --force for both",
		 before->mode == DAXCTL_DEV_MODE_RAM ? "daxctl reconfigure-device -m devdax" :
						       "daxctl disable-device");
	return -ENXIO;
}

static int disable(struct verb_job *job, struct daxctl_dev *dev, const struct dev_state *before)
{
	const struct blocks_request offline = {
		.verbose = job->options->verbose, .detail = job->session.detail,
	};
	struct blocks_tally tally;
	int rc = 0;

	if (before->nr_online)
		rc = blocks_change(dev, &offline, &tally);
	if (rc)
		return rc;
	rc = daxctl_dev_disable(dev);
	if (rc)
		verb_refused(job, dev, "disable it", rc);
	return rc;
}

static int destroy(struct verb_job *job, struct daxctl_dev *dev, const struct dev_state *before)
{
	int rc = before->enabled ? disable(job, dev, before) : 0;

	if (rc)
		return rc;
	if (before->size)
		rc = daxctl_dev_set_size(dev, 0);
	if (rc) {
		verb_refused(job, dev, "give its memory back", rc);
		say_hint("Regions of an nvdimm have one device for all of their memory");
		return rc;
	}
	rc = daxctl_region_destroy_dev(daxctl_dev_get_region(dev), dev);
	if (rc == -EBUSY && daxctl_dev_get_id(dev) == 0) {
		say_status("%s: it has no memory now; the kernel keeps the first device of a region",
			   daxctl_dev_get_devname(dev));
		job->session.detail[0] = '\0';
		return 0;
	}
	if (rc)
		verb_refused(job, dev, "remove it", rc);
	return rc;
}

static int destroy_one(void *dev, void *data)
{
	struct verb_job *job = data;
	const struct destroy_device_params *params = job->params;
	struct dev_state before;
	int rc = dev_state_save(dev, &before);

	if (rc == 0) {
		rc = check(dev, &before, params->force);
		if (rc == 0) {
			rc = destroy(job, dev, &before);
			if (rc)
				dev_state_restore(dev, &before, job->session.detail);
		}
	}
	dev_state_free(&before);
	return rc;
}

static int run_destroy_device(void *data, int nr_words, char **words)
{
	static const struct verb verb = {
		.act = destroy_one, .done = "destroyed", .noun = "device",
	};
	const struct destroy_device_params *params = data;
	struct verb_job job = { .params = params, .options = &params->dev, .idle = true };

	return verb_run(&verb, &job, nr_words, words);
}

const struct command command_destroy_device = {
	.name = "destroy-device",
	.group = "Devices",
	.summary = "give the memory of devices back to their region",
	.words = "DEVICE...",
	.completes = WORD_DAXDEV,
	.options = destroy_device_options,
	.params_size = sizeof(struct destroy_device_params),
	.run = run_destroy_device,
};
