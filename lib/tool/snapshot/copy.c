// SPDX-License-Identifier: GPL-2.0-or-later
/* The content of a snapshot while it is recorded: see copy.h. */
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/array.h"
#include "lib/tool/snapshot/copy.h"

/* Limit of one file. The largest are CDAT, ACPI tables and /proc/iomem: some hundred KiB. */
#define FILE_MAX (4 << 20)

void copy_free(struct copy *copy)
{
	for (size_t i = 0; i < copy->nr; i++) {
		free(copy->entries[i].path);
		free(copy->entries[i].bytes);
	}
	free(copy->entries);
	strbuf_free(&copy->unreadable);
	*copy = (struct copy){ 0 };
}

/* Takes ownership of @bytes, which is NULL for an empty file or a directory. */
static void add(struct copy *copy, const char *path, mode_t type, char *bytes, size_t len)
{
	if (copy->rc == 0)
		copy->rc = array_grow(&copy->entries, copy->nr);
	if (copy->rc) {
		free(bytes);
		return;
	}
	copy->entries[copy->nr] = (struct copy_entry){ strdup(path), type, bytes, len };
	if (copy->entries[copy->nr++].path)
		return;
	copy->rc = -ENOMEM;
	free(bytes);
	copy->nr--;
}

void copy_add_folder(struct copy *copy, const char *path)
{
	add(copy, path, S_IFDIR, NULL, 0);
}

void copy_add_link(struct copy *copy, const char *path)
{
	char text[PATH_MAX];
	ssize_t len = root_readlink(copy->root, path, text, sizeof(text));
	char *bytes;

	/* A link without a target cannot be created. */
	if (len <= 0)
		return;
	bytes = strdup(text);
	if (bytes)
		add(copy, path, S_IFLNK, bytes, len);
	else
		copy->rc = -ENOMEM;
}

void copy_add_file(struct copy *copy, const char *path)
{
	int mode = root_mode(copy->root, path);
	char *bytes;
	ssize_t len;

	if (mode < 0)
		copy_note(copy, path, mode);
	if (mode < 0 || !S_ISREG(mode) || !(mode & 0444))
		return;
	len = root_load_whole(copy->root, path, FILE_MAX, &bytes);
	if (len >= 0)
		add(copy, path, S_IFREG, bytes, len);
	else
		copy_note(copy, path, len);
}

void copy_add_bytes(struct copy *copy, const char *path, const void *bytes, size_t len)
{
	char *own = malloc(len + 1);

	if (!own) {
		copy->rc = -ENOMEM;
		return;
	}
	if (len)
		memcpy(own, bytes, len);
	own[len] = '\0';
	add(copy, path, S_IFREG, own, len);
}

void copy_add_text(struct copy *copy, const char *path, const char *format, ...)
{
	char *text;
	va_list args;
	int len;

	va_start(args, format);
	len = vasprintf(&text, format, args);
	va_end(args);
	if (len >= 0)
		add(copy, path, S_IFREG, text, len);
	else
		copy->rc = -ENOMEM;
}

void copy_note(struct copy *copy, const char *path, int rc)
{
	/* A missing file is not an error. */
	if (rc == -ENOENT || rc == -ENOTDIR || rc == -ENODEV)
		return;
	strbuf_addf(&copy->unreadable, "%s: %s\n", path, strerror(-rc));
	if (copy->unreadable.error)
		copy->rc = copy->unreadable.error;
	copy->nr_unreadable++;
	copy->denied |= rc == -EACCES || rc == -EPERM;
}

struct names {
	const char *pattern;
	char **names;
	size_t nr;
};

static int keep_name(const char *name, void *data)
{
	struct names *names = data;

	if (fnmatch(names->pattern, name, 0))
		return 0;
	if (array_grow(&names->names, names->nr))
		return -ENOMEM;
	names->names[names->nr] = strdup(name);
	if (!names->names[names->nr])
		return -ENOMEM;
	names->nr++;
	return 0;
}

void copy_each(struct copy *copy, const char *folder, const char *pattern,
	       void (*each)(struct copy *copy, const char *path, void *data), void *data)
{
	struct names names = { .pattern = pattern };
	char path[PATH_MAX];
	int rc = root_list(copy->root, folder, keep_name, &names);

	if (rc == -ENOMEM)
		copy->rc = rc;
	else if (rc)
		copy_note(copy, folder, rc);
	/* The directory is closed by now, so that few descriptors are open at any depth. */
	for (size_t i = 0; i < names.nr; i++) {
		if (!path_format(path, sizeof(path), "%s/%s", folder, names.names[i]))
			each(copy, path, data);
		free(names.names[i]);
	}
	free(names.names);
}

static int compare(const void *a, const void *b)
{
	const struct copy_entry *first = a, *second = b;
	int order = strcmp(first->path, second->path);

	/* Of equal paths, keep the most specific: link, file, directory (by value of the type). */
	return order ? order : (first->type < second->type) - (first->type > second->type);
}

static void sort(struct copy *copy)
{
	size_t kept = 0;

	if (copy->nr)
		qsort(copy->entries, copy->nr, sizeof(*copy->entries), compare);
	for (size_t i = 0; i < copy->nr; i++) {
		if (kept && !strcmp(copy->entries[kept - 1].path, copy->entries[i].path)) {
			free(copy->entries[i].path);
			free(copy->entries[i].bytes);
		} else {
			copy->entries[kept++] = copy->entries[i];
		}
	}
	copy->nr = kept;
}

void copy_finish(struct copy *copy)
{
	const char *before = "";
	size_t nr, common;
	char path[PATH_MAX];

	sort(copy);
	nr = copy->nr;
	for (size_t i = 0; i < nr; i++) {
		const char *full = copy->entries[i].path;

		/* Add the directories that the previous entry does not have. */
		for (common = 0; full[common] && full[common] == before[common];)
			common++;
		for (const char *at = full + 1; (at = strchr(at, '/')); at++)
			if ((size_t)(at - full) >= common &&
			    !path_format(path, sizeof(path), "%.*s", (int)(at - full), full))
				copy_add_folder(copy, path);
		before = full;
	}
	sort(copy);
}
