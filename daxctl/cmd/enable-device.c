// SPDX-License-Identifier: GPL-2.0-or-later
/* daxctl enable-device: bind device_dax. */
#include <errno.h>

#include "daxctl/commands.h"
#include "daxctl/verb.h"

struct enable_device_params {
	struct dev_options dev;
};

static const struct option_row enable_device_options[] = {
	OPTIONS_DEV(struct enable_device_params, dev),
	OPTION_END,
};

static int enable_one(void *dev, void *data)
{
	const char *name = daxctl_dev_get_devname(dev);
	int rc;

	if (daxctl_dev_is_system_ram_mode(dev)) {
		say_error("%s: it is memory of the system already (mode system-ram)", name);
		say_hint("daxctl reconfigure-device -m devdax %s makes it a device", name);
		return -ENXIO;
	}
	if (!daxctl_dev_is_enabled(dev) && !daxctl_dev_get_size(dev)) {
		say_error("%s: its size is 0: there is nothing to enable", name);
		say_hint("daxctl reconfigure-device -s SIZE %s gives it a size", name);
		return -ENXIO;
	}
	rc = daxctl_dev_enable_devdax(dev);
	if (rc)
		verb_refused(data, dev, "enable it", rc);
	return rc;
}

static int run_enable_device(void *data, int nr_words, char **words)
{
	static const struct verb verb = {
		.act = enable_one, .done = "enabled", .noun = "device",
	};
	const struct enable_device_params *params = data;
	struct verb_job job = { .params = params, .options = &params->dev };

	return verb_run(&verb, &job, nr_words, words);
}

const struct command command_enable_device = {
	.name = "enable-device",
	.group = "Devices",
	.summary = "bind the driver that lets programs map a device",
	.words = "DEVICE...",
	.completes = WORD_DAXDEV,
	.options = enable_device_options,
	.params_size = sizeof(struct enable_device_params),
	.run = run_enable_device,
};
