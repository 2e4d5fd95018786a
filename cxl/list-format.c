// SPDX-License-Identifier: GPL-2.0-or-later
/* The formats of "cxl list", and why what is unknown in them is. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "../lib/cli/emit.h"
#include "list-format.h"

/* Of the flat listing; a key never changes its meaning or type below the same number. */
#define SCHEMA "cxl-list/1"

int list_json(struct session *session, const struct walk *walk)
{
	(void)session;
	return emit_json(walk->groups, WALK_NR_GROUPS, walk->human);
}

static void forget_reason(void *data)
{
	struct session *session = data;

	session->reason[0] = '\0';
	cxl_clear_read_error(session->ctx);
}

/* Behind a getter: the mailbox said why itself, the library has a number. */
static const char *reason(void *data)
{
	struct session *session = data;
	const char *what;
	int rc;

	if (session->reason[0])
		return session->reason;
	rc = cxl_get_read_error(session->ctx, &what);
	switch (rc) {
	case 0:
	case -ENOENT:
		return NULL;
	case -EACCES:
	case -EPERM:
		snprintf(session->reason, sizeof(session->reason),
			 "%s is not readable: needs root", what);
		break;
	case -ENODEV:
		if (!strcmp(what, "debugfs")) {
			snprintf(session->reason, sizeof(session->reason),
				 "debugfs is not there: not mounted, or not in the copy");
			break;
		}
		/* fall through */
	default:
		snprintf(session->reason, sizeof(session->reason), "%s has no value: %s", what,
			 strerror(-rc));
	}
	return session->reason;
}

int list_flat(struct session *session, const struct walk *walk)
{
	const struct reasons reasons = { forget_reason, reason, session };

	return emit_flat(walk->groups, WALK_NR_GROUPS, SCHEMA, &reasons);
}

int list_table(struct session *session, const struct walk *walk)
{
	const struct reasons reasons = { forget_reason, reason, session };
	const struct tables tables = list_tables(walk->columns);

	return emit_tables(walk->groups, WALK_NR_GROUPS, &tables, &reasons);
}
