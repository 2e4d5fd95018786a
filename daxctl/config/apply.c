// SPDX-License-Identifier: GPL-2.0-or-later
/* Devices become what the configuration says. */
#include <errno.h>

#include "daxctl/config/apply.h"
#include "daxctl/config/check.h"
#include "daxctl/device/reconfigure.h"
#include "lib/tool/dax/blocks.h"
#include "lib/tool/dax/state.h"

struct configured {
	struct verb_job job;
	const struct configured_options *options;
	struct check_config check;
};

static struct configured *to_configured(struct verb_job *job)
{
	return container_of(job, struct configured, job);
}

static int select_configured(struct verb_job *job, int nr_words, char **words,
			     struct selection *selection)
{
	struct configured *this = to_configured(job);
	const struct dev_options *dev = this->options->dev;
	int status = select_devs(&job->session, dev, false, nr_words, words, selection);

	if (status == CLI_OK)
		status = check_config_begin(&this->check, &job->session, dev->sysroot,
					    this->options->dry_run, selection);
	return status;
}

/*
 * Memory of the system that stays such, but went online although it should not, or in
 * the other zone: a policy of the kernel or a rule of udev came first. Another mode is
 * not the matter here: it takes the memory with it.
 */
static bool must_go_offline(struct daxctl_dev *dev, const struct config_rule *rule)
{
	struct daxctl_memory *memory = daxctl_dev_get_memory(dev);
	int movable;

	if (rule->mode != DAXCTL_DEV_MODE_RAM || !memory || daxctl_memory_is_online(memory) <= 0)
		return false;
	movable = daxctl_memory_is_movable(memory);
	return !rule->online || (movable >= 0 && movable != rule->movable);
}

static int refuse(struct daxctl_dev *dev, const struct config_rule *rule)
{
	const char *name = daxctl_dev_get_devname(dev);

	say_error("%s: its memory is online; %s:%u says %s", name, rule->file, rule->line,
		  !rule->online ? "it is not" : rule->movable ? "zone movable" : "zone normal");
	say_hint("daxctl offline-memory %s first, or --force for both", name);
	return -EBUSY;
}

/* First offline, then as wished; when either fails, what was online is so again. */
static int move_memory(struct verb_job *job, struct daxctl_dev *dev,
		       const struct reconfigure_request *request)
{
	const struct blocks_request offline = {
		.verbose = request->verbose, .detail = job->session.detail,
	};
	const struct blocks_request again = {
		.verbose = request->verbose, .undoes = true, .detail = job->session.detail,
	};
	struct blocks_tally tally;
	struct dev_state before;
	int rc = dev_state_save(dev, &before);

	if (rc == 0) {
		rc = blocks_change(dev, &offline, &tally);
		if (rc == 0) {
			rc = reconfigure_dev(job, dev, request);
			/* Some may be online in the zone that was wished. */
			if (rc && blocks_change(dev, &again, &tally))
				say_error("%s: some of it stays as it is now",
					  daxctl_dev_get_devname(dev));
		}
		if (rc)
			dev_state_restore(dev, &before, job->session.detail);
	}
	dev_state_free(&before);
	return rc;
}

static int configure_one(void *dev, void *data)
{
	struct configured *this = to_configured(data);
	const struct config_rule *rule = check_config_rule(&this->check, dev);
	const struct reconfigure_request request = {
		.mode = rule->mode, .no_online = !rule->online, .no_movable = !rule->movable,
		.force = this->options->force, .verbose = this->options->dev->verbose,
	};

	if (!must_go_offline(dev, rule))
		return reconfigure_dev(data, dev, &request);
	return request.force ? move_memory(data, dev, &request) : refuse(dev, rule);
}

static int tell_only(struct configured *this, int nr_words, char **words)
{
	const struct dev_options *dev = this->options->dev;
	struct selection selection = { 0 };
	const struct machine machine = { .sysroot = dev->sysroot };
	int status = session_open(&this->job.session, &machine, dev->verbose);

	if (status == CLI_OK)
		status = select_configured(&this->job, nr_words, words, &selection);
	selection_free(&selection);
	session_close(&this->job.session);
	return status;
}

int configured_run(const struct configured_options *options, int nr_words, char **words)
{
	const struct verb verb = {
		.select = select_configured, .act = configure_one, .done = "reconfigured",
		.noun = "device", .prints = true, .human = options->dev->human,
	};
	struct configured this = { .job = { .options = options->dev }, .options = options };
	int status;

	if (options->dry_run)
		status = tell_only(&this, nr_words, words);
	else
		status = verb_run(&verb, &this.job, nr_words, words);
	check_config_end(&this.check);
	return status;
}
