// SPDX-License-Identifier: GPL-2.0-or-later
/* An instance of tracefs of our own: see trace.h. */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <tracefs.h>
#include <unistd.h>

#include "lib/base/parse.h"
#include "lib/base/root.h"
#include "lib/tool/trace/instance.h"

/* Before the id of the process and a number that makes the name unique. */
#define PREFIX	"cxl-utils."

struct trace {
	struct tracefs_instance *instance;
	struct tep_handle *tep;
	sigset_t before;	/* the signals that were blocked */
	bool held;
};

/* Used by trace_read() only. */
struct reader {
	struct trace *trace;
	int (*each)(const struct trace_event *event, void *data);
	void *data;
	bool any_process;
	int rc;
};

/* All but those that the program itself causes: it ends once the instance is removed. */
static void hold_signals(struct trace *trace)
{
	static const int faults[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS };
	sigset_t held;

	sigfillset(&held);
	for (size_t i = 0; i < ARRAY_SIZE(faults); i++)
		sigdelset(&held, faults[i]);
	trace->held = !sigprocmask(SIG_BLOCK, &held, &trace->before);
}

bool trace_is_interrupted(void)
{
	static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGPIPE };
	sigset_t pending;

	if (sigpending(&pending))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
		if (sigismember(&pending, ends[i]) == 1)
			return true;
	return false;
}

static int remove_if_dead(const char *name, void *data)
{
	char pid_text[16], *path;
	int pid;

	(void)data;
	if (strncmp(name, PREFIX, strlen(PREFIX)))
		return 0;
	snprintf(pid_text, sizeof(pid_text), "%s", name + strlen(PREFIX));
	pid_text[strcspn(pid_text, ".")] = '\0';
	if (parse_int(pid_text, &pid) || pid <= 0 || !kill(pid, 0) || errno != ESRCH)
		return 0;
	path = tracefs_get_tracing_file("instances");
	if (path) {
		char full[PATH_MAX];

		if (!path_format(full, sizeof(full), "%s/%s", path, name))
			(void)rmdir(full);	/* in use after all: the kernel refuses */
		tracefs_put_tracing_file(path);
	}
	return 0;
}

static int create(struct trace *trace)
{
	struct timespec now;
	char name[64];

	clock_gettime(CLOCK_MONOTONIC, &now);
	snprintf(name, sizeof(name), PREFIX "%d.%lx%09lx", getpid(), (long)now.tv_sec,
		 now.tv_nsec);
	trace->instance = tracefs_instance_create(name);
	return trace->instance ? 0 : errno ? -errno : -EIO;
}

/* Only what one event needs: the library's own way reads all symbols of the kernel, too. */
static int load_format(struct trace *trace, const char *system, const char *event)
{
	int size, rc = -EIO;
	char *text;

	trace->tep = tep_alloc();
	if (!trace->tep)
		return -ENOMEM;
	tep_set_long_size(trace->tep, sizeof(long));
	tep_set_file_bigendian(trace->tep, tep_is_local_bigendian(trace->tep) ?
					   TEP_BIG_ENDIAN : TEP_LITTLE_ENDIAN);
	text = tracefs_instance_file_read(NULL, "events/header_page", &size);
	if (text && !tep_parse_header_page(trace->tep, text, size, sizeof(long)))
		rc = 0;
	free(text);
	if (rc)
		return rc;
	text = tracefs_event_file_read(NULL, system, event, "format", &size);
	if (!text)
		return -ENOENT;
	if (tep_parse_event(trace->tep, text, size, system))
		rc = -EIO;
	free(text);
	return rc;
}

static int start(struct trace *trace, const char *system, const char *event)
{
	int rc;

	tracefs_instances_walk(remove_if_dead, NULL);
	errno = 0;
	rc = create(trace);
	if (rc)
		return rc;
	if (tracefs_event_enable(trace->instance, system, event))
		return errno == EACCES ? -EACCES : -ENOENT;
	rc = load_format(trace, system, event);
	return rc ?: tracefs_trace_on(trace->instance) ? -EIO : 0;
}

int trace_open(const char *system, const char *event, struct trace **trace)
{
	const char *mounted;
	int rc;

	*trace = NULL;
	/* To mount it is not for a program that only looks. */
	if (tracefs_tracing_dir_is_mounted(false, &mounted) <= 0)
		return -ENODEV;
	*trace = calloc(1, sizeof(**trace));
	if (!*trace)
		return -ENOMEM;
	hold_signals(*trace);
	rc = start(*trace, system, event);
	if (rc) {
		trace_close(*trace);
		*trace = NULL;
	}
	return rc;
}

void trace_close(struct trace *trace)
{
	if (!trace)
		return;
	if (trace->instance) {
		tracefs_trace_off(trace->instance);
		tracefs_instance_destroy(trace->instance);
		tracefs_instance_free(trace->instance);
	}
	tep_free(trace->tep);
	if (trace->held)
		sigprocmask(SIG_SETMASK, &trace->before, NULL);
	free(trace);
}

/* In a container, the kernel's number of this process is another than ours. */
static bool is_contained(void)
{
	const ino_t first = 0xEFFFFFFC;	/* PROC_PID_INIT_INO of the kernel */
	struct stat st;

	return !stat(ROOT_PID_NAMESPACE, &st) && st.st_ino != first;
}

static int pass_on(struct tep_event *format, struct tep_record *record, int cpu, void *data)
{
	struct reader *reader = data;
	struct trace_event event = { format, record->data, record->size > 0 ? record->size : 0 };

	(void)cpu;
	if (!reader->any_process && tep_data_pid(reader->trace->tep, record) != getpid())
		return 0;
	reader->rc = reader->each(&event, reader->data);
	return reader->rc;
}

int trace_read(struct trace *trace, int (*each)(const struct trace_event *event, void *data),
	       void *data)
{
	struct reader reader = { trace, each, data, is_contained(), 0 };

	errno = 0;
	if (tracefs_iterate_raw_events(trace->tep, trace->instance, NULL, 0, pass_on, &reader) &&
	    !reader.rc && errno)
		return -errno;
	return reader.rc;
}
