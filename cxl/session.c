// SPDX-License-Identifier: GPL-2.0-or-later
/* One run of a command with the library. */
#include <errno.h>
#include <string.h>

#include "cxl/session.h"

static _printf_(6, 0) void keep_or_show(struct cxl_ctx *ctx, int priority, const char *file,
					int line, const char *fn, const char *format, va_list args)
{
	struct session *session = cxl_get_userdata(ctx);
	const struct library_message message = { "libcxl", priority, file, fn, line };

	library_said(&message, session->debug, session->detail, format, args);
}

int session_open(struct session *session, const char *log_env, const char *sysroot, bool debug)
{
	const struct machine machine = { .sysroot = sysroot };

	return session_open_machine(session, log_env, &machine, debug);
}

int session_open_machine(struct session *session, const char *log_env,
			 const struct machine *machine, bool debug)
{
	int rc;

	*session = (struct session){ .debug = debug, .root = { .dir = { .fd = -1 } } };
	rc = cxl_new(&session->ctx);
	if (rc) {
		say_error("cannot start: %s", strerror(-rc));
		return CLI_FAILED;
	}
	cxl_set_userdata(session->ctx, session);
	cxl_set_log_fn(session->ctx, keep_or_show);
	cxl_set_log_priority(session->ctx,
			     library_priority(cxl_get_log_priority(session->ctx), log_env,
					      &session->debug));
	rc = machine_find(&session->root, machine);
	session->sysroot = session->root.path;
	if (rc || !machine_name(machine))
		return rc;
	rc = cxl_set_root(session->ctx, session->root.path);
	return rc ? machine_refused(machine, rc) : CLI_OK;
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
		say_error("%s: cannot %s: %s", name, what, detail);
	else
		say_error("%s: cannot %s: %s", name, what,
			  rc == -ENOTTY ? "the device does not implement it" : strerror(-rc));
	if (rc == -EACCES || rc == -EPERM)
		say_hint("Mailbox commands need the right to write to /dev/cxl/%s: try as root",
			 name);
	session->detail[0] = '\0';
}
