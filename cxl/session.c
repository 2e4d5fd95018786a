// SPDX-License-Identifier: GPL-2.0-or-later
/* One run of a command with the library. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>

#include "../lib/util/parse.h"
#include "session.h"

/* Errors are kept for the line about what failed; the rest is for --debug. */
static _printf_(6, 0) void keep_or_show(struct cxl_ctx *ctx, int priority, const char *file,
					int line, const char *fn, const char *format, va_list args)
{
	struct session *session = cxl_get_userdata(ctx);
	char text[sizeof(session->detail)];

	vsnprintf(text, sizeof(text), format, args);
	if (session->debug)
		fprintf(stderr, "libcxl: %s:%d: %s: %s\n", file, line, fn, text);
	if (priority <= LOG_ERR)
		memcpy(session->detail, text, sizeof(text));
}

static void choose_messages(struct session *session, const char *log_env, bool debug)
{
	int priority;

	cxl_set_userdata(session->ctx, session);
	cxl_set_log_fn(session->ctx, keep_or_show);
	if (log_env && secure_getenv(log_env) &&
	    !parse_log_priority(secure_getenv(log_env), &priority))
		cxl_set_log_priority(session->ctx, priority);
	if (debug)
		cxl_set_log_priority(session->ctx, LOG_DEBUG);
	/* The line about a failure is made of errors, whatever CXL_LOG says. */
	else if (cxl_get_log_priority(session->ctx) < LOG_ERR)
		cxl_set_log_priority(session->ctx, LOG_ERR);
	else if (cxl_get_log_priority(session->ctx) > LOG_ERR)
		session->debug = true;
}

int session_open(struct session *session, const char *log_env, const char *sysroot, bool debug)
{
	const struct machine machine = { .sysroot = sysroot };

	return session_open_machine(session, log_env, &machine, debug);
}

int session_open_machine(struct session *session, const char *log_env,
			 const struct machine *machine, bool debug)
{
	const char *option = machine->from ? "--from" : "--sysroot", *name = machine_name(machine);
	int rc;

	*session = (struct session){ .debug = debug, .root = { .folder = { .fd = -1 } } };
	rc = cxl_new(&session->ctx);
	if (rc) {
		complain("cannot start: %s", strerror(-rc));
		return CLI_FAILED;
	}
	choose_messages(session, log_env, debug);
	rc = machine_find(&session->root, machine);
	session->sysroot = session->root.path;
	if (rc || !name)
		return rc;
	rc = cxl_set_root(session->ctx, session->root.path);
	if (rc == -ENOTDIR) {
		complain("cannot look at %s %s: it is not a folder; --from looks at archives",
			 option, quoted(name));
		return CLI_USAGE;
	}
	if (rc) {
		complain("cannot look at %s %s: %s", option, quoted(name),
			 rc == -ENODATA ? "it is no copy of a machine: there is no folder sys in it" :
					  strerror(-rc));
		return CLI_USAGE;
	}
	return CLI_OK;
}

void session_close(struct session *session)
{
	cxl_unref(session->ctx);
	session->ctx = NULL;
	machine_leave(&session->root);
}

void session_complain(struct session *session, const char *name, const char *what, int rc)
{
	size_t len = strlen(name);
	const char *detail = session->detail;

	/* The library begins its lines with the name, too. */
	if (!strncmp(detail, name, len) && !strncmp(detail + len, ": ", 2))
		detail += len + 2;
	if (detail[0])
		complain("%s: cannot %s: %s", name, what, detail);
	else
		complain("%s: cannot %s: %s", name, what, strerror(-rc));
	if (rc == -EACCES || rc == -EPERM)
		suggest("Mailbox commands need the right to write to /dev/cxl/%s: try as root",
			name);
	session->detail[0] = '\0';
}
