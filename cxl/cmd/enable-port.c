// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl enable-port: bind the driver of ports or endpoints. */
#include "cxl/commands.h"
#include "cxl/objects/port-options.h"

struct enable_port_params {
	struct port_options port;
	bool memdevs;
};

static const struct option_row enable_port_options[] = {
	FLAG('m', "enable-memdevs", struct enable_port_params, memdevs,
	     "enable the memdevs below, too"),
	OPTIONS_PORT(struct enable_port_params, port),
	OPTION_END,
};

/* The number of those that could not be enabled. */
static int enable_memdevs(struct verb_job *job, struct cxl_port *port)
{
	struct cxl_endpoint *endpoint = cxl_port_to_endpoint(port);
	struct cxl_memdev *memdev;
	int failed = 0, rc;

	cxl_memdev_foreach(job->session.ctx, memdev) {
		if (endpoint ? cxl_endpoint_get_memdev(endpoint) != memdev :
			       !cxl_memdev_is_port_ancestor(memdev, port))
			continue;
		rc = cxl_memdev_enable(memdev);
		if (rc)
			verb_refused(job, cxl_memdev_get_devname(memdev), "enable it", rc);
		failed += rc != 0;
	}
	return failed;
}

static int enable_one(void *port, void *data)
{
	const struct enable_port_params *params = ((struct verb_job *)data)->params;
	int rc = cxl_port_enable(port);

	if (rc)
		verb_refused(data, cxl_port_get_devname(port), "enable it", rc);
	else if (params->memdevs)
		rc = enable_memdevs(data, port);
	return rc;
}

static int run_enable_port(void *data, int nr_words, char **words)
{
	static const struct verb verb = {
		.select = select_port_words, .act = enable_one, .done = "enabled", .noun = "port",
	};
	const struct enable_port_params *params = data;

	return verb_run(&verb, params, params->port.sysroot, params->port.debug, nr_words, words);
}

const struct command command_enable_port = {
	.name = "enable-port",
	.group = "Drivers",
	.summary = "bind the driver of ports",
	.words = "PORT...",
	.completes = WORD_PORT_BELOW,
	.options = enable_port_options,
	.params_size = sizeof(struct enable_port_params),
	.run = run_enable_port,
};
