// SPDX-License-Identifier: GPL-2.0-or-later
/* The machine that a command uses: see machine.h. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/tool/io/text.h"
#include "lib/tool/machine/machine.h"
#include "lib/tool/snapshot/snapshot.h"

const char *machine_name(const struct machine *machine)
{
	return machine->from ? machine->from : machine->sysroot;
}

static void cannot_read(const char *from, const char *why)
{
	say_error("cannot use --from %s: %s", quoted(from), why);
}

/* Returns a descriptor of the archive; -1 after an error message. */
static int open_archive(const char *from)
{
	struct stat st;
	int fd;

	fd = strcmp(from, "-") ? open(from, O_RDONLY | O_CLOEXEC | O_NOCTTY) :
				 fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
	if (fd < 0 || fstat(fd, &st)) {
		cannot_read(from, strerror(errno));
	} else if (S_ISDIR(st.st_mode)) {
		cannot_read(from, "it is a directory; use --sysroot for directories");
	} else if (S_ISCHR(st.st_mode)) {
		cannot_read(from, "it is a terminal or another device, not a file");
	} else {
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

static int unpack(struct machine_root *root, const char *from, int fd)
{
	char why[PATH_MAX + 256], text[1024], name[NAME_MAX + 1];
	int rc;

	if (temp_dir_open(&root->dir))
		return CLI_FAILED;
	rc = snapshot_unpack(fd, root->dir.fd, &snapshot_limits, why, sizeof(why));
	if (rc) {
		/* An archive can contain any names. */
		text_escape(why, text, sizeof(text));
		cannot_read(from, text);
		return CLI_FAILED;
	}
	if (snapshot_find_root(root->dir.fd, name, sizeof(name))) {
		cannot_read(from, "it is not a recorded machine: it has no directory sys");
		return CLI_FAILED;
	}
	if (asprintf(&root->path, "%s/%s", root->dir.path, name) >= 0)
		return CLI_OK;
	root->path = NULL;
	say_error("out of memory");
	return CLI_FAILED;
}

int machine_find(struct machine_root *root, const struct machine *machine)
{
	_cleanup_close_ int fd = -1;

	*root = (struct machine_root){ .dir = { .fd = -1 } };
	if (machine->sysroot && machine->from) {
		say_error("--sysroot and --from cannot be used together");
		return CLI_USAGE;
	}
	if (machine->sysroot) {
		root->path = strdup(machine->sysroot);
		if (root->path)
			return CLI_OK;
		say_error("out of memory");
		return CLI_FAILED;
	}
	if (!machine->from)
		return CLI_OK;
	fd = open_archive(machine->from);
	return fd < 0 ? CLI_USAGE : unpack(root, machine->from, fd);
}

int machine_refused(const struct machine *machine, int rc)
{
	const char *why = strerror(-rc);

	if (rc == -ENOTDIR)
		why = "it is not a directory; use --from for archives";
	else if (rc == -ENODATA)
		why = "it is not a recorded machine: it has no directory sys";
	say_error("cannot use %s %s: %s", machine->from ? "--from" : "--sysroot",
		  quoted(machine_name(machine)), why);
	return CLI_USAGE;
}

void machine_leave(struct machine_root *root)
{
	free(root->path);
	root->path = NULL;
	temp_dir_close(&root->dir);
}
