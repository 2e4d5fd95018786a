// SPDX-License-Identifier: GPL-2.0-or-later
/* How a kernel was configured: see kernel-config.h. */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "lib/base/root.h"
#include "lib/tool/host/kernel-config.h"

/* Does @line set @option, or say that it is not set? */
static bool says(const char *line, const char *option, enum kernel_option *found)
{
	size_t len = strlen(option);

	if (!strncmp(line, option, len) && line[len] == '=')
		*found = line[len + 1] == 'm' ? KERNEL_OPTION_MODULE : KERNEL_OPTION_BUILT_IN;
	else if (!strncmp(line, "# ", 2) && !strncmp(line + 2, option, len) &&
		 !strcmp(line + 2 + len, " is not set\n"))
		*found = KERNEL_OPTION_NOT_SET;
	else
		return false;
	return true;
}

/* False: the file is no configuration. */
static bool search(FILE *file, const char *option, enum kernel_option *found)
{
	bool is_config = false, said = false;
	char *line = NULL;
	size_t room = 0;

	*found = KERNEL_OPTION_ABSENT;
	while (!said && getline(&line, &room, file) > 0) {
		is_config |= !strncmp(line, "CONFIG_", 7) || !strncmp(line, "# CONFIG_", 9);
		said = says(line, option, found);
	}
	free(line);
	return is_config;
}

static bool search_text(const struct root *root, const char *path, const char *option,
			enum kernel_option *found)
{
	int fd = root_open(root, path, O_RDONLY | O_NONBLOCK);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "re");
	bool is_config;

	if (!file) {
		if (fd >= 0)
			close(fd);
		return false;
	}
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

static bool read_release(const struct root *root, char *buf, size_t len)
{
	struct utsname name;

	if (root_is_redirected(root))
		return root_read(root, ROOT_RELEASE, buf, len) > 0 && !strchr(buf, '/');
	if (uname(&name))
		return false;
	snprintf(buf, len, "%s", name.release);
	return true;
}

static enum kernel_option search_places(const struct root *root, const char *option, char *where,
					size_t len)
{
	static const char *const places[][2] = { { "/boot/config-", "" },
						 { "/lib/modules/", "/config" } };
	enum kernel_option found;
	char release[128];

	if (!read_release(root, release, sizeof(release)))
		return KERNEL_OPTION_UNKNOWN;
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		snprintf(where, len, "%s%s%s", places[i][0], release, places[i][1]);
		if (search_text(root, where, option, &found))
			return found;
	}
	snprintf(where, len, "%s", ROOT_CONFIG_GZ);
	if (!root_is_redirected(root) && search_compressed(option, &found))
		return found;
	return KERNEL_OPTION_UNKNOWN;
}

enum kernel_option kernel_option(const char *sysroot, const char *option, char *where,
				 size_t len)
{
	enum kernel_option found;
	struct root *root;

	if (root_new(sysroot, &root))
		return KERNEL_OPTION_UNKNOWN;
	found = search_places(root, option, where, len);
	root_free(root);
	return found;
}
