// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl snapshot: the CXL part of a machine to an archive. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cxl/commands.h"
#include "lib/tool/io/output.h"
#include "lib/tool/io/text.h"
#include "lib/tool/machine/machine.h"
#include "lib/tool/snapshot/snapshot.h"

/* Of what could not be read, so many are named; the others are in the archive. */
#define LINES_SHOWN 5

struct snapshot_params {
	struct machine machine;
	bool anonymize, labels, force;
};

static const struct option_row snapshot_options_table[] = {
	FLAG(0, "anonymize", struct snapshot_params, anonymize,
	     "1, 2, 3 in place of the serial numbers"),
	FLAG(0, "labels", struct snapshot_params, labels, "record the label areas, too"),
	FLAG('f', "force", struct snapshot_params, force, "replace FILE if it is there"),
	OPTIONS_MACHINE(struct snapshot_params, machine),
	OPTION_END,
};

struct job {
	const char *file;
	char folder[256], default_name[64];
	struct output out;
	struct snapshot_options options;
	struct snapshot_report report;
};

static int write_piece(void *data, const void *bytes, size_t len)
{
	return output_write(data, bytes, len);
}

/* What the archive is called, what its folder in it, and how it is compressed. */
static int choose_names(struct job *job, int nr_words, char **words)
{
	time_t now = time(NULL);
	size_t len;

	if (nr_words > 1) {
		say_error("one archive at a time: there are %d words", nr_words);
		return CLI_USAGE;
	}
	strftime(job->default_name, sizeof(job->default_name), "cxl-snapshot-%Y%m%d-%H%M%S.tar.xz",
		 localtime(&now));
	job->file = nr_words ? words[0] : job->default_name;
	job->options.folder = job->folder;
	if (!strcmp(job->file, "-")) {
		job->options.suffix = ".tar";
		snprintf(job->folder, sizeof(job->folder), "cxl-snapshot");
		return CLI_OK;
	}
	job->options.suffix = snapshot_suffix(job->file);
	if (!job->options.suffix) {
		say_error("the archive %s must be named something.tar, .tar.gz, .tar.xz or .tar.zst",
			  quoted(job->file));
		return CLI_USAGE;
	}
	len = strlen(basename(job->file)) - strlen(job->options.suffix);
	snprintf(job->folder, sizeof(job->folder), "%.*s", (int)len, basename(job->file));
	/* A folder of that name would be no folder of its own. */
	if (!strcmp(job->folder, ".") || !strcmp(job->folder, ".."))
		snprintf(job->folder, sizeof(job->folder), "cxl-snapshot");
	return CLI_OK;
}

static int check_file(const struct job *job, bool force)
{
	struct stat st;

	if (!strcmp(job->file, "-")) {
		if (!isatty(STDOUT_FILENO))
			return CLI_OK;
		say_error("an archive is binary and standard output is a terminal");
		say_hint("Name a file: cxl snapshot machine.tar.xz");
		return CLI_USAGE;
	}
	if (force || lstat(job->file, &st) || !S_ISREG(st.st_mode))
		return CLI_OK;
	say_error("%s is there already; -f replaces it", quoted(job->file));
	return CLI_FAILED;
}

static const char *plural(size_t nr)
{
	return nr == 1 ? "" : "s";
}

static void tell_unreadable(const struct snapshot_report *report)
{
	char *rest = report->unreadable, *line, text[256];

	say_error("could not read %zu file%s, named in cxl-utils/unreadable in it%s:",
		  report->nr_unreadable, plural(report->nr_unreadable),
		  report->denied && geteuid() ? "; root may read more" : "");
	for (int i = 0; i < LINES_SHOWN && (line = strsep(&rest, "\n")) && line[0]; i++) {
		text_escape(line, text, sizeof(text));
		say_hint("%s", text);
	}
	if (report->nr_unreadable > LINES_SHOWN)
		say_hint("...");
}

static void tell(const struct job *job)
{
	const struct snapshot_report *report = &job->report;

	say_status("wrote %s: %zu device%s, %zu file%s, answers of %zu memory device%s",
		   strcmp(job->file, "-") ? quoted(job->file) : "it to standard output",
		   report->nr_devices, plural(report->nr_devices), report->nr_files,
		   plural(report->nr_files), report->nr_answers, plural(report->nr_answers));
	if (!report->has_bus)
		say_error("there is no CXL bus in it: %s has none",
			  job->options.root ? "the machine" : "this kernel");
	if (report->nr_unreadable)
		tell_unreadable(report);
	if (job->options.anonymize)
		say_status("%zu serial number%s replaced", report->nr_serials,
			   report->nr_serials == 1 ? " was" : "s were");
	else if (report->nr_serials)
		say_status("the serial numbers of %zu memory device%s are in it (--anonymize replaces them)",
			   report->nr_serials, plural(report->nr_serials));
}

/* No signal leaves a part of the file, or one of another name. */
static int close_output(struct job *job)
{
	sigset_t all, before;
	int rc;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	rc = output_close(&job->out);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return rc ? CLI_FAILED : CLI_OK;
}

static int record(struct job *job, const struct machine *machine)
{
	int rc = output_open(&job->out, job->file);

	if (rc)
		return CLI_FAILED;
	job->options.write = write_piece;
	job->options.data = &job->out;
	rc = snapshot_record(&job->options, &job->report);
	if (rc == 0)
		return close_output(job);
	output_discard(&job->out);
	if (rc == -ENODATA)
		say_error("%s is not a recorded machine: it has no directory sys",
			  machine_name(machine) ? quoted(machine_name(machine)) : "/");
	else
		say_error("cannot record %s: %s",
			  machine_name(machine) ? quoted(machine_name(machine)) : "this machine",
			  strerror(-rc));
	return CLI_FAILED;
}

static int run_snapshot(void *data, int nr_words, char **words)
{
	struct snapshot_params *params = data;
	struct job job = {
		.options = { .labels = params->labels, .anonymize = params->anonymize },
	};
	struct machine_root root = { .dir = { .fd = -1 } };
	int status;

	status = choose_names(&job, nr_words, words);
	if (status == CLI_OK)
		status = check_file(&job, params->force);
	if (status == CLI_OK)
		status = machine_find(&root, &params->machine);
	if (status == CLI_OK) {
		job.options.root = root.path;
		status = record(&job, &params->machine);
	}
	if (status == CLI_OK)
		tell(&job);
	if (status == CLI_OK && job.file == job.default_name)
		puts(job.file);
	free(job.report.unreadable);
	machine_leave(&root);
	return status;
}

const struct command command_snapshot = {
	.name = "snapshot",
	.group = "Query",
	.summary = "record the CXL part of a machine in an archive",
	.words = "[FILE]",
	.completes = WORD_FILE,
	.options = snapshot_options_table,
	.params_size = sizeof(struct snapshot_params),
	.run = run_snapshot,
};
