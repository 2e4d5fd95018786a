// SPDX-License-Identifier: GPL-2.0-or-later
/* The formats of "cxl list", and why what is unknown in them is. */
#include <errno.h>
#include <string.h>

#include "cxl/list/format.h"
#include "lib/tool/view/emit.h"

/* Of the flat listing; a key never changes its meaning or type below the same number. */
#define SCHEMA "cxl-list/1"

int list_json(struct session *session, const struct walk *walk)
{
	return emit_json(walk->groups, WALK_NR_GROUPS, session, walk->human);
}

static void forget_reason(void *env)
{
	struct session *session = env;

	session->reason[0] = '\0';
	cxl_clear_read_error(session->ctx);
}

/* Behind a getter: the mailbox said why itself, the library has a number. */
static const char *reason(void *env)
{
	struct session *session = env;
	const char *what;
	int rc;

	if (session->reason[0])
		return session->reason;
	rc = cxl_get_read_error(session->ctx, &what);
	if (rc == -ENODEV && !strcmp(what, "debugfs"))
		return "debugfs is not there: not mounted, or not in the copy";
	return library_reason(rc, rc ? what : "", session->reason, sizeof(session->reason));
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
