// SPDX-License-Identifier: GPL-2.0-or-later
/* What this machine lacks to have CXL devices: see list-absence.h. */
#include <stdio.h>
#include <string.h>

#include "cxl/doctor/absence.h"
#include "lib/tool/host/kernel-config.h"
#include "lib/tool/io/text.h"

/* The drivers that memdevs need, as modules are named; false: none is missing. */
static bool missing_drivers(struct cxl_ctx *ctx, char *buf, size_t len)
{
	static const char *const drivers[] = { "cxl_acpi", "cxl_pci", "cxl_port", "cxl_mem" };
	size_t used = 0, nr = 0;
	char names[64] = "";

	for (size_t i = 0; i < ARRAY_SIZE(drivers); i++)
		if (!cxl_driver_exists(ctx, drivers[i])) {
			used += snprintf(names + used, sizeof(names) - used, " %s", drivers[i]);
			nr++;
		}
	snprintf(buf, len, "modprobe%s%s", nr > 1 ? " -a" : "", names);
	return nr;
}

static void suggest_modprobe(struct cxl_ctx *ctx)
{
	char command[80];

	if (missing_drivers(ctx, command, sizeof(command)))
		say_hint("Try: %s", command);
}

/* The kernel's configuration says more than that the driver or bus is not there. */
static void complain_of_kernel(struct cxl_ctx *ctx, const char *option, const char *module,
			       const char *what)
{
	char where[256];

	switch (kernel_option(option, where, sizeof(where))) {
	case KERNEL_OPTION_ABSENT:
	case KERNEL_OPTION_NOT_SET:
		say_error("%s: %s is not set in %s", what, option, where);
		say_hint("Boot a kernel that has it; kernels for the cloud often have not");
		break;
	case KERNEL_OPTION_MODULE:
		say_error("%s; the module %s is not loaded (%s=m in %s)", what, module, option,
			  where);
		suggest_modprobe(ctx);
		break;
	case KERNEL_OPTION_BUILT_IN:
		say_error("%s, although %s=y in %s", what, option, where);
		say_hint("Why may be in the kernel log: dmesg | grep -i cxl");
		break;
	case KERNEL_OPTION_UNKNOWN:
		say_error("%s; the module %s is not loaded, or %s is not set", what, module,
			  option);
		suggest_modprobe(ctx);
		break;
	}
}

static void explain_driver(struct cxl_ctx *ctx, const char *sysroot, const char *hosts)
{
	char what[700];

	snprintf(what, sizeof(what),
		 "no CXL memory devices: the PCI devices of class 0502 (%s) have no driver", hosts);
	if (sysroot)
		say_error("%s; the module cxl_pci is not loaded", what);
	else
		complain_of_kernel(ctx, "CONFIG_CXL_PCI", "cxl_pci", what);
}

static void explain_no_kernel(struct cxl_ctx *ctx, const char *sysroot, const char *what)
{
	char text[80];

	snprintf(text, sizeof(text), "%s: this kernel has no CXL bus", what);
	if (sysroot)
		say_error("%s: %s has no CXL bus", what, quoted(sysroot));
	else
		complain_of_kernel(ctx, "CONFIG_CXL_BUS", "cxl_core", text);
}

void tell_os_memory(struct cxl_ctx *ctx)
{
	char raw[128], text[128];

	if (cxl_find_os_memory(ctx, raw, sizeof(raw)))
		return;
	text_escape(raw, text, sizeof(text));
	say_hint("CXL memory is in use all the same: firmware gave it to the system as %s", text);
}

void explain_no_memdev(struct cxl_ctx *ctx, const char *sysroot)
{
	enum cxl_absence absence;
	char raw[256], hosts[512];

	absence = cxl_get_absence(ctx, raw, sizeof(raw));
	/* In a copy, anything may be a name. */
	text_escape(raw, hosts, sizeof(hosts));
	switch (absence) {
	case CXL_ABSENCE_NO_BUS:
		explain_no_kernel(ctx, sysroot, "no CXL memory devices");
		break;
	case CXL_ABSENCE_NO_DRIVER:
		explain_driver(ctx, sysroot, hosts);
		break;
	case CXL_ABSENCE_NOT_BOUND:
		say_error("no CXL memory devices: the driver cxl_pci did not take the PCI devices of class 0502 (%s)",
			  hosts);
		if (!sysroot)
			say_hint("Why is in the kernel log: dmesg | grep -e cxl_pci -e %.12s",
				 hosts);
		break;
	case CXL_ABSENCE_OTHER_DRIVER:
		say_error("no CXL memory devices: another driver than cxl_pci has the PCI devices of class 0502: %s",
			  hosts);
		break;
	case CXL_ABSENCE_NO_MEMDEV:
		say_error("no CXL memory devices: the driver cxl_pci has taken PCI devices of class 0502, but made no memdev of them");
		if (!sysroot)
			say_hint("Why is in the kernel log: dmesg | grep cxl_pci");
		break;
	case CXL_ABSENCE_NO_DEVICE:
		say_error("no CXL memory devices: there is a CXL bus, but no PCI device of class 0502");
		break;
	case CXL_ABSENCE_NONE:
		break;
	}
	tell_os_memory(ctx);
}

void explain_no_bus(struct cxl_ctx *ctx, const char *sysroot)
{
	switch (cxl_get_bus_absence(ctx)) {
	case CXL_ABSENCE_NO_BUS:
		explain_no_kernel(ctx, sysroot, "no CXL root");
		break;
	case CXL_ABSENCE_NO_DRIVER:
		if (sysroot)
			say_error("no CXL root: the module cxl_acpi is not loaded");
		else
			complain_of_kernel(ctx, "CONFIG_CXL_ACPI", "cxl_acpi",
					   "no CXL root: firmware describes one, but it has no driver");
		break;
	case CXL_ABSENCE_NOT_BOUND:
		say_error("no CXL root: firmware describes one, but the driver cxl_acpi made no bus of it");
		if (!sysroot)
			say_hint("Why is in the kernel log: dmesg | grep -e cxl_acpi -e ACPI0017");
		break;
	default:
		say_error("no CXL root: firmware describes none (there is no ACPI device ACPI0017)");
		break;
	}
}

void suggest_drivers(struct cxl_ctx *ctx, const char *sysroot, const char *memdev)
{
	char command[80];

	if (sysroot)
		return;
	if (missing_drivers(ctx, command, sizeof(command)))
		say_hint("Drivers are missing. Try: %s", command);
	else
		say_hint("Why may be in the kernel log: dmesg | grep -e cxl_mem -e %s", memdev);
}
