// SPDX-License-Identifier: GPL-2.0-or-later
/* Why "daxctl list" is empty, and which words of filters matched nothing. */
#include <stdio.h>

#include "daxctl/list/list.h"
#include "lib/base/strbuf.h"
#include "lib/tool/host/kernel-config.h"
#include "lib/tool/host/modules.h"

/* Modules that make dax devices, and the options of the kernel that build them. */
static const struct {
	const char *option, *module;
} suppliers[] = {
	{ "CONFIG_DEV_DAX_CXL", "dax_cxl" },	/* volatile CXL regions, Linux 6.3 */
	{ "CONFIG_DEV_DAX_PMEM", "dax_pmem" },	/* namespaces in mode devdax */
	{ "CONFIG_DEV_DAX_HMEM", "dax_hmem" },	/* memory that firmware set aside */
};

/* Name only modules that this kernel has. */
static void suggest_modules(void)
{
	char bytes[64], where[96] = "";
	struct strbuf modules = STRBUF_IN(bytes);
	bool known = true;

	for (size_t i = 0; i < ARRAY_SIZE(suppliers); i++)
		switch (kernel_option(NULL, suppliers[i].option, where, sizeof(where))) {
		case KERNEL_OPTION_MODULE:
			strbuf_addf(&modules, " %s", suppliers[i].module);
			break;
		case KERNEL_OPTION_UNKNOWN:
			known = false;
			break;
		default:
			break;
		}
	if (modules.len)
		say_hint("Try: modprobe -a%s", bytes);
	else if (known)
		say_hint("The kernel has no module that makes dax devices (%s)", where);
	else
		say_hint("Modules that make dax devices, if this kernel has them: dax_cxl, dax_pmem, dax_hmem");
}

/* What is missing, and what to do; on a recorded machine there is nothing to do. */
static void explain_absence(const char *sysroot, const char *name)
{
	if (!host_has_bus(sysroot, "dax")) {
		if (sysroot) {
			say_status("no dax devices: %s has no dax bus", quoted(name));
			return;
		}
		say_status("no dax devices: this kernel has no dax bus (the module dax is not loaded, or CONFIG_DAX is not set)");
		suggest_modules();
	} else if (!host_has_driver(sysroot, "dax", "device_dax") &&
		   !host_has_driver(sysroot, "dax", "kmem")) {
		say_status("no dax devices: there is a dax bus, but neither device_dax nor kmem is loaded, and no dax region was made");
		if (!sysroot)
			suggest_modules();
	} else {
		say_status("no dax devices: there is a dax bus, but no memory was given to it");
		if (!sysroot)
			say_hint("A dax region comes with a region of CXL memory (cxl list -R), or a namespace in mode devdax (ndctl list)");
	}
}

static void tell_devs(struct daxctl_ctx *ctx, struct candidates *there)
{
	const char *first = NULL, *last = NULL;
	struct daxctl_region *region;
	struct daxctl_dev *dev;

	daxctl_region_foreach(ctx, region)
		daxctl_dev_foreach(region, dev) {
			last = daxctl_dev_get_devname(dev);
			if (!there->nr++)
				first = last;
		}
	candidates_tell(there, "dax device", first, last);
}

static void tell_regions(struct daxctl_ctx *ctx, struct candidates *there)
{
	char first[32] = "", last[32] = "";
	struct daxctl_region *region;

	daxctl_region_foreach(ctx, region) {
		snprintf(last, sizeof(last), "region %d", daxctl_region_get_id(region));
		if (!there->nr++)
			snprintf(first, sizeof(first), "%s", last);
	}
	candidates_tell(there, "dax region", first, last);
}

void list_explain_unmatched(struct session *session, const struct listing *listing)
{
	const char *region = filter_unmatched(&listing->region_filter);
	const char *dev = filter_unmatched(&listing->dev_filter);
	struct candidates there = { 0 };

	if (region) {
		tell_regions(session->ctx, &there);
		say_status("nothing matches -r %s; %s", quoted(region), there.there);
	} else if (dev && (listing->devs || !listing->regions)) {
		tell_devs(session->ctx, &there);
		say_status("nothing matches -d %s; %s", quoted(dev), there.there);
	}
}

int list_explain_empty(struct session *session, const struct listing *listing,
		       const char *copy)
{
	if (!daxctl_region_get_first(session->ctx)) {
		/* Could not look is not the same as found nothing. */
		if (session->detail[0]) {
			say_error("%s", session->detail);
			return CLI_FAILED;
		}
		explain_absence(session->root.path, copy);
	} else if (listing->hidden) {
		say_status("nothing to show: %zu device%s of size 0 (-i shows %s too)",
			   listing->hidden, listing->hidden == 1 ? " is" : "s are",
			   listing->hidden == 1 ? "it" : "them");
	} else if (filter_unmatched(&listing->region_filter) ||
		   filter_unmatched(&listing->dev_filter)) {
		list_explain_unmatched(session, listing);
	} else if (listing->region_words && listing->dev_words) {
		say_status("nothing matches both -r %s and -d %s", quoted(listing->region_words),
			   quoted(listing->dev_words));
	} else {
		say_status("nothing to show: there is no dax device that can be told of");
	}
	return CLI_OK;
}
