// SPDX-License-Identifier: GPL-2.0-or-later
/* The commands that every tool has: version and help. */
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "config.h"
#include "lib/tool/cli/command.h"

struct version_params {
	bool verbose;
};

static const struct option_row version_options[] = {
	FLAG('v', "verbose", struct version_params, verbose,
	     "print the version of the project, too"),
	OPTION_END,
};

static int run_version(void *data, int nr_words, char **words)
{
	const struct version_params *params = data;

	(void)nr_words;
	(void)words;
	puts(tool_running()->version);
	if (params->verbose)
		printf("cxl-utils %s\n", PROJECT_VERSION);
	return CLI_OK;
}

const struct command command_version = {
	.name = "version",
	.group = "General",
	.summary = "print the version of the interface",
	.words = "",
	.options = version_options,
	.params_size = sizeof(struct version_params),
	.run = run_version,
};

static const struct option_row help_options[] = { OPTION_END };

/*
 * Executes man(1) with our manual page in the directory of the installation, as other
 * packages may have pages of the same names. Returns if there is no such page.
 */
static void show_page(const char *page)
{
	static const char *const endings[] = { "", ".gz", ".xz", ".zst", ".bz2" };
	char path[PATH_MAX];

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++) {
		snprintf(path, sizeof(path), MAN_DIR "/man1/%s.1%s", page, endings[i]);
		if (!access(path, R_OK))
			execlp("man", "man", path, (char *)NULL);
	}
}

/* Shows the manual page, or the options if that fails. */
static int run_help(void *params, int nr_words, char **words)
{
	const struct tool *tool = tool_running();
	const struct command *command;
	size_t len = strlen(tool->name);
	const char *name;
	char page[64];

	(void)params;
	if (nr_words > 1) {
		say_error("takes one command, not %d", nr_words);
		return CLI_USAGE;
	}
	/* "cxl help cxl-list" names the page, "cxl help cxl" the page of the tool. */
	name = nr_words ? words[0] : "";
	if (!strncmp(name, tool->name, len))
		name += name[len] == '-' ? len + 1 : name[len] == '\0' ? len : 0;
	if (!name[0]) {
		if (nr_words)
			show_page(tool->name);
		help_tool(tool, stdout);
		return CLI_OK;
	}
	command = tool_find(tool, name, true);
	if (!command)
		return CLI_USAGE;
	snprintf(page, sizeof(page), "%s-%s", tool->name, command->name);
	show_page(page);
	help_command(tool, command, stdout);
	return CLI_OK;
}

const struct command command_help = {
	.name = "help",
	.group = "General",
	.summary = "show the manual page of a command",
	.words = "[COMMAND]",
	.completes = WORD_COMMAND,
	.options = help_options,
	.run = run_help,
};
