// SPDX-License-Identifier: GPL-2.0-or-later
/* Topologies of any shape in a synthetic tree. */
#include <stdio.h>
#include <string.h>

#include "test/double/fabric.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define ROOT	"sys/devices/platform/ACPI0017:00/root0"
#define DEVICES	"sys/bus/cxl/devices/"
#define MAX_PORTS 64

static char paths[MAX_PORTS][160];	/* ports by id */

static void device(const char *folder, const char *driver)
{
	const char *name = strrchr(folder, '/') + 1;
	char path[256], target[512];

	tree_folder(folder);
	snprintf(path, sizeof(path), DEVICES "%s", name);
	snprintf(target, sizeof(target), "../../../../%s", folder);
	tree_link(path, target);
	if (!driver)
		return;
	snprintf(path, sizeof(path), "%s/driver", folder);
	snprintf(target, sizeof(target), "/sys/bus/cxl/drivers/%s", driver);
	tree_link(path, target);
}

void fabric_attr(const char *file, const char *format, ...)
{
	char path[512], text[256];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text) - 1, format, args);
	va_end(args);
	strcat(text, "\n");
	snprintf(path, sizeof(path), DEVICES "%s", file);
	tree_write(path, text);
}

static void attr(const char *name, const char *key, const char *text)
{
	char file[512];

	snprintf(file, sizeof(file), "%s/%s", name, key);
	fabric_attr(file, "%s", text);
}

static void link_to(const char *folder, const char *name, const char *target)
{
	char path[512], absolute[512];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	snprintf(absolute, sizeof(absolute), "/%s", target);
	tree_link(path, absolute);
}

static void decoder(const char *port, int id, int nr)
{
	char path[256], *name;

	snprintf(path, sizeof(path), "%s/decoder%d.%d", port, id, nr);
	device(path, NULL);
	name = strrchr(path, '/') + 1;
	attr(name, "start", "0x0");
	attr(name, "size", "0x0");
	attr(name, "interleave_ways", "1");
	attr(name, "interleave_granularity", "256");
	attr(name, "region", "");
	attr(name, "target_type", "expander");
	attr(name, "locked", "0");
}

void fabric_begin(void)
{
	device(ROOT, NULL);
	link_to(ROOT, "uport", "sys/devices/platform/ACPI0017:00");
	tree_folder("sys/bus/cxl/drivers/cxl_port");
	tree_folder("sys/bus/cxl/drivers/cxl_mem");
	tree_folder("sys/bus/cxl/drivers/cxl_region");
	strcpy(paths[0], ROOT);
}

void fabric_port(int id, int parent, int nr_decoders)
{
	char path[sizeof(paths[0])], host[64], dport[32];

	assert_true(id > 0 && id < MAX_PORTS && paths[parent][0]);
	snprintf(path, sizeof(path), "%.120s/port%d", paths[parent], id);
	memcpy(paths[id], path, sizeof(path));
	device(path, "cxl_port");
	snprintf(host, sizeof(host), "sys/devices/bridge%d", id);
	tree_folder(host);
	link_to(paths[id], "uport", host);
	snprintf(dport, sizeof(dport), "dport%d", id);
	link_to(paths[parent], dport, host);
	for (int i = 0; i < nr_decoders; i++)
		decoder(paths[id], id, i);
}

void fabric_memdev(int id, int parent, unsigned long long ram, unsigned long long pmem)
{
	char path[256], memdev[128], file[64];

	snprintf(memdev, sizeof(memdev), "sys/devices/bridge%d/slot%d/mem%d", parent, id, id);
	device(memdev, "cxl_mem");
	snprintf(file, sizeof(file), "mem%d/ram/size", id);
	fabric_attr(file, "%#llx", ram);
	snprintf(file, sizeof(file), "mem%d/pmem/size", id);
	fabric_attr(file, "%#llx", pmem);
	snprintf(path, sizeof(path), "%.120s/endpoint%d", paths[parent], 100 + id);
	device(path, "cxl_port");
	link_to(path, "uport", memdev);
	for (int i = 0; i < 4; i++) {
		decoder(path, 100 + id, i);
		snprintf(file, sizeof(file), "decoder%d.%d/mode", 100 + id, i);
		fabric_attr(file, "none");
		snprintf(file, sizeof(file), "decoder%d.%d/dpa_size", 100 + id, i);
		fabric_attr(file, "0");
		snprintf(file, sizeof(file), "decoder%d.%d/dpa_resource", 100 + id, i);
		fabric_attr(file, "0xffffffffffffffff");
	}
}

void fabric_window(int id, unsigned long long start, unsigned long long size, int ways,
		   int granularity, const char *bridges)
{
	char path[256];

	snprintf(path, sizeof(path), ROOT "/decoder0.%d", id);
	device(path, NULL);
	snprintf(path, sizeof(path), "decoder0.%d/start", id);
	fabric_attr(path, "%#llx", start);
	snprintf(path, sizeof(path), "decoder0.%d/size", id);
	fabric_attr(path, "%#llx", size);
	snprintf(path, sizeof(path), "decoder0.%d/interleave_ways", id);
	fabric_attr(path, "%d", ways);
	snprintf(path, sizeof(path), "decoder0.%d/interleave_granularity", id);
	fabric_attr(path, "%d", granularity);
	snprintf(path, sizeof(path), "decoder0.%d", id);
	attr(path, "target_list", bridges);
	attr(path, "cap_pmem", "1");
	attr(path, "cap_ram", "1");
	attr(path, "cap_type3", "1");
	attr(path, "create_pmem_region", "region7");
	attr(path, "create_ram_region", "region7");
}

void fabric_region(int id, int window, unsigned long long start, unsigned long long size)
{
	char path[256];

	snprintf(path, sizeof(path), ROOT "/decoder0.%d/region%d", window, id);
	device(path, "cxl_region");
	snprintf(path, sizeof(path), "region%d/resource", id);
	fabric_attr(path, "%#llx", start);
	snprintf(path, sizeof(path), "region%d/size", id);
	fabric_attr(path, "%#llx", size);
	snprintf(path, sizeof(path), "region%d/commit", id);
	fabric_attr(path, "1");
	snprintf(path, sizeof(path), "region%d/mode", id);
	fabric_attr(path, "ram");
	snprintf(path, sizeof(path), "region%d/interleave_ways", id);
	fabric_attr(path, "1");
}
