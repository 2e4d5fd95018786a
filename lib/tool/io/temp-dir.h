/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A folder that only this user can enter, and that is gone when the program is,
 * however it ended: a process of its own waits for that. It is made below TMPDIR;
 * without one, in memory (/dev/shm), where thousands of small files cost no time,
 * or else below /tmp.
 */
#pragma once

#include <sys/types.h>

#include "lib/base/cleanup.h"

struct private_folder {
	char *path;		/* absolute; NULL: there is none */
	int fd;			/* the folder itself */
	int alive;		/* a pipe that closes with the program */
	pid_t remover;
};

/* 0, or a negative errno after complaining. */
int private_folder_open(struct private_folder *folder) _must_check_ _nonnull_;

/* Remove it, if there is one, with all that is in it. */
void private_folder_close(struct private_folder *folder) _nonnull_;
