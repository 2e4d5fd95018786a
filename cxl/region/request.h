/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From the options and words of create-region to a request for a plan. */
#pragma once

#include "cxl/objects/select.h"
#include "cxl/region/plan.h"

struct create_params {
	struct option_size size, grain;
	const char *ways, *type, *uuid, *bus, *decoder;
	struct machine machine;
	bool memdevs, human, enforce_qos, debug;
	bool dry_run, list_options, json;
};

struct region_request {
	struct plan_machine machine;
	struct plan_request plan;
	struct plan_member **members;
	unsigned char uuid[16];
};

/*
 * Check the options, resolve the words, read the machine. CLI_OK, or an exit status
 * after complaining; region_request_free() in any case.
 */
int region_request_make(struct session *session, const struct create_params *params,
			int nr_words, char **words, struct region_request *request)
	_must_check_ __attribute__((nonnull(1, 2, 5)));
void region_request_free(struct region_request *request) _nonnull_;
