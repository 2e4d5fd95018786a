// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Unpacking of an archive from an untrusted source. Links are created last, so that no path
 * leads through a link while files are written.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/base/root.h"
#include "lib/tool/snapshot/archive-there.h"
#include "lib/tool/snapshot/snapshot.h"

/* A machine with thousands of memdevs and memory blocks is below all of these. */
const struct snapshot_limits snapshot_limits = {
	.members = 1 << 19, .member_bytes = 16 << 20, .total_bytes = 256 << 20, .depth = 64,
};

struct link {
	struct link *next;
	char *path, *target;
};

struct unpack {
	struct archive *archive;
	int folder;
	const struct snapshot_limits *limits;
	size_t members, folders, total;
	struct link *links;
	char *why;
	size_t len;
};

static _printf_(3, 4) int refuse(struct unpack *unpack, int rc, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(unpack->why, unpack->len, format, args);
	va_end(args);
	return rc;
}

static int broken(struct unpack *unpack)
{
	const char *text = archive_error_string(unpack->archive);

	return refuse(unpack, -EBADMSG, "it is damaged, or not a tar archive: %s",
		      text ? text : "no data");
}

/*
 * Returns the path without "." and empty components, to be freed; NULL and @rc if it is not
 * allowed in a snapshot.
 */
static char *clean_path(struct unpack *unpack, const char *name, int *rc)
{
	_cleanup_free_ char *copy = strdup(name);
	char *clean = malloc(strlen(name) + 1), *rest = copy, *part, *end = clean;
	size_t depth = 0;

	*rc = copy && clean ? 0 : refuse(unpack, -ENOMEM, "out of memory");
	if (*rc == 0 && name[0] == '/')
		*rc = refuse(unpack, -EINVAL, "the member %s has an absolute path", name);
	while (*rc == 0 && (part = strsep(&rest, "/"))) {
		if (!strcmp(part, "..")) {
			*rc = refuse(unpack, -EINVAL, "the member %s leads out of the archive (..)",
				     name);
		} else if (part[0] && strcmp(part, ".")) {
			if (end != clean)
				*end++ = '/';
			memcpy(end, part, strlen(part));
			end += strlen(part);
			depth++;
		}
	}
	if (*rc == 0 && depth > unpack->limits->depth)
		*rc = refuse(unpack, -ELOOP, "a member is %zu directories deep; the limit is %zu",
			     depth, unpack->limits->depth);
	if (*rc) {
		free(clean);
		return NULL;
	}
	*end = '\0';
	return clean;
}

static int make_folder(struct unpack *unpack, const char *path)
{
	struct stat st;

	if (!path[0])
		return 0;
	/* One member can create several directories: each counts. */
	if (!mkdirat(unpack->folder, path, 0700)) {
		if (++unpack->folders <= unpack->limits->members)
			return 0;
		return refuse(unpack, -EFBIG, "it has %zu directories or more; the limit is %zu",
			      unpack->folders, unpack->limits->members);
	}
	if (errno == EEXIST && !fstatat(unpack->folder, path, &st, AT_SYMLINK_NOFOLLOW) &&
	    S_ISDIR(st.st_mode))
		return 0;
	return refuse(unpack, -errno, "cannot create the directory %s: %s", path, strerror(errno));
}

