/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tool with options of every type, as the fuzz targets of the command line use it. */
#pragma once

#include "lib/tool/cli/command.h"

struct fuzz_params {
	const char *memdev, *media, *file, *folder;
	struct option_size size;
	bool human, idle, no_verify;
	int verbose;
};

extern const struct option_row fuzz_rows[];
extern const struct tool fuzz_tool;	/* commands "list", "zero" and a hidden one */
