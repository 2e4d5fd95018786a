// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files below a root: see root.h. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <mntent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "lib/base/root.h"
#include "lib/base/strbuf.h"

/* How often an unlucky openat2() is repeated: the next one is lucky nearly always. */
#define EAGAIN_TRIES 1000

/* The name of an open file descriptor in /proc. */
#define FD_LINK_SIZE (sizeof("/proc/self/fd/") + 10)

static void fd_link(int fd, char buf[FD_LINK_SIZE])
{
	snprintf(buf, FD_LINK_SIZE, "/proc/self/fd/%d", fd);
}

struct root {
	char *path;	/* canonical, as the kernel sees it; NULL: running system */
	int fd;
};

int root_new(const char *prefix, struct root **result)
{
	struct root *root;
	int rc;

	root = calloc(1, sizeof(*root));
	if (!root)
		return -ENOMEM;
	root->fd = -1;
	if (!prefix || !prefix[0] || !strcmp(prefix, "/")) {
		*result = root;
		return 0;
	}

	root->path = realpath(prefix, NULL);
	if (root->path && !strcmp(root->path, "/")) {
		/* The running system, by another name. */
		free(root->path);
		root->path = NULL;
		*result = root;
		return 0;
	}
	if (root->path)
		root->fd = open(root->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (root->fd < 0) {
		rc = -errno;
		root_free(root);
		return rc;
	}
	*result = root;
	return 0;
}

void root_free(struct root *root)
{
	if (!root)
		return;
	cleanup_close(&root->fd);
	free(root->path);
	free(root);
}

int root_change(struct root **root, const char *prefix)
{
	struct root *new = NULL;
	int rc;

	rc = root_new(prefix, &new);
	if (rc)
		return rc;
	if (!root_exists(new, ROOT_SYS)) {
		root_free(new);
		return -ENODATA;
	}
	root_free(*root);
	*root = new;
	return 0;
}

const char *root_prefix(const struct root *root)
{
	return root->path ? root->path : "";
}

bool root_is_redirected(const struct root *root)
{
	return root->path;
}

int root_open(const struct root *root, const char *path, int flags)
{
	struct open_how how = {
		.flags = flags | O_CLOEXEC,
		.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
	};
	int fd, tries = 0;

	if (!root->path) {
		fd = open(path, flags | O_CLOEXEC);
		return fd < 0 ? -errno : fd;
	}
	/* A rename or mount anywhere while ".." is resolved makes it fail with EAGAIN. */
	do {
		fd = syscall(SYS_openat2, root->fd, path, &how, sizeof(how));
	} while (fd < 0 && errno == EAGAIN && ++tries < EAGAIN_TRIES);
	return fd < 0 ? -errno : fd;
}

/* Of a regular file only: neither a FIFO nor a device node is ever opened. */
static int open_regular(const struct root *root, const char *path)
{
	_cleanup_close_ int fd = root_open(root, path, O_PATH);
	char link[FD_LINK_SIZE];
	struct stat st;
	int file;

	if (fd < 0)
		return fd;
	if (fstat(fd, &st) || !S_ISREG(st.st_mode))
		return -EINVAL;
	/* The very file that was looked at, whatever has its name by now. */
	fd_link(fd, link);
	file = open(link, O_RDONLY | O_CLOEXEC);
	return file < 0 ? -errno : file;
}

/* In a copy, the name of an attribute may be that of anything. */
static int open_attribute(const struct root *root, const char *path)
{
	return root->path ? open_regular(root, path) : root_open(root, path, O_RDONLY | O_NOCTTY);
}

ssize_t root_read(const struct root *root, const char *path, char *buf, size_t len)
{
	_cleanup_close_ int fd = open_attribute(root, path);
	ssize_t size;

	if (fd < 0)
		return fd;
	do {
		size = read(fd, buf, len);
	} while (size < 0 && errno == EINTR);
	if (size < 0)
		return -errno;
	if ((size_t)size == len)
		return -EFBIG;
	if (size && buf[size - 1] == '\n')
		size--;
	buf[size] = '\0';
	return memchr(buf, '\0', size) ? -EILSEQ : size;
}

/* Up to @max - 1 bytes of an open file, and a NUL. */
static ssize_t load(int fd, size_t max, char **bytes)
{
	struct strbuf buf = { 0 };
	char piece[4096];
	ssize_t size = 1;
	size_t len;

	while (size && buf.len + 1 < max && !buf.error) {
		/* In the kernel's files, a read gives as many lines as it likes. */
		len = max - 1 - buf.len;
		size = read(fd, piece, len < sizeof(piece) ? len : sizeof(piece));
		if (size > 0)
			strbuf_add_bytes(&buf, piece, size);
		else if (size < 0 && errno != EINTR && !buf.error)
			buf.error = -errno;
	}
	size = buf.error ? buf.error : (ssize_t)buf.len;
	*bytes = strbuf_steal(&buf);
	return *bytes || size < 0 ? size : -ENOMEM;
}

ssize_t root_load(const struct root *root, const char *path, size_t max, char **text)
{
	_cleanup_close_ int fd = open_attribute(root, path);

	return fd < 0 ? fd : load(fd, max, text);
}

ssize_t root_load_whole(const struct root *root, const char *path, size_t max, char **bytes)
{
	_cleanup_close_ int fd = open_regular(root, path);
	ssize_t size = fd < 0 ? fd : load(fd, max + 2, bytes);

	if (size <= (ssize_t)max)
		return size;
	free(*bytes);
	return -EFBIG;
}

int root_mode(const struct root *root, const char *path)
{
	_cleanup_close_ int fd = root_open(root, path, O_PATH | O_NOFOLLOW);
	struct stat st;

	if (fd < 0)
		return fd;
	return fstat(fd, &st) ? -errno : (int)st.st_mode;
}

bool root_exists(const struct root *root, const char *path)
{
	_cleanup_close_ int fd = -1;

	if (!root->path)
		return !access(path, F_OK);
	fd = root_open(root, path, O_PATH);
	return fd >= 0;
}

ssize_t root_readlink(const struct root *root, const char *path, char *buf, size_t len)
{
	_cleanup_close_ int fd = -1;
	ssize_t size;

	if (root->path) {
		fd = root_open(root, path, O_PATH | O_NOFOLLOW);
		if (fd < 0)
			return fd;
		size = readlinkat(fd, "", buf, len);
	} else {
		size = readlink(path, buf, len);
	}
	if (size < 0)
		return -errno;
	if ((size_t)size == len)
		return -ERANGE;
	buf[size] = '\0';
	return size;
}

/* The name of an open file, with the root's own path taken off. */
static int strip_root(const struct root *root, int fd, char *buf, size_t len)
{
	size_t prefix = strlen(root->path);
	char link[FD_LINK_SIZE], full[PATH_MAX];
	ssize_t size;

	fd_link(fd, link);
	size = readlink(link, full, sizeof(full) - 1);
	if (size < 0)
		return -errno;
	full[size] = '\0';
	if (strncmp(full, root->path, prefix) || (full[prefix] && full[prefix] != '/'))
		return -EXDEV;
	return path_format(buf, len, "%s", full[prefix] ? full + prefix : "/");
}

int root_resolve(const struct root *root, const char *path, char *buf, size_t len)
{
	_cleanup_close_ int fd = -1;
	char full[PATH_MAX];

	if (!root->path) {
		if (!realpath(path, full))
			return -errno;
		return path_format(buf, len, "%s", full);
	}
	fd = root_open(root, path, O_PATH);
	if (fd < 0)
		return fd;
	return strip_root(root, fd, buf, len);
}

int root_resolve_in(const struct root *root, const char *folder, const char *name, char *buf,
		    size_t len)
{
	char path[PATH_MAX], link[PATH_MAX];
	ssize_t size;
	int rc;

	rc = path_format(path, sizeof(path), "%s/%s", folder, name);
	if (rc || root->path)
		return rc ? rc : root_resolve(root, path, buf, len);
	size = root_readlink(root, path, link, sizeof(link));
	if (size < 0 && size != -EINVAL)
		return size;
	return size > 0 && path_follow(folder, link, buf, len) ? 0 :
								root_resolve(root, path, buf, len);
}

int root_list_inodes(const struct root *root, const char *path,
		     int (*each)(const char *name, unsigned long long inode, void *data),
		     void *data)
{
	_cleanup_close_ int fd = root_open(root, path, O_RDONLY | O_DIRECTORY);
	struct dirent *entry;
	int rc = 0;
	DIR *dir;

	if (fd < 0)
		return fd;
	dir = fdopendir(fd);
	if (!dir)
		return -errno;
	fd = -1;	/* closedir() closes it */
	while (rc == 0) {
		errno = 0;
		entry = readdir(dir);
		if (!entry) {
			rc = -errno;
			break;
		}
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			rc = each(entry->d_name, entry->d_ino, data);
	}
	closedir(dir);
	return rc;
}

struct names {
	int (*each)(const char *name, void *data);
	void *data;
};

static int name_only(const char *name, unsigned long long inode, void *data)
{
	const struct names *names = data;

	(void)inode;
	return names->each(name, names->data);
}

int root_list(const struct root *root, const char *path,
	      int (*each)(const char *name, void *data), void *data)
{
	struct names names = { each, data };

	return root_list_inodes(root, path, name_only, &names);
}

/* More than any machine has mounted; a copy may claim any size. */
#define MOUNTS_MAX (1 << 20)

int root_find_mount(const struct root *root, const char *fstype, char *buf, size_t len)
{
	_cleanup_free_ char *text = NULL;
	ssize_t size = root_load(root, ROOT_MOUNTS, MOUNTS_MAX, &text);
	char line[PATH_MAX];
	struct mntent entry;
	int rc = -ENOENT;
	FILE *file;

	if (size < 0)
		return size;
	file = size ? fmemopen(text, size, "r") : NULL;
	if (!file)
		return -ENOENT;
	while (rc == -ENOENT && getmntent_r(file, &entry, line, sizeof(line)))
		if (!strcmp(entry.mnt_type, fstype))
			rc = path_format(buf, len, "%s", entry.mnt_dir);
	fclose(file);
	return rc;
}
