// SPDX-License-Identifier: GPL-2.0-or-later
/* The devices of a snapshot and their files. */
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <search.h>
#include <string.h>

#include "lib/base/array.h"
#include "lib/base/parse.h"
#include "lib/tool/snapshot/attributes.h"
#include "lib/tool/snapshot/parts.h"

#define DEVICES		"/sys/devices"
#define PCI_CLASS_CXL	0x0502	/* memory controller, CXL */

/* Links between related devices. */
static const char *const relations[] = {
	"parent_dport", "uport", "dport[0-9]*", "firmware_node", "physical_node",
};

static const char *const buses[] = { "cxl", "dax", "nd" };

/* The directories of the devices found so far: as a tsearch() tree, and in order. */
struct devices {
	struct copy *copy;
	void *known;
	char **folders;
	size_t nr;
};

static int compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bool is_relation(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(relations); i++)
		if (!fnmatch(relations[i], name, 0))
			return true;
	return false;
}

/* Adds a directory unless it is known; returns whether it was new. */
static bool add_new(struct devices *devices, const char *folder)
{
	char *own;

	if (devices->copy->rc || tfind(folder, &devices->known, compare_names))
		return false;
	devices->copy->rc = array_grow(&devices->folders, devices->nr);
	own = devices->copy->rc ? NULL : strdup(folder);
	if (!own || !tsearch(own, &devices->known, compare_names)) {
		devices->copy->rc = -ENOMEM;
		free(own);
		return false;
	}
	devices->folders[devices->nr++] = own;
	return true;
}

/* Adds the target of a link, and every device above it. */
static void follow(struct copy *copy, const char *link, void *data)
{
	struct devices *devices = data;
	char folder[PATH_MAX], *slash;

	if (root_resolve(copy->root, link, folder, sizeof(folder)))
		return;
	while (!strncmp(folder, DEVICES "/", strlen(DEVICES) + 1) && add_new(devices, folder)) {
		slash = strrchr(folder, '/');
		*slash = '\0';
	}
}

static void follow_relation(struct copy *copy, const char *path, void *data)
{
	if (is_relation(path_name(path)))
		follow(copy, path, data);
}

static void follow_pci(struct copy *copy, const char *path, void *data)
{
	char file[PATH_MAX], text[32];
	unsigned long long class;

	if (!path_format(file, sizeof(file), "%s/class", path) &&
	    root_read(copy->root, file, text, sizeof(text)) >= 0 && !parse_u64(text, &class) &&
	    class >> 8 == PCI_CLASS_CXL)
		follow(copy, path, data);
}

static void find_devices(struct copy *copy, struct devices *devices)
{
	char folder[PATH_MAX];

	for (size_t i = 0; i < ARRAY_SIZE(buses); i++)
		if (!path_format(folder, sizeof(folder), ROOT_BUS_DEVICES, buses[i]))
			copy_each(copy, folder, "*", follow, devices);
	if (!path_format(folder, sizeof(folder), ROOT_BUS_DEVICES, "pci"))
		copy_each(copy, folder, "*", follow_pci, devices);
	/* The list grows during the loop: relations lead to further devices. */
	for (size_t i = 0; i < devices->nr; i++)
		copy_each(copy, devices->folders[i], "*", follow_relation, devices);
}

/* Adds a link to a directory of which nothing else may be in the snapshot. */
static void copy_link_and_folder(struct copy *copy, const char *path)
{
	char target[PATH_MAX];

	copy_add_link(copy, path);
	if (!root_resolve(copy->root, path, target, sizeof(target)))
		copy_add_folder(copy, target);
}

struct part {
	size_t base;	/* length of the device's own path, with the slash */
};

static void copy_member(struct copy *copy, const char *path, void *data)
{
	const struct part *part = data;
	const char *name = path_name(path);
	int mode = root_mode(copy->root, path);

	if (mode < 0)
		return;
	if (S_ISLNK(mode) && (is_relation(name) || !strcmp(name, "subsystem") ||
			      !strcmp(name, "driver")))
		copy_link_and_folder(copy, path);
	else if (S_ISREG(mode) && attribute_is_recorded(path + part->base))
		copy_add_file(copy, path);
	if (S_ISDIR(mode) && attribute_is_folder(path + part->base)) {
		copy_add_folder(copy, path);
		copy_each(copy, path, "*", copy_member, data);
	}
}

static void copy_device(struct copy *copy, const char *folder)
{
	struct part part = { .base = strlen(folder) + 1 };
	char link[PATH_MAX];

	copy_add_folder(copy, folder);
	copy_each(copy, folder, "*", copy_member, &part);
	if (!path_format(link, sizeof(link), ROOT_BUS_DEVICES "/%s", "pci", path_name(folder)))
		copy_add_link(copy, link);
}

static void copy_bound(struct copy *copy, const char *path, void *data)
{
	(void)data;
	if (strcmp(path_name(path), "module") != 0)
		copy_add_link(copy, path);
}

static void copy_driver(struct copy *copy, const char *folder, void *data)
{
	int mode = root_mode(copy->root, folder);

	if (mode < 0 || !S_ISDIR(mode))
		return;
	copy_add_folder(copy, folder);
	copy_each(copy, folder, "*", copy_bound, data);
}

static void copy_bus(struct copy *copy, const char *bus)
{
	char path[PATH_MAX];

	if (path_format(path, sizeof(path), ROOT_BUS, bus) || !root_exists(copy->root, path))
		return;
	copy_add_folder(copy, path);
	if (!path_format(path, sizeof(path), ROOT_BUS_DEVICES, bus)) {
		copy_add_folder(copy, path);
		copy_each(copy, path, "*", copy_bound, NULL);
	}
	if (!path_format(path, sizeof(path), ROOT_BUS "/drivers", bus)) {
		copy_add_folder(copy, path);
		copy_each(copy, path, "*", copy_driver, NULL);
	}
}

size_t copy_devices(struct copy *copy)
{
	struct devices devices = { .copy = copy };
	char path[PATH_MAX];

	find_devices(copy, &devices);
	for (size_t i = 0; i < devices.nr; i++)
		copy_device(copy, devices.folders[i]);
	for (size_t i = 0; i < ARRAY_SIZE(buses); i++)
		copy_bus(copy, buses[i]);
	if (!path_format(path, sizeof(path), ROOT_BUS, "pci") && root_exists(copy->root, path))
		copy_add_folder(copy, path);
	if (!path_format(path, sizeof(path), ROOT_BUS "/drivers/cxl_pci", "pci"))
		copy_driver(copy, path, NULL);
	for (size_t i = 0; i < devices.nr; i++) {
		tdelete(devices.folders[i], &devices.known, compare_names);
		free(devices.folders[i]);
	}
	free(devices.folders);
	return devices.nr;
}
