/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The machine that a command uses: this one, or a recorded one in a directory or an archive. */
#pragma once

#include "lib/tool/cli/command.h"
#include "lib/tool/io/temp-dir.h"

/* Set by the options; both NULL: this machine. */
struct machine {
	const char *sysroot;
	const char *from;
};

#define OPTION_SYSROOT(params, member) \
	TEXT(0, "sysroot", params, member, "DIR", WORD_DIRECTORY, \
	     "use the recorded machine in DIR")
#define OPTION_FROM(params, member) \
	TEXT(0, "from", params, member, "FILE", WORD_FILE, \
	     "use the snapshot in FILE")

/* Both, of a struct machine. */
#define OPTIONS_MACHINE(params, member) \
	OPTION_SYSROOT(params, member.sysroot), OPTION_FROM(params, member.from)

/* Returns its name as given by the user, for messages; NULL: this machine. */
const char *machine_name(const struct machine *machine) _nonnull_;

/* Its location. */
struct machine_root {
	char *path;			/* NULL: this machine */
	struct temp_dir dir;	/* of an unpacked archive */
};

/*
 * Finds or unpacks it: CLI_OK, or an exit status after an error message. In both cases,
 * machine_leave() frees it and removes the unpacked files.
 */
int machine_find(struct machine_root *root, const struct machine *machine)
	_must_check_ _nonnull_;
/* Reports why the library did not accept the directory; returns an exit status. */
int machine_refused(const struct machine *machine, int rc) _must_check_ _nonnull_;
void machine_leave(struct machine_root *root) _nonnull_;
