// SPDX-License-Identifier: LGPL-2.1-or-later
/* The kernel's firmware loader: what it does, an image sent to it or called back. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/base/dev-write.h"
#include "lib/base/parse.h"
#include "lib/base/platform.h"
#include "lib/cxl/internal.h"

/* Larger than any slot; keeps a wrong file from eating memory. */
#define IMAGE_MAX (1LL << 30)

/* An attribute of the firmware loader, read now; its length or a negative errno. */
static ssize_t read_loader(struct cxl_memdev *memdev, const char *attr, char *buf, size_t len)
{
	char path[PATH_MAX];
	int rc;

	rc = path_format(path, sizeof(path), "%s/firmware/%s/%s", memdev->dev.path,
			 memdev->dev.name, attr);
	return rc ? rc : root_read(memdev->dev.root, path, buf, len);
}

CXL_EXPORT enum cxl_fwl_status cxl_memdev_get_fwl_status(struct cxl_memdev *memdev)
{
	char text[64];

	if (read_loader(memdev, "status", text, sizeof(text)) < 0)
		return CXL_FWL_STATUS_UNKNOWN;
	return cxl_fwl_status_from_ident(text);
}

CXL_EXPORT bool cxl_memdev_fw_update_in_progress(struct cxl_memdev *memdev)
{
	return cxl_memdev_get_fwl_status(memdev) != CXL_FWL_STATUS_IDLE;
}

CXL_EXPORT size_t cxl_memdev_fw_update_get_remaining(struct cxl_memdev *memdev)
{
	unsigned long long bytes;
	char text[64];

	if (read_loader(memdev, "remaining_size", text, sizeof(text)) < 0 ||
	    parse_u64(text, &bytes) || bytes > SIZE_MAX)
		return 0;
	return bytes;
}

static int loader_path(struct cxl_memdev *memdev, const char *attr, char *buf, size_t len)
{
	return path_format(buf, len, "firmware/%s/%s", memdev->dev.name, attr);
}

static int write_loader(struct cxl_memdev *memdev, const char *attr, const char *value)
{
	char file[64];
	int rc = loader_path(memdev, attr, file, sizeof(file));

	return rc ? rc : dev_write_text(&memdev->dev, file, "%s", value);
}

static int read_whole(int fd, char *image, size_t len)
{
	ssize_t size;

	for (; len; image += size, len -= size) {
		size = read(fd, image, len);
		if (size < 0)
			return -errno;
		if (size == 0)
			return -ENODATA;
	}
	return 0;
}

/* The whole file; to be freed by the caller. Not mapped: a file may shrink meanwhile. */
static int read_image(const char *path, char **image, size_t *len)
{
	/* Not to wait for a writer of something that is no regular file. */
	_cleanup_close_ int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	int rc;

	if (fd < 0 || fstat(fd, &st))
		return -errno;
	if (!S_ISREG(st.st_mode) || st.st_size <= 0)
		return -EINVAL;
	if (st.st_size > IMAGE_MAX)
		return -EFBIG;
	*image = malloc(st.st_size);
	if (!*image)
		return -ENOMEM;
	*len = st.st_size;
	rc = read_whole(fd, *image, *len);
	if (rc) {
		free(*image);
		*image = NULL;
	}
	return rc;
}

static int send_image(struct cxl_memdev *memdev, const char *image, size_t len)
{
	char file[64], path[PATH_MAX];
	int rc;

	rc = loader_path(memdev, "data", file, sizeof(file));
	if (rc == 0)
		rc = dev_path(&memdev->dev, file, path, sizeof(path));
	if (rc == 0)
		rc = kernel_write_file(memdev->dev.root, path, image, len);
	if (rc)
		log_err(&memdev->ctx->log, "%s: the kernel refused the image of %zu bytes: %s",
			memdev->dev.name, len, strerror(-rc));
	return rc;
}

CXL_EXPORT int cxl_memdev_update_fw(struct cxl_memdev *memdev, const char *fw_path)
{
	_cleanup_free_ char *image = NULL;
	size_t len = 0;
	int rc;

	if (!fw_path)
		return -EINVAL;
	rc = read_image(fw_path, &image, &len);
	if (rc) {
		log_err(&memdev->ctx->log, "%s: cannot use \"%s\" as an image: %s",
			memdev->dev.name, fw_path,
			rc == -EINVAL ? "it is no regular file, or empty" : strerror(-rc));
		return rc;
	}
	rc = write_loader(memdev, "loading", "1");
	if (rc)
		return rc;
	rc = send_image(memdev, image, len);
	if (rc == 0)
		rc = write_loader(memdev, "loading", "0");
	/* Otherwise the loader would wait for the rest for ever. */
	if (rc && write_loader(memdev, "loading", "-1"))
		log_err(&memdev->ctx->log, "%s: the firmware loader is left waiting for the image",
			memdev->dev.name);
	return rc;
}

CXL_EXPORT int cxl_memdev_cancel_fw_update(struct cxl_memdev *memdev)
{
	if (cxl_memdev_get_fwl_status(memdev) == CXL_FWL_STATUS_IDLE &&
	    cxl_memdev_fw_update_get_remaining(memdev) == 0)
		return -ENXIO;
	return write_loader(memdev, "cancel", "1");
}
