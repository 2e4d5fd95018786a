/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Commands of daxctl, run as a user types them, on a synthetic machine whose platform obeys. A
 * program that uses it is linked with --wrap=session_open, so that they work on that machine.
 */
#pragma once

#include "daxctl/commands.h"
#include "test/double/dax-machine.h"
#include "test/harness/tool-line.h"
#include "test/harness/tree.h"

/* dax0.0 is the whole of region 0, 512 MiB in blocks 32 to 35, and is bound to device_dax. */
#define DAX_FIRST	32
#define DAX_NR		4

/* For setup and teardown of a test. */
int dax_line_setup(void **state);
int dax_line_teardown(void **state);

/* Forgets the journal; operation @fail_at from now on fails (0: none) with EIO. */
void dax_line_again(int fail_at);

int dax_run_line(const struct command *command, const char *line);

/* Binds it to another driver. */
void dax_rebind(const char *dev, const char *driver);

/* The driver of a device, "" if none; the text of an attribute, or "" (static buffers). */
const char *dax_driver_of(const char *dev);
const char *dax_attr_of(const char *dev, const char *attr);

/* Returns the number of its online blocks. */
int dax_nr_online(void);
