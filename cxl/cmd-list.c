// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl list: what there is, and why when there is nothing. */
#include <errno.h>
#include <string.h>

#include "../lib/cli/emit.h"
#include "../lib/cli/text.h"
#include "commands.h"
#include "mailbox.h"
#include "select.h"
#include "show.h"
#include "walk.h"

struct list_params {
	const char *memdev, *serial, *sysroot;
	bool memdevs, idle, human, debug;
	bool health, partition, firmware, alert_config;
	int verbose;
};

static const struct option_row list_options[] = {
	TEXT('m', "memdev", struct list_params, memdev, "MEMDEV", WORD_MEMDEV,
	     "only these memdevs: names, ids, hosts"),
	TEXT('s', "serial", struct list_params, serial, "SERIAL", WORD_SERIAL,
	     "only memdevs with these serial numbers"),
	FLAG('M', "memdevs", struct list_params, memdevs, "show memdevs (the default)"),
	FLAG('i', "idle", struct list_params, idle, "show disabled objects too"),
	FLAG('H', "health", struct list_params, health, "show the health of memdevs"),
	FLAG('I', "partition", struct list_params, partition, "show the partitions of memdevs"),
	FLAG('F', "firmware", struct list_params, firmware, "show the firmware of memdevs"),
	FLAG('A', "alert-config", struct list_params, alert_config,
	     "show when memdevs give an alert"),
	FLAG('u', "human", struct list_params, human, "sizes with units, numbers in hexadecimal"),
	COUNT('v', "verbose", struct list_params, verbose, "show more; -vv: disabled objects too; -vvv: -HIFA too"),
	FLAG(0, "debug", struct list_params, debug, "tell what the library does"),
	OPTION_SYSROOT(struct list_params, sysroot),
	OPTION_END,
};

/* What is missing, and what to do; on a copy of a machine there is nothing to do. */
static void explain_absence(struct cxl_ctx *ctx, const char *sysroot)
{
	enum cxl_absence absence;
	char raw[256], hosts[512];

	absence = cxl_get_absence(ctx, raw, sizeof(raw));
	/* In a copy, anything may be a name. */
	text_escape(raw, hosts, sizeof(hosts));
	switch (absence) {
	case CXL_ABSENCE_NO_BUS:
		if (sysroot) {
			complain("no CXL memory devices: %s has no CXL bus", quoted(sysroot));
			break;
		}
		complain("no CXL memory devices: this kernel has no CXL bus (the module cxl_core is not loaded, or CONFIG_CXL_BUS is not set)");
		suggest("Try: modprobe cxl_acpi");
		break;
	case CXL_ABSENCE_NO_DRIVER:
		complain("no CXL memory devices: the PCI devices of class 0502 (%s) have no driver; the module cxl_pci is not loaded",
			 hosts);
		if (!sysroot)
			suggest("Try: modprobe cxl_pci");
		break;
	case CXL_ABSENCE_NOT_BOUND:
		complain("no CXL memory devices: the driver cxl_pci did not take the PCI devices of class 0502 (%s)",
			 hosts);
		if (!sysroot)
			suggest("Why is in the kernel log: dmesg | grep -e cxl_pci -e %.12s", raw);
		break;
	case CXL_ABSENCE_OTHER_DRIVER:
		complain("no CXL memory devices: another driver than cxl_pci has the PCI devices of class 0502 (%s)",
			 hosts);
		break;
	case CXL_ABSENCE_NO_DEVICE:
		complain("no CXL memory devices: there is a CXL bus, but no PCI device of class 0502");
		break;
	case CXL_ABSENCE_NONE:
		break;
	}
}

