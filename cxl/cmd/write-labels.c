// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl write-labels: a file to the label area of one memdev. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cxl/commands.h"
#include "cxl/device/labels.h"

struct write_labels_params {
	struct label_options label;
	const char *input;
	bool no_verify;
	int fd;			/* of the input */
	char *bytes;		/* what was read from the input */
	struct label_range range;
};

static const struct option_row write_labels_options[] = {
	TEXT('i', "input", struct write_labels_params, input, "FILE", WORD_FILE,
	     "read from FILE; standard input if - or absent"),
	FLAG(0, "no-verify", struct write_labels_params, no_verify,
	     "do not read back and compare what was written"),
	OPTIONS_LABEL(struct write_labels_params, label, "all of the input"),
	OPTION_END,
};

static const char *input_name(const struct write_labels_params *params)
{
	return params->input && strcmp(params->input, "-") ? quoted(params->input) :
							     "standard input";
}

static int open_input(const struct write_labels_params *params)
{
	struct stat st;
	int fd;

	if (!params->input || !strcmp(params->input, "-")) {
		if (isatty(STDIN_FILENO)) {
			say_error("labels are binary and standard input is a terminal");
			say_hint("Say where from: -i FILE, or: ... < FILE");
			return -ENOTTY;
		}
		return dup(STDIN_FILENO);
	}
	fd = open(params->input, O_RDONLY | O_CLOEXEC);
	if (fd >= 0 && !fstat(fd, &st) && S_ISDIR(st.st_mode)) {
		close(fd);
		fd = -1;
		errno = EISDIR;
	}
	if (fd < 0)
		say_error("cannot read %s: %s", input_name(params), strerror(errno));
	return fd;
}

/* As many bytes as there are, at most @room. Returns how many; negative after complaining. */
static ssize_t read_bytes(const struct write_labels_params *params, int fd, char *buf, size_t room)
{
	size_t used = 0;
	ssize_t size;

	while (used < room) {
		size = read(fd, buf + used, room - used);
		if (size == 0)
			break;
		if (size < 0 && errno != EINTR) {
			say_error("cannot read %s: %s", input_name(params), strerror(errno));
			return -errno;
		}
		used += size > 0 ? size : 0;
	}
	return used;
}

static int check_length(struct write_labels_params *params, size_t have)
{
	size_t want = params->range.length;

	if (have > want && params->label.size.bytes)
		say_error("%s has more than the %zu bytes that --size asks for", input_name(params),
			  want);
	else if (have > want)
		say_error("%s has more bytes than fit: the label area has room for %zu at offset %zu",
			  input_name(params), want, params->range.offset);
	else if (have < want && params->label.size.bytes)
		say_error("%s has %zu bytes, but --size asks for %zu", input_name(params), have,
			  want);
	else if (have == 0 && want)
		say_error("%s is empty: there is nothing to write", input_name(params));
	else
		return CLI_OK;
	return CLI_FAILED;
}

/* The whole input, before anything is written. */
static int load_input(struct write_labels_params *params)
{
	size_t room = params->range.length + 1;	/* one byte more tells that it is too long */
	struct stat st;
	ssize_t have;
	int status;

	params->bytes = malloc(room);
	if (!params->bytes) {
		say_error("no memory for %zu bytes of labels", room);
		return CLI_FAILED;
	}
	/* A device such as /dev/zero has no end: there, --size says where to stop. */
	if (params->label.size.bytes && !fstat(params->fd, &st) && S_ISCHR(st.st_mode))
		room--;
	have = read_bytes(params, params->fd, params->bytes, room);
	if (have < 0)
		return CLI_FAILED;
	status = check_length(params, have);
	params->range.length = have;
	return status;
}

static int prepare(struct verb_job *job, const struct selection *selection)
{
	struct write_labels_params *params = job->state;

	if (selection->nr > 1) {
		say_error("the same labels on %zu memdevs would be wrong: name one", selection->nr);
		return CLI_USAGE;
	}
	if (selection->nr == 0)
		return CLI_OK;
	/* The labels may have to be taken from the kernel first: not for a file that is missing. */
	params->fd = open_input(params);
	if (params->fd < 0)
		return params->fd == -ENOTTY ? CLI_USAGE : CLI_FAILED;
	if (label_range(selection->objects[0], job->label, &params->range) ||
	    label_in_use(selection->objects[0]))
		return CLI_FAILED;
	return load_input(params);
}

static int write_one(void *memdev, void *data)
{
	struct verb_job *job = data;
	const struct write_labels_params *params = job->state;

	return label_write(&job->session, memdev, &params->range, params->bytes,
			   !params->no_verify);
}

static int run_write_labels(void *data, int nr_words, char **words)
{
	static const struct verb verb = {
		.prepare = prepare, .act = write_one, .done = "wrote", .noun = "mem",
		.refusal = "labels are written to the devices of a real one",
	};
	struct write_labels_params *params = data;
	int status;

	params->fd = -1;
	status = verb_run_labels(&verb, params, &params->label, nr_words, words);
	if (params->fd >= 0)
		close(params->fd);
	free(params->bytes);
	return status;
}

const struct command command_write_labels = {
	.name = "write-labels",
	.group = "Labels",
	.summary = "write the label area of a memory device",
	.words = "MEMDEV",
	.completes = WORD_MEMDEV,
	.options = write_labels_options,
	.params_size = sizeof(struct write_labels_params),
	.run = run_write_labels,
};
