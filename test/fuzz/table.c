// SPDX-License-Identifier: GPL-2.0-or-later
/* A tool with options of every type: see table.h. */
#include "test/fuzz/table.h"

const struct option_row fuzz_rows[] = {
	TEXT('m', "memdev", struct fuzz_params, memdev, "MEMDEV", WORD_MEMDEV, "only these"),
	TEXT(0, "media", struct fuzz_params, media, "MEDIA", WORD_NONE, "of that sort"),
	TEXT('f', "file", struct fuzz_params, file, "FILE", WORD_FILE, "to a file"),
	TEXT(0, "folder", struct fuzz_params, folder, "DIR", WORD_DIRECTORY, "in a folder"),
	SIZE('s', "size", struct fuzz_params, size, "bytes"),
	FLAG('u', "human", struct fuzz_params, human, "for humans"),
	FLAG('i', "idle", struct fuzz_params, idle, "disabled too"),
	FLAG(0, "no-verify", struct fuzz_params, no_verify, "do not read back"),
	COUNT('v', "verbose", struct fuzz_params, verbose, "more"),
	OPTION_END,
};

static int run(void *params, int nr_words, char **words)
{
	(void)params;
	(void)nr_words;
	(void)words;
	return CLI_OK;
}

#define COMMAND(name_, completes_, hidden_) \
	{ .name = name_, .group = "G", .summary = "do it", .words = "", .completes = completes_, \
	  .hidden = hidden_, .options = fuzz_rows, .params_size = sizeof(struct fuzz_params), \
	  .run = run }

static const struct command list = COMMAND("list", WORD_NONE, false);
static const struct command zero = COMMAND("zero", WORD_MEMDEV, false);
static const struct command secret = COMMAND("secret", WORD_FILE, true);
static const struct command *const commands[] = { &list, &zero, &secret };

static void objects(enum word_kind kind, const char *typed,
		    void (*emit)(const char *name, const char *what))
{
	(void)typed;
	if (kind == WORD_MEMDEV) {
		emit("mem0", "a memdev");
		emit("mem10", "a memdev");
		emit("all", "every memdev");
	}
}

const struct tool fuzz_tool = {
	.name = "cxl", .summary = "Test", .version = "85", .commands = commands,
	.nr_commands = ARRAY_SIZE(commands), .complete = objects,
};
