// SPDX-License-Identifier: GPL-2.0-or-later
/* daxctl disable-device: unbind the driver. */
#include <errno.h>

#include "daxctl/commands.h"
#include "daxctl/device/in-use.h"
#include "daxctl/verb.h"

struct disable_device_params {
	struct dev_options dev;
	bool force;
};

static const struct option_row disable_device_options[] = {
	FLAG('f', "force", struct disable_device_params, force,
	     "also a device that programs use: they lose it"),
	OPTIONS_DEV(struct disable_device_params, dev),
	OPTION_END,
};

static int disable_one(void *dev, void *data)
{
	const struct disable_device_params *params = ((struct verb_job *)data)->params;
	const char *name = daxctl_dev_get_devname(dev);
	int rc;

	if (!daxctl_dev_is_enabled(dev))
		return 0;
	if (daxctl_dev_is_system_ram_mode(dev)) {
		say_error("%s: it is memory of the system (mode system-ram), not disabled", name);
		say_hint("daxctl reconfigure-device -m devdax %s takes it from the system", name);
		return -ENXIO;
	}
	rc = in_use_check(dev, "disabled", params->force);
	if (rc)
		return rc;
	rc = daxctl_dev_disable(dev);
	if (rc)
		verb_refused(data, dev, "disable it", rc);
	return rc;
}

static int run_disable_device(void *data, int nr_words, char **words)
{
	static const struct verb verb = {
		.act = disable_one, .done = "disabled", .noun = "device",
	};
	const struct disable_device_params *params = data;
	struct verb_job job = { .params = params, .options = &params->dev };

	return verb_run(&verb, &job, nr_words, words);
}

const struct command command_disable_device = {
	.name = "disable-device",
	.group = "Devices",
	.summary = "unbind the driver of a device",
	.words = "DEVICE...",
	.completes = WORD_DAXDEV,
	.options = disable_device_options,
	.params_size = sizeof(struct disable_device_params),
	.run = run_disable_device,
};
