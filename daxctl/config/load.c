// SPDX-License-Identifier: GPL-2.0-or-later
/* The files of a configuration folder. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "daxctl/config/rules.h"
#include "lib/base/array.h"
#include "lib/tool/io/say.h"
#include "lib/tool/io/text.h"

#define FILE_MAX (1 << 20)

static int is_conf(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > strlen(".conf") && entry->d_name[0] != '.' &&
	       !strcmp(entry->d_name + len - strlen(".conf"), ".conf");
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int refuse(const char *file, const char *why, const char *instead)
{
	say_error("cannot read %s: %s", file, why);
	if (instead)
		say_hint("%s", instead);
	return CLI_FAILED;
}

/* All of it, up to the limit and one more; its length or a negative errno. */
static ssize_t read_all(int fd, char *bytes, size_t max)
{
	size_t len = 0;

	while (len < max) {
		ssize_t nr = read(fd, bytes + len, max - len);

		if (nr < 0 && errno == EINTR)
			continue;
		if (nr < 0)
			return -errno;
		if (nr == 0)
			break;
		len += (size_t)nr;
	}
	return (ssize_t)len;
}

static int add_file(struct config *config, const char *shown)
{
	int rc = array_grow(&config->files, config->nr_files);
	char *copy = rc ? NULL : strdup(shown);

	if (copy)
		config->files[config->nr_files++] = copy;
	return copy ? 0 : -ENOMEM;
}

/* @shown: its path, fit for a terminal. */
static int load_file(struct config *config, int folder, const char *name, const char *shown)
{
	/* Not blocking: a pipe that nobody writes to would be waited for. */
	_cleanup_close_ int fd = openat(folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	_cleanup_free_ char *bytes = NULL;
	struct stat info;
	ssize_t len;

	if (fd < 0 || fstat(fd, &info))
		return refuse(shown, strerror(errno),
			      errno == EACCES ? "Try as root, or mend the rights of the file" :
						NULL);
	if (!S_ISREG(info.st_mode))
		return refuse(shown, S_ISDIR(info.st_mode) ? "it is a folder" :
							     "it is no regular file",
			      "Remove it, or give it a name that does not end in .conf");
	bytes = malloc(FILE_MAX + 1);
	len = bytes ? read_all(fd, bytes, FILE_MAX + 1) : -ENOMEM;
	if (len < 0)
		return refuse(shown, strerror((int)-len), NULL);
	if (len > FILE_MAX)
		return refuse(shown, "it is larger than 1 MiB",
			      "A configuration is short; is this file in the right folder?");
	return add_file(config, shown) ? refuse(shown, strerror(ENOMEM), NULL) :
					 config_parse(config, shown, bytes, (size_t)len);
}

int config_load(struct config *config, const char *folder)
{
	struct dirent **entries = NULL;
	_cleanup_close_ int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	char path[PATH_MAX], shown[PATH_MAX];
	int nr, status = CLI_OK;

	if (fd < 0 && errno == ENOENT)
		return CLI_OK;
	text_escape(folder, shown, sizeof(shown));
	nr = fd < 0 ? -1 : scandirat(fd, ".", &entries, is_conf, by_name);
	if (nr < 0)
		return refuse(shown, strerror(errno), errno == EACCES ? "Try as root" : NULL);
	for (int i = 0; i < nr; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
		text_escape(path, shown, sizeof(shown));
		if (load_file(config, fd, entries[i]->d_name, shown) != CLI_OK)
			status = CLI_FAILED;
		free(entries[i]);
	}
	free(entries);
	return status;
}
