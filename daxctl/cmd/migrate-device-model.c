// SPDX-License-Identifier: GPL-2.0-or-later
/* daxctl migrate-device-model: have modprobe load the drivers of today's device model. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "daxctl/commands.h"

/* Read by modprobe; a link to what was installed with the program. */
#define LINK	"/etc/modprobe.d/daxctl.conf"
#define TARGET	DATA_DIR "/daxctl/daxctl.conf"

static const struct option_row migrate_device_model_options[] = { OPTION_END };

static int run_migrate_device_model(void *params, int nr_words, char **words)
{
	(void)params;
	(void)nr_words;
	(void)words;
	if (access(TARGET, R_OK)) {
		say_error("cannot read %s, which is installed with the program: %s", TARGET,
			  strerror(errno));
		return CLI_FAILED;
	}
	if (symlink(TARGET, LINK)) {
		say_error("cannot create the link %s: %s", LINK, strerror(errno));
		if (errno == EACCES || errno == EPERM)
			say_hint("Try as root");
		return CLI_FAILED;
	}
	say_status("made the link %s: the device model of dax changes at the next boot", LINK);
	return CLI_OK;
}

const struct command command_migrate_device_model = {
	.name = "migrate-device-model",
	.group = "Devices",
	.summary = "have modprobe load the drivers of today's device model",
	.words = "",
	.options = migrate_device_model_options,
	.run = run_migrate_device_model,
};
