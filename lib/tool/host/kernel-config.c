// SPDX-License-Identifier: GPL-2.0-or-later
/* How the running kernel was configured: see kernel.h. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "lib/base/root.h"
#include "lib/tool/host/kernel-config.h"

/* False: the file is no configuration. An option that it does not know is not set. */
static bool search(FILE *file, const char *option, enum kernel_option *found)
{
	size_t len = strlen(option), room = 0;
	bool is_config = false;
	char *line = NULL;

	*found = KERNEL_OPTION_NOT_SET;
	while (*found == KERNEL_OPTION_NOT_SET && getline(&line, &room, file) > 0) {
		is_config |= !strncmp(line, "CONFIG_", 7);
		if (strncmp(line, option, len) || line[len] != '=')
			continue;
		*found = line[len + 1] == 'm' ? KERNEL_OPTION_MODULE : KERNEL_OPTION_BUILT_IN;
	}
	free(line);
	return is_config;
}

static bool search_text(const char *path, const char *option, enum kernel_option *found)
{
	FILE *file = fopen(path, "re");
	bool is_config;

	if (!file)
		return false;
	is_config = search(file, option, found);
	fclose(file);
	return is_config;
}

/* Only when something has to be explained: no library is loaded for it. */
static bool search_compressed(const char *option, enum kernel_option *found)
{
	bool is_config;
	FILE *pipe;

	if (access(ROOT_CONFIG_GZ, R_OK))
		return false;
	pipe = popen("exec gzip -dc " ROOT_CONFIG_GZ " 2>/dev/null", "re");
	if (!pipe)
		return false;
	is_config = search(pipe, option, found);
	pclose(pipe);
	return is_config;
}

enum kernel_option kernel_option(const char *option, char *where, size_t len)
{
	static const char *const places[][2] = { { "/boot/config-", "" },
						 { "/lib/modules/", "/config" } };
	enum kernel_option found;
	struct utsname name;

	if (uname(&name))
		return KERNEL_OPTION_UNKNOWN;
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		snprintf(where, len, "%s%s%s", places[i][0], name.release, places[i][1]);
		if (search_text(where, option, &found))
			return found;
	}
	snprintf(where, len, "%s", ROOT_CONFIG_GZ);
	return search_compressed(option, &found) ? found : KERNEL_OPTION_UNKNOWN;
}
