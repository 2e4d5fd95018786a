// SPDX-License-Identifier: GPL-2.0-or-later
/* Dax devices in a synthetic tree: see dax-machine.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test/double/dax-machine.h"
#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define BUS	"sys/bus/dax/"
#define MEMORY	"sys/devices/system/memory/"

static const char *format(const char *pattern, ...) __attribute__((format(printf, 1, 2)));

/* Returns one of a few static buffers. */
static const char *format(const char *pattern, ...)
{
	static char buffers[8][512];
	static int next;
	char *text = buffers[next++ % 8];
	va_list args;

	va_start(args, pattern);
	assert_in_range(vsnprintf(text, sizeof(buffers[0]), pattern, args), 0,
			sizeof(buffers[0]) - 1);
	va_end(args);
	return text;
}

void dax_attr(const char *dev, const char *attr, const char *text)
{
	tree_write(format(BUS "devices/%s/%s", dev, attr), text);
}

void dax_no_attr(const char *dev, const char *attr)
{
	tree_remove(format(BUS "devices/%s/%s", dev, attr));
}

void dax_dev(const char *region, const char *name, unsigned long long start,
	     unsigned long long size)
{
	tree_folder(format("%s/%s", region, name));
	tree_link(format(BUS "devices/%s", name), format("../../../../%s/%s", region, name));
	dax_attr(name, "size", format("%llu\n", size));
	dax_attr(name, "align", "2097152\n");
	dax_attr(name, "target_node", "1\n");
	dax_attr(name, "resource", format("%#llx\n", start));
	dax_attr(name, "dev", format("252:%s\n", strchr(name, '.') + 1));
}

void dax_mapping(const char *dev, int nr, unsigned long long start, unsigned long long end,
		 unsigned long long page_offset)
{
	dax_attr(dev, format("mapping%d/start", nr), format("%#llx\n", start));
	dax_attr(dev, format("mapping%d/end", nr), format("%#llx\n", end));
	dax_attr(dev, format("mapping%d/page_offset", nr), format("%#llx\n", page_offset));
}

void dax_driver(const char *driver)
{
	tree_folder(format(BUS "drivers/%s", driver));
}

void dax_bind(const char *dev, const char *driver)
{
	dax_driver(driver);
	tree_link(format(BUS "devices/%s/driver", dev), format("/" BUS "drivers/%s", driver));
}

void dax_unbind(const char *dev)
{
	dax_no_attr(dev, "driver");
}

void dax_blocks(void)
{
	tree_write(MEMORY "block_size_bytes", format("%llx\n", DAX_BLOCK));
}

void dax_block_attr(int id, const char *attr, const char *text)
{
	tree_write(format(MEMORY "memory%d/%s", id, attr), text);
}

void dax_block(int id, const char *state, const char *zones)
{
	dax_block_attr(id, "state", format("%s\n", state));
	dax_block_attr(id, "valid_zones", format("%s\n", zones));
	dax_block_attr(id, "removable", "1\n");
}

static void block_effect(const char *path, const char *text)
{
	char zones[512];

	assert_true(strlen(path) > strlen("state"));
	snprintf(zones, sizeof(zones), "%.*svalid_zones", (int)(strlen(path) - strlen("state")),
		 path);
	if (!strncmp(text, "offline", 7)) {
		tree_write(path, "offline\n");
		tree_write(zones, "Normal Movable\n");
		return;
	}
	tree_write(path, "online\n");
	tree_write(zones, !strcmp(text, "online_movable") ? "Movable\n" : "Normal\n");
}

int dax_obey(const char *path, const char *data, size_t len)
{
	const char *file = strrchr(path, '/') + 1, *driver = strstr(path, "drivers/");
	int size = len;

	while (size && data[size - 1] == '\n')
		size--;
	data = format("%.*s", size, data);
	if (!strcmp(file, "state")) {
		block_effect(path + 1, data);
	} else if (!strcmp(file, "bind")) {
		driver += strlen("drivers/");
		dax_bind(data, format("%.*s", (int)(file - 1 - driver), driver));
	} else if (!strcmp(file, "unbind")) {
		dax_unbind(data);
	} else if (!strcmp(file, "size") || !strcmp(file, "align")) {
		tree_write(path + 1, data);
	}
	return 0;
}

struct daxctl_ctx *dax_open(void)
{
	struct daxctl_ctx *ctx;

	log_forget();
	tree_folder("sys");
	unsetenv("DAXCTL_LOG");
	assert_int_equal(daxctl_new(&ctx), 0);
	daxctl_set_log_fn(ctx, log_keep_dax);
	assert_int_equal(daxctl_set_root(ctx, tree_root()), 0);
	return ctx;
}

struct daxctl_ctx *dax_begin(void **state)
{
	fault_begin();
	assert_int_equal(tree_setup(state), 0);
	return dax_open();
}

int dax_end(void **state, struct daxctl_ctx *ctx)
{
	int rc;

	daxctl_unref(ctx);
	rc = tree_teardown(state);
	fault_end();
	return rc;
}