/* Creates the directories above @path, which need not be in the archive. */
static int make_way(struct unpack *unpack, char *path)
{
	int rc = 0;

	for (char *slash = path; rc == 0 && (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		rc = make_folder(unpack, path);
		*slash = '/';
	}
	return rc;
}

static int write_all(int fd, const char *bytes, size_t len)
{
	ssize_t written;

	for (; len; bytes += written, len -= written) {
		written = write(fd, bytes, len);
		if (written < 0)
			return -errno;
	}
	return 0;
}

static int too_large(struct unpack *unpack, const char *path, unsigned long long bytes)
{
	const struct snapshot_limits *limits = unpack->limits;

	if (bytes > limits->member_bytes)
		return refuse(unpack, -EFBIG,
			      "the member %s has %llu bytes or more; the limit is %zu", path,
			      bytes, limits->member_bytes);
	if (unpack->total + bytes > limits->total_bytes)
		return refuse(unpack, -EFBIG,
			      "the members have %llu bytes or more; the limit is %zu",
			      unpack->total + bytes, limits->total_bytes);
	return 0;
}

static int make_file(struct unpack *unpack, const char *path, la_int64_t said)
{
	_cleanup_close_ int fd = openat(unpack->folder, path, O_WRONLY | O_CREAT | O_EXCL |
					O_NOFOLLOW | O_CLOEXEC, 0600);
	char bytes[16384];
	size_t used = 0;
	la_ssize_t size;
	int rc;

	if (fd < 0)
		return refuse(unpack, -errno, "cannot create the file %s: %s", path,
			      errno == EEXIST ? "the archive has two members of that name" :
						strerror(errno));
	/* Check its declared size first: holes of a sparse file cost time, too. */
	rc = said > 0 ? too_large(unpack, path, said) : 0;
	while (rc == 0 && (size = archive_read_data(unpack->archive, bytes, sizeof(bytes)))) {
		if (size < 0)
			return broken(unpack);
		used += size;
		rc = too_large(unpack, path, used);
		if (rc == 0 && write_all(fd, bytes, size))
			rc = refuse(unpack, -errno, "cannot write %s: %s", path, strerror(errno));
	}
	unpack->total += used;
	return rc;
}

/* Kept in memory until the end, so it counts like a file of its length. */
static int keep_link(struct unpack *unpack, const char *path, const char *target)
{
	struct link *link;
	size_t bytes;
	int rc;

	if (!target)
		return refuse(unpack, -EBADMSG, "the link %s has no target", path);
	bytes = strlen(path) + strlen(target);
	/* The limit of file systems. */
	if (bytes >= 2 * PATH_MAX)
		return refuse(unpack, -ENAMETOOLONG, "name and target of a link have %zu bytes",
			      bytes);
	rc = too_large(unpack, path, bytes);
	if (rc)
		return rc;
	link = calloc(1, sizeof(*link));
	if (!link)
		return refuse(unpack, -ENOMEM, "out of memory");
	unpack->total += bytes;
	link->path = strdup(path);
	link->target = strdup(target);
	link->next = unpack->links;
	unpack->links = link;
	if (link->path && link->target)
		return 0;
	return refuse(unpack, -ENOMEM, "out of memory");
}

static int make_links(struct unpack *unpack)
{
	int rc = 0;

	for (struct link *link = unpack->links; link && rc == 0; link = link->next)
		if (symlinkat(link->target, unpack->folder, link->path))
			rc = refuse(unpack, -errno, "cannot create the link %s: %s", link->path,
				    errno == EEXIST ? "the archive has two members of that name" :
						      strerror(errno));
	return rc;
}

static void free_links(struct unpack *unpack)
{
	struct link *next;

	for (struct link *link = unpack->links; link; link = next) {
		next = link->next;
		free(link->path);
		free(link->target);
		free(link);
	}
}

static int take_member(struct unpack *unpack, struct archive_entry *member)
{
	const char *name = archive_entry_pathname(member);
	_cleanup_free_ char *path = NULL;
	int rc;

	if (!name)
		return refuse(unpack, -EBADMSG, "a member has no name, or one in another character set");
	if (++unpack->members > unpack->limits->members)
		return refuse(unpack, -EFBIG, "it has %zu members or more; the limit is %zu",
			      unpack->members, unpack->limits->members);
	path = clean_path(unpack, name, &rc);
	if (!path)
		return rc;
	rc = make_way(unpack, path);
	if (rc)
		return rc;
	if (archive_entry_hardlink(member))
		return refuse(unpack, -EINVAL, "the member %s is a hard link, which snapshots do not have",
			      name);
	switch (archive_entry_filetype(member)) {
	case AE_IFDIR:
		return make_folder(unpack, path);
	case AE_IFREG:
		return make_file(unpack, path, archive_entry_size(member));
	case AE_IFLNK:
		return keep_link(unpack, path, archive_entry_symlink(member));
	}
	return refuse(unpack, -EINVAL, "the member %s is a device or a FIFO, which snapshots do not have",
		      name);
}

static int take_members(struct unpack *unpack)
{
	struct archive_entry *member;
	int rc = 0, found;

	while (rc == 0) {
		found = archive_read_next_header(unpack->archive, &member);
		if (found == ARCHIVE_EOF)
			break;
		/* Warnings concern character sets and attributes. */
		rc = found < ARCHIVE_WARN ? broken(unpack) : take_member(unpack, member);
	}
	if (rc == 0 && !unpack->members)
		rc = refuse(unpack, -EBADMSG, "it is empty");
	return rc ? rc : make_links(unpack);
}

int snapshot_unpack(int fd, int folder, const struct snapshot_limits *limits, char *why,
		    size_t len)
{
	struct unpack unpack = {
		.folder = folder, .limits = limits, .why = why, .len = len,
	};
	int rc;

	if (!archive_is_there())
		return refuse(&unpack, -ELIBACC, "libarchive, which unpacks it, is not installed");
	unpack.archive = archive_read_new();
	if (!unpack.archive)
		return refuse(&unpack, -ENOMEM, "out of memory");
	archive_read_support_format_tar(unpack.archive);
	archive_read_support_filter_gzip(unpack.archive);
	archive_read_support_filter_xz(unpack.archive);
	archive_read_support_filter_zstd(unpack.archive);
	rc = archive_read_open_fd(unpack.archive, fd, 65536) == ARCHIVE_OK ?
		     take_members(&unpack) : broken(&unpack);
	free_links(&unpack);
	archive_read_free(unpack.archive);
	return rc;
}

static int only_folder(const char *name, void *data)
{
	char *only = data;

	/* A second entry: there is no only directory. */
	if (only[0])
		return -ENODATA;
	return path_format(only, NAME_MAX + 1, "%s", name);
}

int snapshot_find_root(int folder, char *name, size_t len)
{
	char only[NAME_MAX + 1] = "", path[NAME_MAX + 8];
	struct root *root;
	struct stat st;
	int rc;

	rc = path_format(path, sizeof(path), "/proc/self/fd/%d", folder);
	if (rc == 0)
		rc = root_new(path, &root);
	if (rc)
		return rc;
	if (root_exists(root, ROOT_SYS)) {
		rc = path_format(name, len, ".");
	} else {
		rc = root_list(root, "/", only_folder, only);
		/* A link could lead to the directory of this machine. */
		if (rc == 0 && (!only[0] || fstatat(folder, only, &st, AT_SYMLINK_NOFOLLOW) ||
				!S_ISDIR(st.st_mode) ||
				path_format(path, sizeof(path), "%s" ROOT_SYS, only) ||
				!root_exists(root, path)))
			rc = -ENODATA;
		if (rc == 0)
			rc = path_format(name, len, "%s", only);
	}
	root_free(root);
	return rc;
}
