// SPDX-License-Identifier: GPL-2.0-or-later
/* Which buses, drivers and ACPI devices the kernel has: see modules.h. */
#include <string.h>

#include "lib/base/root.h"
#include "lib/tool/host/modules.h"

static bool exists(const char *sysroot, const char *path)
{
	struct root *root;
	bool found;

	if (root_new(sysroot, &root))
		return false;
	found = root_exists(root, path);
	root_free(root);
	return found;
}

bool host_has_bus(const char *sysroot, const char *name)
{
	char bus[64], class[64];

	return !path_format(bus, sizeof(bus), ROOT_BUS, name) &&
	       !path_format(class, sizeof(class), ROOT_CLASS, name) &&
	       (exists(sysroot, bus) || exists(sysroot, class));
}

bool host_has_driver(const char *sysroot, const char *bus, const char *name)
{
	char path[128];

	return !path_format(path, sizeof(path), ROOT_BUS_DRIVER, bus, name) &&
	       exists(sysroot, path);
}

/* "ACPI0017:00" */
static int has_id(const char *name, void *id)
{
	size_t len = strlen(id);

	return !strncmp(name, id, len) && name[len] == ':';
}

bool host_has_acpi_device(const char *sysroot, const char *id)
{
	struct root *root;
	char path[64];
	bool found;

	if (root_new(sysroot, &root))
		return false;
	found = !path_format(path, sizeof(path), ROOT_BUS_DEVICES, "acpi") &&
		root_list(root, path, has_id, (char *)id) == 1;
	root_free(root);
	return found;
}
