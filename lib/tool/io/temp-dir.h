/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A directory that only this user can enter. A separate process removes it when the program
 * ends, however that happens. It is created below TMPDIR; if that is not set, in memory
 * (/dev/shm), where thousands of small files are cheap, or below /tmp.
 */
#pragma once

#include <sys/types.h>

#include "lib/base/cleanup.h"

struct temp_dir {
	char *path;		/* absolute; NULL: no directory */
	int fd;			/* the directory itself */
	int alive;		/* a pipe that is closed when the program ends */
	pid_t remover;
};

/* Creates it: 0, or a negative errno after an error message. */
int temp_dir_open(struct temp_dir *dir) _must_check_ _nonnull_;

/* Removes it with its content, if there is one. */
void temp_dir_close(struct temp_dir *dir) _nonnull_;
