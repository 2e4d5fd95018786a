// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl disable-memdev: unbind the driver of memdevs. */
#include "cxl/commands.h"
#include "cxl/objects/in-use.h"
#include "cxl/verb.h"

struct disable_memdev_params {
	struct memdev_options memdev;
	bool force, dry_run;
};

static const struct option_row disable_memdev_options[] = {
	FLAG('f', "force", struct disable_memdev_params, force,
	     "also a memdev whose memory is in use: it is lost to who uses it"),
	FLAG(0, "dry-run", struct disable_memdev_params, dry_run,
	     "show every write that would be made; change nothing"),
	OPTIONS_MEMDEV(struct disable_memdev_params, memdev),
	OPTION_END,
};

/* 0: it may be disabled. */
static int check_unused(struct cxl_memdev *memdev, bool force)
{
	const char *name = cxl_memdev_get_devname(memdev);
	int committed = memdev_committed(memdev);
	struct told_regions told = { .nr = 0 };

	if (committed == 0)
		return 0;
	say_error("%s: %s: %d decoder%s committed", name,
		  force ? "disabled although it is in use" : "in use, not disabled", committed,
		  committed == 1 ? " is" : "s are");
	memdev_tell_regions(memdev, &told);
	if (!force) {
		regions_advise(&told);
		say_hint("--force disables it all the same: the memory is gone for who uses it");
	}
	return force ? 0 : -1;
}

static int disable(void *env, const struct step *step)
{
	(void)env;
	return cxl_memdev_disable_invalidate(step->object);
}

static int disable_one(void *memdev, void *data)
{
	const struct disable_memdev_params *params = ((struct verb_job *)data)->params;
	const char *name = cxl_memdev_get_devname(memdev);
	struct steps steps = { 0 };
	struct step *step;

	if (!cxl_memdev_is_enabled(memdev))
		return 0;
	if (check_unused(memdev, params->force))
		return -1;
	step = steps_add(&steps, disable, NULL);
	step->object = memdev;
	step->what = "disable it";
	step_writes(step, name, "%s/driver/unbind", name);
	return verb_change(data, &steps, "memdev", name);
}

static int run_disable_memdev(void *data, int nr_words, char **words)
{
	const struct disable_memdev_params *params = data;
	const struct verb verb = {
		.act = disable_one, .done = "disabled", .noun = "mem",
		.dry_run = params->dry_run,
	};

	return verb_run_memdevs(&verb, params, &params->memdev, nr_words, words);
}

const struct command command_disable_memdev = {
	.name = "disable-memdev",
	.group = "Drivers",
	.summary = "unbind the driver of memory devices",
	.words = "MEMDEV...",
	.completes = WORD_MEMDEV,
	.options = disable_memdev_options,
	.params_size = sizeof(struct disable_memdev_params),
	.run = run_disable_memdev,
};
