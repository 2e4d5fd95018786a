// SPDX-License-Identifier: GPL-2.0-or-later
/* A small topology in a synthetic tree: see topology.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/double/machine.h"
#include "test/double/topology.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define ROOT	"sys/devices/platform/ACPI0017:00/root0"
#define PORT	ROOT "/port1"
#define DRIVERS	"sys/bus/cxl/drivers/"

static void device(const char *folder)
{
	const char *name = strrchr(folder, '/') + 1;
	char link[256], target[256];

	tree_folder(folder);
	snprintf(link, sizeof(link), DEVICES "%s", name);
	snprintf(target, sizeof(target), "../../../../%s", folder);
	tree_link(link, target);
}

void topology_attr(const char *file, const char *text)
{
	char path[256];

	snprintf(path, sizeof(path), DEVICES "%s", file);
	tree_write(path, text);
}

static void decoder(const char *folder)
{
	char path[256];

	device(folder);
	snprintf(path, sizeof(path), "%s/size", folder);
	tree_write(path, "0x0\n");
	snprintf(path, sizeof(path), "%s/dpa_size", folder);
	tree_write(path, "0x0\n");
	snprintf(path, sizeof(path), "%s/mode", folder);
	tree_write(path, "none\n");
	snprintf(path, sizeof(path), "%s/region", folder);
	tree_write(path, "\n");
}

void topology_endpoint(int id, int memdev)
{
	char path[256], target[256];

	snprintf(path, sizeof(path), PORT "/endpoint%d", id);
	device(path);
	snprintf(path, sizeof(path), PORT "/endpoint%d/uport", id);
	snprintf(target, sizeof(target), "/" DEVICES "mem%d", memdev);
	tree_link(path, target);
	snprintf(path, sizeof(path), PORT "/endpoint%d/decoders_committed", id);
	tree_write(path, "0\n");
	snprintf(path, sizeof(path), PORT "/endpoint%d/driver", id);
	tree_link(path, "/" DRIVERS "cxl_port");
	for (int i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), PORT "/endpoint%d/decoder%d.%d", id, id, i);
		decoder(path);
	}
}

void topology_remove(const char *device)
{
	char path[256];

	snprintf(path, sizeof(path), DEVICES "%s", device);
	tree_remove(path);
}

void topology_make(void)
{
	device(ROOT);
	tree_link(ROOT "/uport", "..");
	tree_folder("sys/bus/platform/drivers/cxl_acpi");
	tree_link("sys/devices/platform/ACPI0017:00/driver", "/sys/bus/platform/drivers/cxl_acpi");
	device(ROOT "/decoder0.0");
	topology_attr("decoder0.0/start", "0x100000000\n");
	topology_attr("decoder0.0/size", "0x100000000\n");
	topology_attr("decoder0.0/cap_pmem", "1\n");
	topology_attr("decoder0.0/cap_ram", "1\n");
	topology_attr("decoder0.0/create_pmem_region", "region0\n");
	topology_attr("decoder0.0/create_ram_region", "region0\n");
	tree_folder(DRIVERS "cxl_port");
	tree_folder(DRIVERS "cxl_mem");
	tree_folder(DRIVERS "cxl_region");
	device(PORT);
	tree_link(PORT "/driver", "/" DRIVERS "cxl_port");
	topology_attr("port1/decoders_committed", "0\n");
	decoder(PORT "/decoder1.0");
	for (int i = 0; i < 2; i++) {
		machine_memdev(i, 512, 0);
		tree_link(i ? DEVICES "mem1/driver" : DEVICES "mem0/driver", "/" DRIVERS "cxl_mem");
		topology_endpoint(2 + i, i);
	}
}

static void make_region(const char *name)
{
	char path[256], next[64];
	int id;

	snprintf(path, sizeof(path), ROOT "/decoder0.0/%s", name);
	device(path);
	id = atoi(name + strlen("region"));
	snprintf(path, sizeof(path), "%s/size", name);
	topology_attr(path, "0x0\n");
	snprintf(path, sizeof(path), "%s/resource", name);
	topology_attr(path, "0xffffffffffffffff\n");
	snprintf(path, sizeof(path), "%s/commit", name);
	topology_attr(path, "0\n");
	snprintf(next, sizeof(next), "region%d\n", id + 1);
	topology_attr("decoder0.0/create_pmem_region", next);
	topology_attr("decoder0.0/create_ram_region", next);
}

int topology_obey(const char *path, const char *data, size_t len)
{
	const char *attr = strrchr(path, '/') + 1;
	char text[128], link[256];

	assert_true(len < sizeof(text));
	memcpy(text, data, len);
	text[len] = '\0';
	text[strcspn(text, "\n")] = '\0';
	if (!strncmp(attr, "create_", 7)) {
		make_region(text);
	} else if (!strcmp(attr, "delete_region")) {
		topology_remove(text);
	} else if (!strcmp(attr, "bind")) {
		snprintf(link, sizeof(link), DEVICES "%s/driver", text);
		tree_link(link, "/" DRIVERS "x");
		tree_folder(DRIVERS "x");
	} else if (!strcmp(attr, "unbind")) {
		snprintf(link, sizeof(link), "%.*s", (int)(attr - path - 2), path + 1);
		tree_remove(link);
	} else {
		tree_bytes(path + 1, data, len);
	}
	return 0;
}
