/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What enable-port and disable-port have in common: what their words mean. */
#pragma once

#include "cxl/verb.h"

struct port_options {
	bool endpoints, debug;
	const char *sysroot;
};

#define OPTIONS_PORT(params, member) \
	FLAG('e', "endpoint", params, member.endpoints, "the words are endpoints, not ports"), \
	FLAG(0, "debug", params, member.debug, "tell what the library does"), \
	OPTION_SYSROOT(params, member.sysroot)

/* The options stand first in the parameters of the command. */
static inline int select_port_words(struct verb_job *job, int nr_words, char **words,
				    struct selection *selection)
{
	const struct port_options *options = job->params;

	return select_ports(&job->session, options->endpoints, nr_words, words, selection);
}
