// SPDX-License-Identifier: GPL-2.0-or-later
/* Recording: from a machine to an archive. */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <time.h>

#include "lib/tool/snapshot/archive-there.h"
#include "lib/tool/snapshot/parts.h"
#include "lib/tool/snapshot/snapshot.h"

#define UNREADABLE "/cxl-utils/unreadable"

static const struct {
	const char *suffix;
	int (*add_filter)(struct archive *archive);
} formats[] = {
	{ ".tar", archive_write_add_filter_none },
	{ ".tar.gz", archive_write_add_filter_gzip },
	{ ".tar.xz", archive_write_add_filter_xz },
	{ ".tar.zst", archive_write_add_filter_zstd },
};

const char *snapshot_suffix(const char *name)
{
	size_t len = strlen(path_name(name));

	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		size_t suffix = strlen(formats[i].suffix);

		if (len > suffix &&
		    !strcmp(path_name(name) + len - suffix, formats[i].suffix))
			return formats[i].suffix;
	}
	return NULL;
}

struct sink {
	const struct snapshot_options *options;
	int rc;			/* from the caller's function */
};

static la_ssize_t write_piece(struct archive *archive, void *data, const void *bytes, size_t len)
{
	struct sink *sink = data;

	(void)archive;
	sink->rc = sink->options->write(sink->options->data, bytes, len);
	return sink->rc ? -1 : (la_ssize_t)len;
}

static int write_entry(struct archive *archive, struct archive_entry *member, const char *folder,
		       const struct copy_entry *entry)
{
	char path[PATH_MAX];

	if (path_format(path, sizeof(path), "%s%s", folder, entry->path))
		return -ENAMETOOLONG;
	archive_entry_clear(member);
	archive_entry_set_pathname(member, path);
	archive_entry_set_filetype(member, entry->type);
	archive_entry_set_perm(member, S_ISDIR(entry->type) ? 0755 : 0644);
	archive_entry_set_mtime(member, time(NULL), 0);
	if (S_ISLNK(entry->type))
		archive_entry_set_symlink(member, entry->bytes);
	archive_entry_set_size(member, S_ISREG(entry->type) ? entry->len : 0);
	if (archive_write_header(archive, member) < ARCHIVE_WARN)
		return -EIO;
	if (S_ISREG(entry->type) && entry->len &&
	    archive_write_data(archive, entry->bytes, entry->len) != (la_ssize_t)entry->len)
		return -EIO;
	return 0;
}

static int choose_format(struct archive *archive, const char *suffix)
{
	int rc = ARCHIVE_FATAL;

	for (size_t i = 0; i < ARRAY_SIZE(formats); i++)
		if (!strcmp(formats[i].suffix, suffix))
			rc = formats[i].add_filter(archive);
	/* A warning: an external program would be needed. */
	return rc == ARCHIVE_OK &&
	       archive_write_set_format_pax_restricted(archive) == ARCHIVE_OK ? 0 : -EOPNOTSUPP;
}

static int write_archive(const struct copy *copy, const struct snapshot_options *options)
{
	struct archive_entry *member = archive_entry_new();
	struct archive *archive = archive_write_new();
	const struct copy_entry top = { .path = (char *)"", .type = S_IFDIR };
	struct sink sink = { .options = options };
	int rc = archive && member ? choose_format(archive, options->suffix) : -ENOMEM;

	if (rc == 0) {
		archive_write_set_bytes_in_last_block(archive, 1);
		if (archive_write_open(archive, &sink, NULL, write_piece, NULL) != ARCHIVE_OK)
			rc = -EIO;
	}
	if (rc == 0)
		rc = write_entry(archive, member, options->folder, &top);
	for (size_t i = 0; i < copy->nr && rc == 0; i++)
		rc = write_entry(archive, member, options->folder, &copy->entries[i]);
	if (rc == 0 && archive_write_close(archive) != ARCHIVE_OK)
		rc = -EIO;
	archive_entry_free(member);
	archive_write_free(archive);
	return sink.rc ? sink.rc : rc;
}

static void count(const struct copy *copy, struct snapshot_report *report)
{
	for (size_t i = 0; i < copy->nr; i++) {
		report->nr_files += S_ISREG(copy->entries[i].type);
		report->nr_answers += !strcmp(path_name(copy->entries[i].path), "commands") &&
				      strstr(copy->entries[i].path, "/mailbox/");
	}
}

static int fill(struct copy *copy, const struct snapshot_options *options,
		struct snapshot_report *report)
{
	char path[64];

	report->has_bus = !path_format(path, sizeof(path), ROOT_BUS, "cxl") &&
			  root_exists(copy->root, path);
	copy_add_folder(copy, ROOT_SYS);
	report->nr_devices = copy_devices(copy);
	copy_system(copy);
	copy_replies(copy, options->labels);
	if (copy->unreadable.len)
		copy_add_bytes(copy, UNREADABLE, copy->unreadable.text, copy->unreadable.len);
	if (copy->rc == 0)
		copy_finish(copy);
	report->nr_serials = options->anonymize ? copy_anonymize(copy) : copy_count_serials(copy);
	count(copy, report);
	report->nr_unreadable = copy->nr_unreadable;
	report->denied = copy->denied;
	report->unreadable = copy->nr_unreadable ? strbuf_steal(&copy->unreadable) : NULL;
	return copy->rc;
}

int snapshot_record(const struct snapshot_options *options, struct snapshot_report *report)
{
	struct copy copy = { 0 };
	struct root *root;
	int rc;

	*report = (struct snapshot_report){ 0 };
	if (!archive_is_there())
		return -ELIBACC;
	rc = root_new(options->root, &root);
	if (rc)
		return rc;
	copy.root = root;
	rc = root_exists(root, ROOT_SYS) ? fill(&copy, options, report) : -ENODATA;
	if (rc == 0)
		rc = write_archive(&copy, options);
	copy_free(&copy);
	root_free(root);
	return rc;
}