/* One reason on stderr for an empty list. Returns the exit status. */
static int explain_empty(struct session *session, const struct list_params *params,
			 const struct walk *walk)
{
	if (!cxl_memdev_get_first(session->ctx)) {
		/* Could not look is not the same as found nothing. */
		if (session->detail[0]) {
			complain("%s", session->detail);
			return CLI_FAILED;
		}
		explain_absence(session->ctx, params->sysroot);
	} else if (walk->hidden) {
		complain("nothing to show: %zu memdev%s disabled (-i shows %s too)", walk->hidden,
			 walk->hidden == 1 ? " is" : "s are", walk->hidden == 1 ? "it" : "them");
	} else {
		complain("nothing matches%s%s%s%s; %s", params->memdev ? " -m " : "",
			 params->memdev ? quoted(params->memdev) : "",
			 params->serial ? " -s " : "",
			 params->serial ? quoted(params->serial) : "",
			 what_there_is(session->ctx));
	}
	return CLI_OK;
}

static int compile_filters(const struct list_params *params, struct walk *walk,
			   struct filter *memdevs, struct filter *serials)
{
	const char *bad;
	int rc;

	if (params->memdev) {
		if (filter_names(memdevs, params->memdev)) {
			complain("-m \"%s\" names no memdev: mem0, 0, a host as 0000:35:00.0, or all",
				 quoted(params->memdev));
			return CLI_USAGE;
		}
		walk->memdevs = memdevs;
	}
	if (params->serial) {
		rc = filter_numbers(serials, params->serial, &bad);
		if (rc) {
			complain("-s \"%s\" is not a serial number: decimal, 0x... or 0..., at most 64 bits",
				 quoted(bad));
			return CLI_USAGE;
		}
		walk->serials = serials;
	}
	return CLI_OK;
}

/* Words that matched nothing are told also when others matched. */
static void explain_unmatched(struct cxl_ctx *ctx, const struct walk *walk)
{
	const struct filter *filters[] = { walk->memdevs, walk->serials };
	const char *word;

	for (size_t i = 0; i < ARRAY_SIZE(filters); i++) {
		word = filters[i] ? filter_unmatched(filters[i]) : NULL;
		if (word)
			complain("nothing matches %s; %s", quoted(word), what_there_is(ctx));
	}
}

/* What has to be asked from the devices themselves; a copy of a machine has none. */
static unsigned int memdev_parts(const struct list_params *params)
{
	if (params->verbose > 2 && !params->sysroot)
		return MEMDEV_PARTS_ALL;
	return (params->health ? MEMDEV_PART_health : 0) |
	       (params->partition ? MEMDEV_PART_partition_info : 0) |
	       (params->firmware ? MEMDEV_PART_firmware : 0) |
	       (params->alert_config ? MEMDEV_PART_alert_config : 0);
}

static int list(struct session *session, const struct list_params *params, struct walk *walk_)
{
	if (walk(session, walk_)) {
		complain("out of memory");
		return CLI_FAILED;
	}
	session->parts = memdev_parts(params);
	if (emit_json(walk_->groups, WALK_NR_GROUPS, params->human))
		return CLI_FAILED;
	if (groups_in_use(walk_->groups, WALK_NR_GROUPS) == 0)
		return explain_empty(session, params, walk_);
	explain_unmatched(session->ctx, walk_);
	mailbox_explain(session);
	return CLI_OK;
}

static int run_list(void *data, int nr_words, char **words)
{
	const struct list_params *params = data;
	struct walk walk = { .idle = params->idle || params->verbose > 1 };
	struct filter memdevs = { 0 }, serials = { 0 };
	struct session session;
	int status;

	(void)nr_words;
	(void)words;
	status = session_open(&session, "CXL_LIST_LOG", params->sysroot, params->debug);
	if (status == CLI_OK)
		status = compile_filters(params, &walk, &memdevs, &serials);
	if (status == CLI_OK)
		status = list(&session, params, &walk);
	groups_free(walk.groups, WALK_NR_GROUPS);
	filter_free(&memdevs);
	filter_free(&serials);
	session_close(&session);
	return status;
}

const struct command command_list = {
	.name = "list",
	.group = "Query",
	.summary = "list CXL objects as JSON",
	.words = "",
	.options = list_options,
	.params_size = sizeof(struct list_params),
	.run = run_list,
};
