// SPDX-License-Identifier: GPL-2.0-or-later
/* What this machine lacks to have CXL devices: see absence.h. */
#include <stdio.h>
#include <string.h>

#include "cxl/doctor/absence.h"
#include "lib/base/strbuf.h"
#include "lib/tool/host/kernel-config.h"
#include "lib/tool/host/modules.h"
#include "lib/tool/host/os-memory.h"
#include "lib/tool/host/pci.h"
#include "lib/tool/io/say.h"
#include "lib/tool/io/text.h"

enum absence {
	ABSENCE_NO_BUS,		/* the kernel has no CXL bus: not built, or not loaded */
	ABSENCE_NO_DRIVER,	/* devices, but no driver */
	ABSENCE_NOT_BOUND,	/* the same, but the driver did not take them */
	ABSENCE_NO_DEVICE,	/* no device either */
	ABSENCE_OTHER_DRIVER,	/* devices, but another driver has them */
	ABSENCE_NO_MEMDEV,	/* the driver has taken devices, but made no memdev of them */
};

/* Why there is no memdev; @hosts: the PCI functions that could be one. */
static enum absence memdev_absence(const char *sysroot, char *hosts, size_t len)
{
	struct host_pci pci;

	/* A machine without PCI has no devices. */
	(void)host_find_pci(sysroot, &pci, hosts, len);
	if (pci.unbound && pci.taken == pci.unbound)
		return ABSENCE_OTHER_DRIVER;
	if (pci.unbound)
		return host_has_driver(sysroot, "pci", "cxl_pci") ? ABSENCE_NOT_BOUND :
								    ABSENCE_NO_DRIVER;
	if (!host_has_bus(sysroot, "cxl"))
		return ABSENCE_NO_BUS;
	return pci.bound ? ABSENCE_NO_MEMDEV : ABSENCE_NO_DEVICE;
}

/* Why there is no bus. The CXL root of firmware is ACPI0017 (ACPI id registry). */
static enum absence bus_absence(const char *sysroot)
{
	if (!host_has_bus(sysroot, "cxl"))
		return ABSENCE_NO_BUS;
	if (!host_has_acpi_device(sysroot, "ACPI0017"))
		return ABSENCE_NO_DEVICE;
	return host_has_driver(sysroot, "platform", "cxl_acpi") ? ABSENCE_NOT_BOUND :
								  ABSENCE_NO_DRIVER;
}

/* The drivers that memdevs need, as modules are named; false: none is missing. */
static bool missing_drivers(char *buf, size_t len)
{
	static const struct {
		const char *bus, *name;
	} drivers[] = {
		{ "platform", "cxl_acpi" }, { "pci", "cxl_pci" },
		{ "cxl", "cxl_port" }, { "cxl", "cxl_mem" },
	};
	char room[64];
	struct strbuf names = STRBUF_IN(room);
	size_t nr = 0;

	for (size_t i = 0; i < ARRAY_SIZE(drivers); i++)
		if (!host_has_driver(NULL, drivers[i].bus, drivers[i].name)) {
			strbuf_addf(&names, " %s", drivers[i].name);
			nr++;
		}
	snprintf(buf, len, "modprobe%s%s", nr > 1 ? " -a" : "", room);
	return nr;
}

static void suggest_modprobe(void)
{
	char command[80];

	if (missing_drivers(command, sizeof(command)))
		say_hint("Try: %s", command);
}

/*
 * The kernel's configuration says more than @what, that the driver or bus is not there. On a
 * recorded machine (@sysroot) there is nothing to do, and @else_what is all where nothing
 * was recorded.
 */
static void report_kernel(const char *sysroot, const char *option, const char *module,
			  const char *what, const char *else_what)
{
	char where[256];

	switch (kernel_option(sysroot, option, where, sizeof(where))) {
	case KERNEL_OPTION_ABSENT:
	case KERNEL_OPTION_NOT_SET:
		say_status("%s: %s is not set in %s", what, option, where);
		if (!sysroot)
			say_hint("Boot a kernel that has it; kernels for the cloud often have not");
		break;
	case KERNEL_OPTION_MODULE:
		say_status("%s; the module %s is not loaded (%s=m in %s)", what, module, option,
			   where);
		if (!sysroot)
			suggest_modprobe();
		break;
	case KERNEL_OPTION_BUILT_IN:
		say_status("%s, although %s=y in %s", what, option, where);
		if (!sysroot)
			say_hint("Why may be in the kernel log: dmesg | grep -i cxl");
		break;
	case KERNEL_OPTION_UNKNOWN:
		if (sysroot) {
			say_status("%s", else_what);
			break;
		}
		say_status("%s; the module %s is not loaded, or %s is not set", what, module,
			   option);
		suggest_modprobe();
		break;
	}
}

