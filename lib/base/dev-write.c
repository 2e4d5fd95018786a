// SPDX-License-Identifier: LGPL-2.1-or-later
/* Attributes of devices that are written: see dev-write.h. */
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/dev-write.h"
#include "lib/base/platform.h"

/* Length of what was written, as it is shown: text ends with a newline or a NUL. */
static int shown(const char *data, size_t len)
{
	while (len && (data[len - 1] == '\n' || data[len - 1] == '\0'))
		len--;
	return len < INT_MAX ? (int)len : INT_MAX;
}

/* @name stands for the file in messages: "region0/size". */
static int write_file(struct dev *dev, const char *path, const char *name, const char *data,
		      size_t len)
{
	int rc = kernel_write(dev->root, path, data, len), text = shown(data, len);

	if (rc == 0)
		log_debug(dev->log, "wrote \"%.*s\" to %s", text, data, name);
	else if (rc == -EROFS)
		log_err(dev->log, "%s: this is a recorded machine: nothing can be "
			"written", dev->name);
	else
		log_err(dev->log, "the kernel refused to write \"%.*s\" to %s: %s", text, data,
			name, strerror(-rc));
	return rc;
}

int dev_write(struct dev *dev, const char *file, const void *data, size_t len)
{
	char path[PATH_MAX], name[PATH_MAX];
	int rc;

	rc = dev_path(dev, file, path, sizeof(path));
	if (rc == 0)
		rc = path_format(name, sizeof(name), "%s/%s", dev->name, file);
	return rc ? rc : write_file(dev, path, name, data, len);
}

int dev_write_text(struct dev *dev, const char *file, const char *format, ...)
{
	char text[128];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof(text) - 1, format, args);
	va_end(args);
	if (len < 0 || (size_t)len >= sizeof(text) - 1)
		return -E2BIG;
	text[len] = '\n';
	return dev_write(dev, file, text, len + 1);
}

int dev_write_path(struct dev *dev, const char *path, const char *text)
{
	return write_file(dev, path, path, text, strlen(text));
}
