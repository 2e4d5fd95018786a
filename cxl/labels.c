// SPDX-License-Identifier: GPL-2.0-or-later
/* Moving label bytes of one memdev. */
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>

#include "../lib/cli/progress.h"
#include "labels.h"

/* Between two looks at the clock and at signals; several mailbox payloads. */
#define PIECE 4096

static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
	interrupted = number;
}

/* Signals that end programs; what they did before is kept in @before. */
static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

/* From now on they only ask for the end, which comes when it is convenient. */
static void hold_signals(struct sigaction before[ARRAY_SIZE(signals)])
{
	const struct sigaction hold = { .sa_handler = interrupt };

	for (size_t i = 0; i < ARRAY_SIZE(signals); i++) {
		sigaction(signals[i], NULL, &before[i]);
		/* Under nohup, a signal that is ignored stays ignored. */
		if (before[i].sa_handler != SIG_IGN)
			sigaction(signals[i], &hold, NULL);
	}
}

static void release_signals(const struct sigaction before[ARRAY_SIZE(signals)])
{
	for (size_t i = 0; i < ARRAY_SIZE(signals); i++)
		sigaction(signals[i], &before[i], NULL);
}

int label_range(struct cxl_memdev *memdev, const struct label_options *options,
		struct label_range *range)
{
	const char *name = cxl_memdev_get_devname(memdev);
	size_t area = cxl_memdev_get_label_size(memdev);
	unsigned long long offset = options->offset.bytes, length = options->size.bytes;

