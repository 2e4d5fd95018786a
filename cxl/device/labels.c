// SPDX-License-Identifier: GPL-2.0-or-later
/* Moving label bytes of one memdev. */
#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "cxl/device/labels.h"
#include "lib/tool/io/progress.h"
#include "lib/tool/verb/signals.h"

/* Between two looks at the clock and at signals; several mailbox payloads. */
#define PIECE 4096

int label_range(struct cxl_memdev *memdev, const struct label_options *options,
		struct label_range *range)
{
	const char *name = cxl_memdev_get_devname(memdev);
	size_t area = cxl_memdev_get_label_size(memdev);
	unsigned long long offset = options->offset.bytes, length = options->size.bytes;

	if (area == SIZE_MAX || area == 0) {
		say_error("%s: the device has no label area", name);
		return -EINVAL;
	}
	if (offset > area) {
		say_error("%s: offset %llu is beyond the label area of %zu bytes", name, offset,
			  area);
		return -EINVAL;
	}
	if (!length)
		length = area - offset;
	if (length > area - offset) {
		say_error("%s: %llu bytes at offset %llu do not fit the label area of %zu bytes; at most %llu do",
			  name, length, offset, area, area - offset);
		return -EINVAL;
	}
	*range = (struct label_range){ .offset = offset, .length = length };
	return 0;
}

bool label_in_use(struct cxl_memdev *memdev)
{
	const char *name = cxl_memdev_get_devname(memdev);

	if (!cxl_memdev_nvdimm_bridge_active(memdev))
		return false;
	say_error("%s: the label area is in use by the kernel: its nvdimm device pmem%d is bound",
		  name, cxl_memdev_get_id(memdev));
	say_hint("Take it from the kernel before (refused while a region uses it), and give it back afterwards:");
	say_hint("  cxl disable-memdev %s", name);
	say_hint("  cxl enable-memdev %s", name);
	return true;
}

/* Calls @move for every piece of @bytes and the range, until one fails. */
static int for_each_piece(struct cxl_memdev *memdev, const struct label_range *range, char *bytes,
			  int (*move)(struct cxl_memdev *memdev, void *piece, size_t length,
				      size_t offset))
{
	struct progress progress;
	size_t length;
	int rc = 0;

	progress_begin(&progress, cxl_memdev_get_devname(memdev), range->length);
	for (size_t at = 0; at < range->length && rc == 0; at += length) {
		length = range->length - at < PIECE ? range->length - at : PIECE;
		rc = move(memdev, bytes + at, length, range->offset + at);
		progress_update(&progress, at);
	}
	progress_end(&progress);
	return rc;
}

char *label_read(struct session *session, struct cxl_memdev *memdev,
		 const struct label_range *range)
{
	const char *name = cxl_memdev_get_devname(memdev);
	char *bytes = malloc(range->length + 1);
	int rc;

	if (!bytes) {
		say_error("%s: no memory for %zu bytes of labels", name, range->length);
		return NULL;
	}
	rc = for_each_piece(memdev, range, bytes, cxl_memdev_read_label);
	if (rc == 0)
		return bytes;
	session_complain(session, name, "read labels", rc);
	free(bytes);
	return NULL;
}

static int write_unless_interrupted(struct cxl_memdev *memdev, void *piece, size_t length,
				    size_t offset)
{
	return signals_asked() ? -EINTR : cxl_memdev_write_label(memdev, piece, length, offset);
}

/* Is what can be read now what was written? */
static int verify_range(struct session *session, struct cxl_memdev *memdev,
			const struct label_range *range, const char *bytes)
{
	_cleanup_free_ char *read = label_read(session, memdev, range);
	size_t at = 0;

	if (!read)
		return -EIO;
	if (!memcmp(read, bytes, range->length))
		return 0;
	while (read[at] == bytes[at])
		at++;
	say_error("%s: read back differs from what was written, first at offset %zu: 0x%02x instead of 0x%02x",
		  cxl_memdev_get_devname(memdev), range->offset + at, (unsigned char)read[at],
		  (unsigned char)bytes[at]);
	return -EIO;
}

/* After a failure: how much was written before it is not known, but can be looked up. */
static void restore(struct session *session, struct cxl_memdev *memdev,
		    const struct label_range *range, char *old)
{
	const char *name = cxl_memdev_get_devname(memdev);
	_cleanup_free_ char *now = label_read(session, memdev, range);
	int rc;

	if (now && !memcmp(now, old, range->length)) {
		say_status("%s: nothing was changed", name);
		return;
	}
	/* No second signal stops this one: it would leave a mixture. */
	rc = for_each_piece(memdev, range, old, cxl_memdev_write_label);
	if (rc)
		session_complain(session, name, "write the previous labels back", rc);
	else
		say_status("%s: the previous labels were written back", name);
}

static int write_held(struct session *session, struct cxl_memdev *memdev,
		      const struct label_range *range, char *bytes, char *old, bool verify)
{
	const char *name = cxl_memdev_get_devname(memdev);
	int rc;

	rc = for_each_piece(memdev, range, bytes, write_unless_interrupted);
	if (rc == -EINTR && signals_asked())
		say_error("%s: stopped by a signal", name);
	else if (rc)
		session_complain(session, name, "write labels", rc);
	else if (verify)
		rc = verify_range(session, memdev, range, bytes);
	if (rc)
		restore(session, memdev, range, old);
	else if (signals_asked())
		say_status("%s: all was written before a signal stopped the command", name);
	return rc;
}

int label_write(struct session *session, struct cxl_memdev *memdev,
		const struct label_range *range, char *bytes, bool verify)
{
	_cleanup_free_ char *old = label_read(session, memdev, range);
	struct signals signals;
	int rc;

	if (!old)
		return -EIO;
	signals_hold(&signals);
	rc = write_held(session, memdev, range, bytes, old, verify);
	/* Now is the time to do what a signal asked for: no further memdev is touched. */
	signals_release(&signals);
	return rc;
}
