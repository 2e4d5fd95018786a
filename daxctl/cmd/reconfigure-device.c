// SPDX-License-Identifier: GPL-2.0-or-later
/* daxctl reconfigure-device: another mode, size or alignment. */
#include "daxctl/commands.h"
#include "daxctl/config/apply.h"
#include "daxctl/device/reconfigure.h"

struct reconfigure_device_params {
	struct dev_options dev;
	const char *mode;
	struct option_size size, align;
	bool no_online, no_movable, force;
	bool check_config, dry_run;
};

static const struct option_choice modes[] = {
	{ "system-ram", "memory of the system" },
	{ "devdax", "mapped by programs" },
	{ "famfs", "holds a famfs file system" },
	{ NULL, NULL },
};

/* Of the same places. */
static const enum daxctl_dev_mode mode_values[] = {
	DAXCTL_DEV_MODE_RAM, DAXCTL_DEV_MODE_DEVDAX, DAXCTL_DEV_MODE_FAMFS,
};

/* The first row is the mode. */
static const struct option_row reconfigure_device_options[] = {
	{ .name = "mode", .letter = 'm', .type = OPTION_TEXT, .arg = "MODE", .choices = modes,
	  .offset = offsetof(struct reconfigure_device_params, mode),
	  .help = "what it is for: system-ram, devdax, famfs" },
	SIZE('s', "size", struct reconfigure_device_params, size, "its new size"),
	SIZE('a', "align", struct reconfigure_device_params, align, "its new alignment"),
	FLAG('N', "no-online", struct reconfigure_device_params, no_online,
	     "system-ram: leave the memory offline"),
	FLAG(0, "no-movable", struct reconfigure_device_params, no_movable,
	     "system-ram: for the kernel, too; it may never go offline again"),
	FLAG('f', "force", struct reconfigure_device_params, force,
	     "put memory offline first; also what programs use; whatever the policy"),
	FLAG('C', "check-config", struct reconfigure_device_params, check_config,
	     "as the configuration says, in place of options: see daxctl.conf(5)"),
	FLAG(0, "dry-run", struct reconfigure_device_params, dry_run,
	     "with --check-config: only tell what it says"),
	OPTIONS_DEV(struct reconfigure_device_params, dev),
	OPTION_END,
};

static int reconfigure_one(void *dev, void *data)
{
	struct verb_job *job = data;

	return reconfigure_dev(job, dev, job->params);
}

/* What the options mean together: a status, after complaining. */
static int make_request(const struct reconfigure_device_params *params,
		     struct reconfigure_request *request)
{
	int place;

	*request = (struct reconfigure_request){
		.mode = DAXCTL_DEV_MODE_UNKNOWN, .size = params->size, .align = params->align,
		.no_online = params->no_online, .no_movable = params->no_movable,
		.force = params->force, .verbose = params->dev.verbose,
	};
	if (!params->mode && !params->size.given && !params->align.given) {
		say_error("nothing to change: give a --mode, a --size or an --align");
		return CLI_USAGE;
	}
	if (params->mode) {
		if (!option_choose(&reconfigure_device_options[0], params->mode, &place))
			return CLI_USAGE;
		request->mode = mode_values[place];
	}
	if (request->mode == DAXCTL_DEV_MODE_RAM || (!params->no_online && !params->no_movable))
		return CLI_OK;
	say_error("--%s is about memory of the system: it needs --mode system-ram",
		  params->no_online ? "no-online" : "no-movable");
	return CLI_USAGE;
}

/* What is in the configuration is not said by options, too. */
static int run_check_config(const struct reconfigure_device_params *params, int nr_words,
			    char **words)
{
	const struct configured_options options = {
		.dev = &params->dev, .force = params->force, .dry_run = params->dry_run,
	};

	if (params->mode || params->no_online || params->no_movable || params->size.given ||
	    params->align.given) {
		say_error("--check-config takes what it does from the configuration: no -m, -N, --no-movable, -s, -a beside it");
		return CLI_USAGE;
	}
	return configured_run(&options, nr_words, words);
}

static int run_reconfigure_device(void *data, int nr_words, char **words)
{
	const struct reconfigure_device_params *params = data;
	const struct verb verb = {
		.act = reconfigure_one, .done = "reconfigured", .noun = "device",
		.prints = true, .human = params->dev.human,
	};
	struct reconfigure_request request;
	struct verb_job job = { .params = &request, .options = &params->dev };
	int status;

	if (params->check_config)
		return run_check_config(params, nr_words, words);
	if (params->dry_run) {
		say_error("--dry-run tells what --check-config would do: give both");
		return CLI_USAGE;
	}
	status = make_request(params, &request);
	return status == CLI_OK ? verb_run(&verb, &job, nr_words, words) : status;
}

const struct command command_reconfigure_device = {
	.name = "reconfigure-device",
	.group = "Devices",
	.summary = "change the mode, the size or the alignment of devices",
	.words = "DEVICE...",
	.completes = WORD_DAXDEV,
	.options = reconfigure_device_options,
	.params_size = sizeof(struct reconfigure_device_params),
	.run = run_reconfigure_device,
};
