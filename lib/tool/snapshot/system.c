// SPDX-License-Identifier: GPL-2.0-or-later
/* Files that belong to no CXL device: kernel, modules, memory, firmware tables, debugfs. */
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "lib/tool/snapshot/parts.h"

#define MODULES	"/sys/module"
#define NODES	"/sys/devices/system/node"
#define TABLES	"/sys/firmware/acpi/tables"
#define RELEASE	ROOT_RELEASE

static const char *const files[] = {
	ROOT_IOMEM, "/proc/modules", "/proc/version", RELEASE,
	ROOT_MEMORY "/auto_online_blocks", ROOT_MEMORY "/block_size_bytes",
	NODES "/has_cpu", NODES "/has_memory", NODES "/has_normal_memory", NODES "/online",
	NODES "/possible",
	TABLES "/CEDT", TABLES "/HMAT", TABLES "/SRAT",
};

static const char *const modules[] = {
	"cxl*", "dax*", "nd_*", "device_dax", "kmem", "libnvdimm", "nfit", "einj*", "fwctl",
};

/* Reading most files of debugfs has an effect; these are safe. */
static const char *const readable_debugfs[] = { "einj_types", "dpamem" };

static const char *const config[] = {
	"*CONFIG_CXL*", "*CONFIG_PCI_CXL*", "*CONFIG_*DAX*", "*CONFIG_*NVDIMM*",
	"*CONFIG_MEMORY_HOTPLUG*", "*CONFIG_ACPI_HMAT*", "*CONFIG_ACPI_APEI*", "*CONFIG_FWCTL*",
};

static bool fits_one(const char *const *patterns, size_t nr, const char *text)
{
	for (size_t i = 0; i < nr; i++)
		if (!fnmatch(patterns[i], text, 0))
			return true;
	return false;
}

static void copy_if_file(struct copy *copy, const char *path, void *data)
{
	(void)data;
	copy_add_file(copy, path);
}

static void copy_module(struct copy *copy, const char *folder, void *data)
{
	static const char *const attributes[] = {
		"initstate", "refcnt", "srcversion", "taint", "version",
	};
	char path[PATH_MAX];

	(void)data;
	if (!fits_one(modules, ARRAY_SIZE(modules), path_name(folder)))
		return;
	copy_add_folder(copy, folder);
	for (size_t i = 0; i < ARRAY_SIZE(attributes); i++)
		if (!path_format(path, sizeof(path), "%s/%s", folder, attributes[i]))
			copy_add_file(copy, path);
	if (!path_format(path, sizeof(path), "%s/parameters", folder))
		copy_each(copy, path, "*", copy_if_file, NULL);
}

static void copy_block(struct copy *copy, const char *folder, void *data)
{
	static const char *const attributes[] = {
		"phys_index", "removable", "state", "valid_zones",
	};
	char path[PATH_MAX];

	(void)data;
	for (size_t i = 0; i < ARRAY_SIZE(attributes); i++)
		if (!path_format(path, sizeof(path), "%s/%s", folder, attributes[i]))
			copy_add_file(copy, path);
}

static void copy_if_link(struct copy *copy, const char *path, void *data)
{
	(void)data;
	copy_add_link(copy, path);
}

/* The performance of a node for its nearest processors, from the HMAT. */
static void copy_access(struct copy *copy, const char *folder, void *data)
{
	char path[PATH_MAX];

	(void)data;
	if (path_format(path, sizeof(path), "%s/initiators", folder))
		return;
	copy_each(copy, path, "read_*", copy_if_file, NULL);
	copy_each(copy, path, "write_*", copy_if_file, NULL);
	copy_each(copy, path, "node[0-9]*", copy_if_link, NULL);
}

static void copy_node(struct copy *copy, const char *folder, void *data)
{
	static const char *const attributes[] = { "cpulist", "distance", "meminfo" };
	char path[PATH_MAX];

	(void)data;
	copy_add_folder(copy, folder);
	for (size_t i = 0; i < ARRAY_SIZE(attributes); i++)
		if (!path_format(path, sizeof(path), "%s/%s", folder, attributes[i]))
			copy_add_file(copy, path);
	copy_each(copy, folder, "memory[0-9]*", copy_if_link, NULL);
	copy_each(copy, folder, "access[0-9]*", copy_access, NULL);
}

/* Adds the lines of a file that match one of the patterns. */
static void copy_lines(struct copy *copy, const char *path, const char *const *patterns, size_t nr)
{
	struct strbuf kept = { 0 };
	char *text, *rest, *line;

	if (root_load_whole(copy->root, path, 1 << 20, &text) < 0)
		return;
	for (rest = text; (line = strsep(&rest, "\n"));)
		if (fits_one(patterns, nr, line))
			strbuf_addf(&kept, "%s\n", line);
	if (kept.error)
		copy->rc = kept.error;
	else if (kept.len)
		copy_add_bytes(copy, path, kept.text, kept.len);
	strbuf_free(&kept);
	free(text);
}

static void copy_config(struct copy *copy)
{
	char release[128], path[PATH_MAX];

	/* The kernel release of a recorded machine is untrusted: it must not name a directory. */
	if (root_read(copy->root, RELEASE, release, sizeof(release)) <= 0 || strchr(release, '/'))
		return;
	if (!path_format(path, sizeof(path), "/boot/config-%s", release))
		copy_lines(copy, path, config, ARRAY_SIZE(config));
}

/* Subdirectories are followed to any depth, which the kernel limits by the length of paths. */
static void copy_debug(struct copy *copy, const char *path, void *data)
{
	int mode = root_mode(copy->root, path);

	if (mode < 0)
		return;
	if (S_ISDIR(mode)) {
		copy_add_folder(copy, path);
		copy_each(copy, path, "*", copy_debug, data);
	} else if (fits_one(readable_debugfs, ARRAY_SIZE(readable_debugfs), path_name(path))) {
		copy_add_file(copy, path);
	} else if (S_ISREG(mode)) {
		/* Its existence is information. */
		copy_add_bytes(copy, path, NULL, 0);
	}
}

static void copy_debugfs(struct copy *copy)
{
	char mount[PATH_MAX], path[PATH_MAX + 8];
	int mode;

	if (root_find_mount(copy->root, "debugfs", mount, sizeof(mount)) ||
	    path_format(path, sizeof(path), "%s/cxl", mount) || mount[0] != '/')
		return;
	mode = root_mode(copy->root, path);
	if (mode < 0)
		copy_note(copy, mount, mode);
	else
		copy_debug(copy, path, NULL);
}

void copy_system(struct copy *copy)
{
	static const char *const mounts[] = { "* debugfs *", "* sysfs *", "* tracefs *" };

	for (size_t i = 0; i < ARRAY_SIZE(files); i++)
		copy_add_file(copy, files[i]);
	copy_each(copy, MODULES, "*", copy_module, NULL);
	copy_each(copy, ROOT_MEMORY, "memory[0-9]*", copy_block, NULL);
	copy_each(copy, NODES, "node[0-9]*", copy_node, NULL);
	copy_lines(copy, ROOT_MOUNTS, mounts, ARRAY_SIZE(mounts));
	copy_config(copy);
	copy_debugfs(copy);
}
