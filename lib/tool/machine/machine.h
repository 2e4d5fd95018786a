/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which machine a command looks at: this one, a folder with a copy, or an archive with one. */
#pragma once

#include "lib/tool/cli/command.h"
#include "lib/tool/io/temp-dir.h"

/* Of the options; neither: this machine. */
struct machine {
	const char *sysroot;
	const char *from;
};

#define OPTION_SYSROOT(params, member) \
	TEXT(0, "sysroot", params, member, "DIR", WORD_FOLDER, \
	     "look at the copy of a machine in DIR")
#define OPTION_FROM(params, member) \
	TEXT(0, "from", params, member, "FILE", WORD_FILE, \
	     "look at the copy of a machine that snapshot wrote to FILE")

/* Both, of a struct machine. */
#define OPTIONS_MACHINE(params, member) \
	OPTION_SYSROOT(params, member.sysroot), OPTION_FROM(params, member.from)

/* What the user called it, for messages; NULL: it is this machine. */
const char *machine_name(const struct machine *machine) _nonnull_;

/* Where it is. */
struct machine_root {
	char *path;			/* NULL: this machine */
	struct private_folder folder;	/* of an unpacked archive */
};

/*
 * CLI_OK, or an exit status after complaining. In both cases, machine_leave() ends
 * it and removes what was unpacked.
 */
int machine_find(struct machine_root *root, const struct machine *machine)
	_must_check_ _nonnull_;
/* Why the library did not take the folder: an exit status after complaining. */
int machine_refused(const struct machine *machine, int rc) _must_check_ _nonnull_;
void machine_leave(struct machine_root *root) _nonnull_;
