/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A temporary directory that holds a synthetic machine: one at a time, removed with its content. */
#pragma once

#include <stddef.h>

/* For setup and teardown of a test. */
int tree_setup(void **state);
int tree_teardown(void **state);

/* The directory; paths below are relative to it, and the directories they need are created. */
const char *tree_root(void);
const char *tree_path(const char *path);	/* in a static buffer */

void tree_folder(const char *path);
void tree_write(const char *path, const char *text);
void tree_bytes(const char *path, const void *bytes, size_t len);
void tree_link(const char *path, const char *target);
void tree_fifo(const char *path);
void tree_remove(const char *path);	/* a file or a link */
void tree_move(const char *from, const char *to);
