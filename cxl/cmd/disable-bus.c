// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl disable-bus: unbind the driver that made a bus. */
#include <string.h>

#include "cxl/commands.h"
#include "cxl/objects/in-use.h"
#include "cxl/verb.h"

struct disable_bus_params {
	const char *sysroot;
	bool force, debug, dry_run;
};

static const struct option_row disable_bus_options[] = {
	FLAG('f', "force", struct disable_bus_params, force,
	     "also a bus with enabled memdevs below it: they are disabled"),
	FLAG(0, "dry-run", struct disable_bus_params, dry_run,
	     "show every write that would be made; change nothing"),
	FLAG(0, "debug", struct disable_bus_params, debug, "tell what the library does"),
	OPTION_SYSROOT(struct disable_bus_params, sysroot),
	OPTION_END,
};

/* 0: it may be disabled. */
static int check_unused(struct cxl_bus *bus, bool force)
{
	struct cxl_ctx *ctx = cxl_bus_get_ctx(bus);
	struct told_regions told = { .nr = 0 };
	struct cxl_memdev *memdev;
	int nr = 0;

	cxl_memdev_foreach(ctx, memdev)
		nr += cxl_memdev_get_bus(memdev) == bus;
	if (nr == 0)
		return 0;
	say_error("%s: %s: %d enabled memdev%s", cxl_bus_get_devname(bus),
		  force ? "disabled although it is in use" : "in use, not disabled", nr,
		  nr == 1 ? " is below it" : "s are below it");
	cxl_memdev_foreach(ctx, memdev) {
		if (cxl_memdev_get_bus(memdev) != bus)
			continue;
		say_hint("%s, host %s", cxl_memdev_get_devname(memdev),
			 cxl_memdev_get_host(memdev));
		memdev_tell_regions(memdev, &told);
	}
	if (!force) {
		regions_advise(&told);
		say_hint("Disable the memdevs before the bus (cxl disable-memdev); --force disables them with it");
	}
	return force ? 0 : -1;
}

/* There is no command that does it, and nothing of the bus is left to find out how. */
static void report_way_back(const char *name, const char *provider, const char *host)
{
	if (host && !strcmp(provider, "ACPI.CXL"))
		say_status("%s comes back with: echo %s > /sys/bus/platform/drivers/cxl_acpi/bind && cxl enable-memdev all",
			   name, host);
}

static int disable(void *env, const struct step *step)
{
	(void)env;
	return cxl_bus_disable_invalidate(step->object);
}

static int disable_one(void *bus, void *data)
{
	const struct disable_bus_params *params = ((struct verb_job *)data)->params;
	const char *name = cxl_bus_get_devname(bus);
	const char *host = cxl_port_get_host(cxl_bus_get_port(bus));
	struct steps steps = { 0 };
	struct step *step;
	int rc;

	if (check_unused(bus, params->force))
		return -1;
	step = steps_add(&steps, disable, NULL);
	step->object = bus;
	step->what = "disable it";
	step_writes(step, host ? host : "", "%s/driver/unbind", host ? host : name);
	rc = verb_change(data, &steps, "bus", name);
	if (rc == 0 && !params->dry_run)
		report_way_back(name, cxl_bus_get_provider(bus), host);
	return rc;
}

static int select_words(struct verb_job *job, int nr_words, char **words,
			struct selection *selection)
{
	return select_buses(&job->session, nr_words, words, selection);
}

static int run_disable_bus(void *data, int nr_words, char **words)
{
	const struct disable_bus_params *params = data;
	const struct verb verb = {
		.select = select_words, .act = disable_one, .done = "disabled", .noun = "bus",
		.dry_run = params->dry_run,
	};

	return verb_run(&verb, params, params->sysroot, params->debug, nr_words, words);
}

const struct command command_disable_bus = {
	.name = "disable-bus",
	.group = "Drivers",
	.summary = "unbind the driver that made a bus",
	.words = "BUS...",
	.completes = WORD_BUS,
	.options = disable_bus_options,
	.params_size = sizeof(struct disable_bus_params),
	.run = run_disable_bus,
};