	if (area == SIZE_MAX || area == 0) {
		complain("%s: the device has no label area", name);
		return -EINVAL;
	}
	if (offset > area) {
		complain("%s: offset %llu is beyond the label area of %zu bytes", name, offset, area);
		return -EINVAL;
	}
	if (!length)
		length = area - offset;
	if (length > area - offset) {
		complain("%s: %llu bytes at offset %llu do not fit the label area of %zu bytes; at most %llu do",
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
	complain("%s: the label area is in use by the kernel: its nvdimm device pmem%d is bound",
		 name, cxl_memdev_get_id(memdev));
	suggest("If no region uses %s, take it from the kernel, and give it back afterwards:", name);
	suggest("  echo %s > /sys/bus/cxl/drivers/cxl_mem/unbind", name);
	suggest("  echo %s > /sys/bus/cxl/drivers/cxl_mem/bind", name);
	return true;
}

/* Calls @move for every piece of the range, until one fails. */
static int for_each_piece(struct cxl_memdev *memdev, const struct label_range *range,
			  int (*move)(struct cxl_memdev *memdev, size_t at, size_t length,
				      size_t offset, void *data),
			  void *data, size_t *moved)
{
	struct progress progress;
	size_t length;
	int rc = 0;

	progress_begin(&progress, cxl_memdev_get_devname(memdev), range->length);
	for (*moved = 0; *moved < range->length && rc == 0; *moved += rc ? 0 : length) {
		length = range->length - *moved < PIECE ? range->length - *moved : PIECE;
		rc = move(memdev, *moved, length, range->offset + *moved, data);
		progress_update(&progress, *moved);
	}
	progress_end(&progress);
	return rc;
}

struct reader {
	struct session *session;
	int (*take)(void *data, const char *piece, size_t length);
	void *data;
};

static int read_piece(struct cxl_memdev *memdev, size_t at, size_t length, size_t offset,
		      void *data)
{
	struct reader *reader = data;
	char piece[PIECE];
	int rc;

	(void)at;
	rc = cxl_memdev_read_label(memdev, piece, length, offset);
	if (rc) {
		session_complain(reader->session, cxl_memdev_get_devname(memdev), "read labels",
				 rc);
		return rc;
	}
	return reader->take(reader->data, piece, length);
}

int label_read(struct session *session, struct cxl_memdev *memdev,
	       const struct label_range *range,
	       int (*take)(void *data, const char *piece, size_t length), void *data)
{
	struct reader reader = { .session = session, .take = take, .data = data };
	size_t moved;

	return for_each_piece(memdev, range, read_piece, &reader, &moved);
}

static int append(void *data, const char *piece, size_t length)
{
	char **end = data;

	memcpy(*end, piece, length);
	*end += length;
	return 0;
}

/* The range as one allocation; NULL after complaining. */
static char *read_all(struct session *session, struct cxl_memdev *memdev,
		      const struct label_range *range)
{
	char *bytes = malloc(range->length + 1), *end = bytes;

	if (!bytes) {
		complain("%s: no memory for %zu bytes of labels", cxl_memdev_get_devname(memdev),
			 range->length);
		return NULL;
	}
	if (label_read(session, memdev, range, append, &end)) {
		free(bytes);
		return NULL;
	}
	return bytes;
}

static int write_piece(struct cxl_memdev *memdev, size_t at, size_t length, size_t offset,
		       void *data)
{
	return cxl_memdev_write_label(memdev, (char *)data + at, length, offset);
}

static int write_piece_unless_interrupted(struct cxl_memdev *memdev, size_t at, size_t length,
					  size_t offset, void *data)
{
	return interrupted ? -EINTR : write_piece(memdev, at, length, offset, data);
}

/* Is what can be read now what was written? */
static int verify_range(struct session *session, struct cxl_memdev *memdev,
			const struct label_range *range, const char *bytes)
{
	_cleanup_free_ char *read = read_all(session, memdev, range);
	size_t at = 0;

	if (!read)
		return -EIO;
	if (!memcmp(read, bytes, range->length))
		return 0;
	while (read[at] == bytes[at])
		at++;
	complain("%s: read back differs from what was written, first at offset %zu: 0x%02x instead of 0x%02x",
		 cxl_memdev_get_devname(memdev), range->offset + at, (unsigned char)read[at],
		 (unsigned char)bytes[at]);
	return -EIO;
}

static void restore(struct session *session, struct cxl_memdev *memdev,
		    const struct label_range *range, char *old)
{
	size_t moved;
	int rc;

	/* No second signal stops this one: it would leave a mixture. */
	rc = for_each_piece(memdev, range, write_piece, old, &moved);
	if (rc)
		session_complain(session, cxl_memdev_get_devname(memdev),
				 "write the previous labels back", rc);
	else
		complain("%s: the previous labels were written back", cxl_memdev_get_devname(memdev));
}

static int write_held(struct session *session, struct cxl_memdev *memdev,
		      const struct label_range *range, const char *bytes, char *old, bool verify)
{
	const char *name = cxl_memdev_get_devname(memdev);
	size_t moved;
	int rc;

	rc = for_each_piece(memdev, range, write_piece_unless_interrupted, (void *)bytes, &moved);
	if (rc && rc != -EINTR)
		session_complain(session, name, "write labels", rc);
	else if (rc == 0 && verify)
		rc = verify_range(session, memdev, range, bytes);
	if (rc && interrupted)
		complain("%s: stopped by a signal", name);
	/* A refused first command has changed nothing. */
	if (rc && moved)
		restore(session, memdev, range, old);
	return rc;
}

int label_write(struct session *session, struct cxl_memdev *memdev,
		const struct label_range *range, const char *bytes, bool verify)
{
	_cleanup_free_ char *old = read_all(session, memdev, range);
	struct sigaction before[ARRAY_SIZE(signals)];
	int rc;

	if (!old)
		return -EIO;
	hold_signals(before);
	rc = write_held(session, memdev, range, bytes, old, verify);
	release_signals(before);
	/* Now is the time to do what the signal asked for: no further memdev is touched. */
	if (interrupted)
		raise(interrupted);
	return rc;
}

int label_command(const struct label_options *options, void *params, int nr_words, char **words,
		  int (*prepare)(struct label_job *job, const struct selection *selection),
		  int (*act)(void *memdev, void *job), const char *done)
{
	struct label_job job = { .options = options, .params = params };
	struct selection selection = { 0 };
	int status;

	status = session_open(&job.session, NULL, options->memdev.sysroot, options->memdev.verbose);
	if (status == CLI_OK)
		status = select_memdevs(&job.session, &options->memdev, nr_words, words,
					&selection);
	if (status == CLI_OK && options->memdev.sysroot) {
		complain("%s is a copy of a machine: labels are on the devices of a real one",
			 quoted(options->memdev.sysroot));
		status = CLI_FAILED;
	}
	if (status == CLI_OK && prepare)
		status = prepare(&job, &selection);
	if (status == CLI_OK)
		status = each_object(selection.memdevs, selection.nr, act, &job, done, "mem");
	selection_free(&selection);
	session_close(&job.session);
	return status;
}
