// SPDX-License-Identifier: GPL-2.0-or-later
/* Mailbox commands that only read: see mailbox.h. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cxl/device/mailbox.h"

/* Return codes of a device that does not have the command (CXL 3.1 table 8-34). */
enum { MBOX_UNSUPPORTED = 3, MBOX_UNSUPPORTED_ON_MAILBOX = 21 };

static bool is_missing_command(int rc, int status)
{
	return rc == -ENOTTY || rc == -EOPNOTSUPP || status == MBOX_UNSUPPORTED ||
	       status == MBOX_UNSUPPORTED_ON_MAILBOX;
}

void mailbox_note(struct session *session, const char *name, const char *what, int rc)
{
	struct unanswered *unanswered = &session->unanswered;
	const char *detail = session->detail;
	size_t len = strlen(name);

	/* The library begins its lines with the name, too. */
	if (!strncmp(detail, name, len) && !strncmp(detail + len, ": ", 2))
		detail += len + 2;
	if (!detail[0])
		detail = strerror(-rc);
	snprintf(session->reason, sizeof(session->reason), "%s",
		 rc == -EROFS ? "a copy of a machine cannot be asked" : detail);
	if (unanswered->nr++)
		return;
	unanswered->rc = rc;
	snprintf(unanswered->text, sizeof(unanswered->text), "%s: no %s: %s", name, what, detail);
}

void mailbox_note_unsupported(struct session *session, const char *name, const char *what)
{
	if (session->unsupported.nr++)
		return;
	snprintf(session->unsupported.text, sizeof(session->unsupported.text),
		 "%s: no %s: the device or the kernel does not support it", name, what);
}

struct cxl_cmd *mailbox_ask(struct session *session, struct cxl_memdev *memdev,
			    struct cxl_cmd *(*make)(struct cxl_memdev *memdev), const char *what)
{
	struct cxl_cmd *cmd;
	int rc, status = 0;

	session->detail[0] = '\0';
	cmd = make(memdev);
	rc = cmd ? cxl_cmd_run(cmd) : -errno;
	if (rc == 0)
		return cmd;
	if (cmd)
		status = cxl_cmd_get_mbox_status(cmd);
	/* A device that has gone away is not listed at all. */
	if (!cxl_memdev_is_present(memdev))
		;
	else if (is_missing_command(rc, status))
		mailbox_note_unsupported(session, cxl_memdev_get_devname(memdev), what);
	else
		mailbox_note(session, cxl_memdev_get_devname(memdev), what, rc);
	session->detail[0] = '\0';
	cxl_cmd_unref(cmd);
	return NULL;
}

static void explain_unsupported(const struct unanswered *unsupported)
{
	if (unsupported->nr)
		say_error("%s%s", unsupported->text,
			  unsupported->nr == 1 ? "" : " (there are others, see --debug)");
}

void mailbox_explain(const struct session *session, bool asked)
{
	const struct unanswered *unanswered = &session->unanswered;
	size_t more = unanswered->nr - 1;

	if (unanswered->nr == 0) {
		if (asked)
			explain_unsupported(&session->unsupported);
		return;
	}
	/* These would be told of every device and every command. */
	if (unanswered->rc == -EROFS)
		say_error("what has to be asked from devices is left out: this copy of a machine has no answers of theirs");
	else if (unanswered->rc == -EACCES || unanswered->rc == -EPERM)
		say_error("%s; try as root", unanswered->text);
	else if (more == 0)
		say_error("%s", unanswered->text);
	else
		say_error("%s (%zu more answer%s missing, see --debug)", unanswered->text, more,
			  more == 1 ? " is" : "s are");
}