static void explain_driver(const char *sysroot, const char *hosts)
{
	char what[700], else_what[760];

	snprintf(what, sizeof(what),
		 "no CXL memory devices: the PCI devices of class 0502 (%s) have no driver", hosts);
	snprintf(else_what, sizeof(else_what), "%s; the module cxl_pci is not loaded", what);
	report_kernel(sysroot, "CONFIG_CXL_PCI", "cxl_pci", what, else_what);
}

static void explain_no_kernel(const char *sysroot, const char *name, const char *what)
{
	struct strbuf text = { 0 };

	strbuf_addf(&text, "%s: %s has no CXL bus", what,
		    sysroot ? quoted(name) : "this kernel");
	report_kernel(sysroot, "CONFIG_CXL_BUS", "cxl_core", strbuf_text(&text),
		      strbuf_text(&text));
	strbuf_free(&text);
}

void report_os_memory(const char *sysroot)
{
	char raw[128], text[128];

	if (host_find_os_memory(sysroot, raw, sizeof(raw)))
		return;
	text_escape(raw, text, sizeof(text));
	say_hint("CXL memory is in use all the same: firmware gave it to the system as %s", text);
}

void explain_no_memdev(const char *sysroot, const char *name)
{
	char raw[256], hosts[512];
	enum absence absence = memdev_absence(sysroot, raw, sizeof(raw));

	/* In a copy, anything may be a name. */
	text_escape(raw, hosts, sizeof(hosts));
	switch (absence) {
	case ABSENCE_NO_BUS:
		explain_no_kernel(sysroot, name, "no CXL memory devices");
		break;
	case ABSENCE_NO_DRIVER:
		explain_driver(sysroot, hosts);
		break;
	case ABSENCE_NOT_BOUND:
		say_status("no CXL memory devices: the driver cxl_pci did not take the PCI devices of class 0502 (%s)",
			   hosts);
		if (!sysroot)
			say_hint("Why is in the kernel log: dmesg | grep -e cxl_pci -e %.12s",
				 hosts);
		break;
	case ABSENCE_OTHER_DRIVER:
		say_status("no CXL memory devices: another driver than cxl_pci has the PCI devices of class 0502: %s",
			   hosts);
		break;
	case ABSENCE_NO_MEMDEV:
		say_status("no CXL memory devices: the driver cxl_pci has taken PCI devices of class 0502, but made no memdev of them");
		if (!sysroot)
			say_hint("Why is in the kernel log: dmesg | grep cxl_pci");
		break;
	case ABSENCE_NO_DEVICE:
		say_status("no CXL memory devices: there is a CXL bus, but no PCI device of class 0502");
		break;
	}
	report_os_memory(sysroot);
}

void explain_no_bus(const char *sysroot, const char *name)
{
	switch (bus_absence(sysroot)) {
	case ABSENCE_NO_BUS:
		explain_no_kernel(sysroot, name, "no CXL root");
		break;
	case ABSENCE_NO_DRIVER:
		report_kernel(sysroot, "CONFIG_CXL_ACPI", "cxl_acpi",
			      "no CXL root: firmware describes one, but it has no driver",
			      "no CXL root: the module cxl_acpi is not loaded");
		break;
	case ABSENCE_NOT_BOUND:
		say_status("no CXL root: firmware describes one, but the driver cxl_acpi made no bus of it");
		if (!sysroot)
			say_hint("Why is in the kernel log: dmesg | grep -e cxl_acpi -e ACPI0017");
		break;
	default:
		say_status("no CXL root: firmware describes none (there is no ACPI device ACPI0017)");
		break;
	}
}

void suggest_drivers(const char *sysroot, const char *memdev)
{
	char command[80];

	if (sysroot)
		return;
	if (missing_drivers(command, sizeof(command)))
		say_hint("Drivers are missing. Try: %s", command);
	else
		say_hint("Why may be in the kernel log: dmesg | grep -e cxl_mem -e %s", memdev);
}
