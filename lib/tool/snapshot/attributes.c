// SPDX-License-Identifier: GPL-2.0-or-later
/* The attributes of a device that a snapshot has: those that the libraries read, and some more. */
#include <fnmatch.h>
#include <string.h>

#include "lib/base/path.h"
#include "lib/tool/snapshot/attributes.h"

/* A row that is added to one of these is recorded, too. */
static const char *const rows[] = {
#define ATTR_RAW(kind, name, path) path,
#include "lib/cxl/attrs/decoder.def"
#define ATTR_RAW(kind, name, path) path,
#include "lib/cxl/attrs/memdev.def"
#define ATTR_RAW(kind, name, path) path,
#include "lib/cxl/attrs/port.def"
#define ATTR_RAW(kind, name, path) path,
#include "lib/cxl/attrs/region.def"
#define ATTR_RAW(kind, name, path) path,
#include "lib/daxctl/attrs/dev.def"
#define ATTR_RAW(kind, name, path) path,
#include "lib/daxctl/attrs/region.def"
};

/*
 * Attributes without a row. Only safe ones are listed: reading some attributes has an
 * effect, and new ones may, too.
 */
static const char *const others[] = {
	"CDAT", "access0", "access1", "adr", "alt_name", "auto", "available_size",
	"available_slots", "btt_seed", "class", "commands", "create_pmem_region",
	"create_ram_region", "current_link_speed", "current_link_width", "dax_seed",
	"device", "devtype", "dirty_shutdown", "emulation_domain", "enabled", "end",
	"end_offset", "error", "flags", "force_raw", "frozen", "hid", "holder",
	"holder_class", "id", "init_namespaces", "local_cpulist", "mapping", "mappings",
	"max_link_speed", "max_link_width", "memmap_on_memory", "modalias",
	"namespace_seed", "nstype", "page_offset", "path", "persistence_domain",
	"pfn_seed", "power_state", "provider", "read_bandwidth", "read_latency",
	"read_only", "region", "remaining_size", "revision", "sector_size", "security",
	"seed", "set_cookie", "slots", "state", "status", "subsystem_device",
	"subsystem_vendor", "supported_alignments", "type", "uevent", "uid", "vendor",
	"write_bandwidth", "write_latency",
};

/* Directories of a device, in addition to those that rows name. */
static const char *const folders[] = {
	"access0", "access1", "cxl", "dax_region", "firmware", "firmware/mem*", "fwctl",
	"fwctl/fwctl[0-9]*", "mapping[0-9]*", "nd", "nvdimm", "pmem", "ram", "security",
};

bool attribute_is_recorded(const char *path)
{
	const char *name = path_name(path);

	if (!fnmatch("target[0-9]*", name, 0))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (!strcmp(name, path_name(rows[i])))
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		if (!strcmp(name, others[i]))
			return true;
	return false;
}

bool attribute_is_folder(const char *path)
{
	size_t len = strlen(path);

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (!strncmp(rows[i], path, len) && rows[i][len] == '/')
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(folders); i++)
		if (!fnmatch(folders[i], path, FNM_PATHNAME))
			return true;
	return false;
}
