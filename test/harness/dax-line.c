// SPDX-License-Identifier: GPL-2.0-or-later
/* Commands of daxctl, run as a user types them: see dax-line.h. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "daxctl/session.h"
#include "test/harness/dax-line.h"

#define REGION	DAX_REGION(0) "/dax_region/"

/* Replaces the tool's function through the linker's --wrap: the synthetic machine. */
int __real_session_open(struct session *session, const struct machine *machine, bool debug);
int __wrap_session_open(struct session *session, const struct machine *machine, bool debug);

int __wrap_session_open(struct session *session, const struct machine *machine, bool debug)
{
	const struct machine made_up = { .sysroot = tree_root() };

	return __real_session_open(session, machine->sysroot ? machine : &made_up, debug);
}

/* A device that the kernel creates and removes. */
static int obey(const char *path, const char *data, size_t len)
{
	const char *file = strrchr(path, '/') + 1;
	static unsigned int nr_gone;
	char gone[32];

	if (!strcmp(file, "create")) {
		dax_dev(DAX_REGION(0), "dax0.1", 0, 0);
		tree_write(REGION "seed", "dax0.1\n");
		return 0;
	}
	if (!strcmp(file, "delete")) {
		if (strncmp(data, "dax0.1", strlen("dax0.1")))
			return EBUSY;
		tree_remove("sys/bus/dax/devices/dax0.1");
		snprintf(gone, sizeof(gone), "gone%u", nr_gone++);
		tree_move(DAX_REGION(0) "/dax0.1", gone);
		return 0;
	}
	return dax_obey(path, data, len);
}

int dax_line_setup(void **state)
{
	fault_begin();
	if (tree_setup(state))
		return -1;
	unsetenv("DAXCTL_LOG");
	dax_dev(DAX_REGION(0), "dax0.0", DAX_FIRST * DAX_BLOCK, DAX_NR * DAX_BLOCK);
	tree_write(REGION "size", "536870912\n");
	tree_write(REGION "align", "2097152\n");
	tree_write(REGION "available_size", "0\n");
	dax_driver("kmem");
	dax_bind("dax0.0", "device_dax");
	dax_blocks();
	for (int i = 0; i < DAX_NR; i++)
		dax_block(DAX_FIRST + i, "offline", "Normal Movable");
	tree_write("sys/devices/system/memory/auto_online_blocks", "offline\n");
	tree_folder("proc");
	fault.written = obey;
	return 0;
}

int dax_line_teardown(void **state)
{
	int rc = tree_teardown(state);

	fault_end();
	return rc;
}

void dax_line_again(int fail_at)
{
	fault_end();
	fault_begin();
	fault.written = obey;
	fault.fail_at = fail_at;
	fault.error = EIO;
}

int dax_run_line(const struct command *command, const char *line)
{
	return tool_run_line("daxctl", command, line);
}

static const char *path_of(const char *dev, const char *attr)
{
	static char path[PATH_MAX];

	snprintf(path, sizeof(path), "sys/bus/dax/devices/%s/%s", dev, attr);
	return tree_path(path);
}

void dax_rebind(const char *dev, const char *driver)
{
	if (dax_driver_of(dev)[0])
		dax_unbind(dev);
	dax_bind(dev, driver);
}

const char *dax_driver_of(const char *dev)
{
	static char target[PATH_MAX];
	ssize_t len = readlink(path_of(dev, "driver"), target, sizeof(target) - 1);

	if (len < 0)
		return "";
	target[len] = '\0';
	return strrchr(target, '/') + 1;
}

static const char *text_of(const char *path)
{
	static char text[256];
	FILE *file = fopen(path, "r");
	size_t len = 0;

	if (file) {
		len = fread(text, 1, sizeof(text) - 1, file);
		fclose(file);
	}
	text[len] = '\0';
	text[strcspn(text, "\n")] = '\0';
	return text;
}

const char *dax_attr_of(const char *dev, const char *attr)
{
	return text_of(path_of(dev, attr));
}

int dax_nr_online(void)
{
	char path[PATH_MAX];
	int nr = 0;

	for (int i = 0; i < DAX_NR; i++) {
		snprintf(path, sizeof(path), "sys/devices/system/memory/memory%d/state",
			 DAX_FIRST + i);
		nr += !strcmp(text_of(tree_path(path)), "online");
	}
	return nr;
}
