// SPDX-License-Identifier: GPL-2.0-or-later
/* Memory devices in a synthetic tree, and a library context for it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define DEVICE "sys/devices/pci0000:34/0000:34:00.0/0000:%02x:00.0/mem%d"

static char last[512];
static int count;

void machine_attr(const char *memdev, const char *attr, const char *text)
{
	char path[512];

	snprintf(path, sizeof(path), "sys/bus/cxl/devices/%s/%s", memdev, attr);
	tree_write(path, text);
}

void machine_no_attr(const char *memdev, const char *attr)
{
	char path[512];

	snprintf(path, sizeof(path), "sys/bus/cxl/devices/%s/%s", memdev, attr);
	tree_remove(path);
}

void machine_memdev(int id, unsigned long payload_max, unsigned long label_size)
{
	char folder[256], link[256], target[256], name[16], text[64];

	snprintf(name, sizeof(name), "mem%d", id);
	snprintf(folder, sizeof(folder), DEVICE, 0x35 + id, id);
	snprintf(link, sizeof(link), "sys/bus/cxl/devices/%s", name);
	snprintf(target, sizeof(target), "../../../../" DEVICE, 0x35 + id, id);
	tree_folder(folder);
	tree_link(link, target);

	machine_attr(name, "pmem/size", "0x10000000\n");
	machine_attr(name, "ram/size", "0x0\n");
	snprintf(text, sizeof(text), "0x%x\n", 0x10 + id);
	machine_attr(name, "serial", text);
	snprintf(text, sizeof(text), "%d:%d\n", MACHINE_MAJOR, id);
	machine_attr(name, "dev", text);
	snprintf(text, sizeof(text), "%lu\n", payload_max);
	machine_attr(name, "payload_max", text);
	snprintf(text, sizeof(text), "%lu\n", label_size);
	machine_attr(name, "label_storage_size", text);
}

__attribute__((format(printf, 6, 0)))
static void keep(struct cxl_ctx *ctx, int priority, const char *file, int line, const char *fn,
		 const char *format, va_list args)
{
	(void)ctx;
	(void)priority;
	(void)file;
	(void)line;
	(void)fn;
	vsnprintf(last, sizeof(last), format, args);
	count++;
}

void log_keep_dax(struct daxctl_ctx *ctx, int priority, const char *file, int line, const char *fn,
		  const char *format, va_list args)
{
	(void)ctx;
	keep(NULL, priority, file, line, fn, format, args);
}

void log_forget(void)
{
	last[0] = '\0';
	count = 0;
}

struct cxl_ctx *machine_open(void)
{
	struct cxl_ctx *ctx;

	log_forget();
	tree_folder("sys");
	unsetenv("CXL_LOG");
	assert_int_equal(cxl_new(&ctx), 0);
	cxl_set_log_fn(ctx, keep);
	assert_int_equal(cxl_set_root(ctx, tree_root()), 0);
	return ctx;
}

void machine_close(struct cxl_ctx *ctx)
{
	cxl_unref(ctx);
}

struct cxl_ctx *machine_begin(void **state)
{
	fault_begin();
	assert_int_equal(tree_setup(state), 0);
	return machine_open();
}

int machine_end(void **state, struct cxl_ctx *ctx)
{
	int rc;

	machine_close(ctx);
	rc = tree_teardown(state);
	fault_end();
	return rc;
}

const char *logged(void)
{
	return last;
}

int log_count(void)
{
	return count;
}
