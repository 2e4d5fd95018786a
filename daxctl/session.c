// SPDX-License-Identifier: GPL-2.0-or-later
/* One run of a command with the library. */
#include <string.h>

#include "daxctl/session.h"

static _printf_(6, 0) void keep_or_show(struct daxctl_ctx *ctx, int priority, const char *file,
					int line, const char *fn, const char *format, va_list args)
{
	struct session *session = daxctl_get_userdata(ctx);
	const struct library_message message = { "libdaxctl", priority, file, fn, line };

	library_said(&message, session->debug, session->detail, format, args);
}

int session_open(struct session *session, const struct machine *machine, bool debug)
{
	int rc;

	*session = (struct session){ .debug = debug, .root = { .dir = { .fd = -1 } } };
	rc = daxctl_new(&session->ctx);
	if (rc) {
		say_error("cannot start: %s", strerror(-rc));
		return CLI_FAILED;
	}
	daxctl_set_userdata(session->ctx, session);
	daxctl_set_log_fn(session->ctx, keep_or_show);
	daxctl_set_log_priority(session->ctx,
				library_priority(daxctl_get_log_priority(session->ctx), NULL,
						 &session->debug));
	rc = machine_find(&session->root, machine);
	if (rc || !machine_name(machine))
		return rc;
	rc = daxctl_set_root(session->ctx, session->root.path);
	return rc ? machine_refused(machine, rc) : CLI_OK;
}

void session_close(struct session *session)
{
	daxctl_unref(session->ctx);
	session->ctx = NULL;
	machine_leave(&session->root);
}
