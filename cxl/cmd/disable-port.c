// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl disable-port: unbind the driver of ports or endpoints. */
#include <stdio.h>
#include <string.h>

#include "cxl/commands.h"
#include "cxl/objects/in-use.h"
#include "cxl/objects/port-options.h"

struct disable_port_params {
	struct port_options port;
	bool force, dry_run;
};

static const struct option_row disable_port_options[] = {
	FLAG('f', "force", struct disable_port_params, force,
	     "also a port with enabled memdevs below it: they are disabled"),
	FLAG(0, "dry-run", struct disable_port_params, dry_run,
	     "show every write that would be made; change nothing"),
	OPTIONS_PORT(struct disable_port_params, port),
	OPTION_END,
};

/* Would the memdev be disabled with the port? */
static bool is_below(struct cxl_memdev *memdev, struct cxl_port *port)
{
	struct cxl_endpoint *endpoint = cxl_port_to_endpoint(port);

	if (!cxl_memdev_is_enabled(memdev))
		return false;
	return endpoint ? cxl_endpoint_get_memdev(endpoint) == memdev :
			  cxl_memdev_is_port_ancestor(memdev, port);
}

/* 0: it may be disabled. */
static int check_unused(struct cxl_port *port, bool force)
{
	struct cxl_ctx *ctx = cxl_port_get_ctx(port);
	struct told_regions told = { .nr = 0 };
	struct cxl_memdev *memdev;
	int nr = 0, committed;

	cxl_memdev_foreach(ctx, memdev)
		nr += is_below(memdev, port);
	if (nr == 0)
		return 0;
	say_error("%s: %s: %d enabled memdev%s", cxl_port_get_devname(port),
		  force ? "disabled although it is in use" : "in use, not disabled", nr,
		  nr == 1 ? " needs it" : "s need it");
	cxl_memdev_foreach(ctx, memdev) {
		if (!is_below(memdev, port))
			continue;
		committed = memdev_committed(memdev);
		say_hint("%s, host %s, %d decoder%s committed", cxl_memdev_get_devname(memdev),
			 cxl_memdev_get_host(memdev), committed, committed == 1 ? "" : "s");
		memdev_tell_regions(memdev, &told);
	}
	if (!force) {
		regions_advise(&told);
		say_hint("Disable the memdevs before the port (cxl disable-memdev); --force disables them with it");
	}
	return force ? 0 : -1;
}

/*
 * The command that undoes it. Only ports of host bridges stay: the kernel removes those of
 * switches and endpoints, and makes them again when a memdev below them is enabled.
 */
static void describe_return(struct cxl_port *port, char *buf, size_t len)
{
	struct cxl_port *parent = cxl_port_get_parent(port);
	struct cxl_memdev *memdev;
	size_t used;

	if (!cxl_port_is_endpoint(port) && parent && cxl_port_is_root(parent)) {
		snprintf(buf, len, "cxl enable-port -m %s", cxl_port_get_devname(port));
		return;
	}
	used = snprintf(buf, len, "cxl enable-memdev");
	cxl_memdev_foreach(cxl_port_get_ctx(port), memdev)
		if (is_below(memdev, port) && used < len)
			used += snprintf(buf + used, len - used, " %s",
					 cxl_memdev_get_devname(memdev));
	if (used >= len || !strcmp(buf, "cxl enable-memdev"))
		snprintf(buf, len, "cxl enable-memdev all");
}

static int disable(void *env, const struct step *step)
{
	(void)env;
	return cxl_port_disable_invalidate(step->object);
}

static int disable_one(void *port, void *data)
{
	const struct disable_port_params *params = ((struct verb_job *)data)->params;
	struct steps steps = { 0 };
	char name[32], again[256];
	struct step *step;
	int rc;

	/* One that went away with a port above it is disabled, too. */
	if (!cxl_port_is_enabled(port))
		return 0;
	if (check_unused(port, params->force))
		return -1;
	snprintf(name, sizeof(name), "%s", cxl_port_get_devname(port));
	describe_return(port, again, sizeof(again));
	step = steps_add(&steps, disable, NULL);
	step->object = port;
	step->what = "disable it";
	step_writes(step, name, "%s/driver/unbind", name);
	rc = verb_change(data, &steps, "port", name);
	if (rc == 0 && !params->dry_run)
		say_status("%s: to enable it again: %s", name, again);
	return rc;
}

static int run_disable_port(void *data, int nr_words, char **words)
{
	const struct disable_port_params *params = data;
	const struct verb verb = {
		.select = select_port_words, .act = disable_one, .done = "disabled",
		.noun = "port", .dry_run = params->dry_run,
	};

	return verb_run(&verb, params, params->port.sysroot, params->port.debug, nr_words, words);
}

const struct command command_disable_port = {
	.name = "disable-port",
	.group = "Drivers",
	.summary = "unbind the driver of ports",
	.words = "PORT...",
	.completes = WORD_PORT_BELOW,
	.options = disable_port_options,
	.params_size = sizeof(struct disable_port_params),
	.run = run_disable_port,
};
