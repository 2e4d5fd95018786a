// SPDX-License-Identifier: GPL-2.0-or-later
/* Carrying a plan out: every step, or none. */
#include <errno.h>
#include <string.h>

#include "cxl/region/apply.h"
#include "cxl/show/region-one.h"
#include "lib/tool/verb/signals.h"

const char *region_next_name(const struct plan *plan, char *buf, size_t len)
{
	struct cxl_decoder *window = plan->window->decoder;
	int rc = cxl_decoder_get_next_region(window, plan_mode(plan->type), buf, len);

	return rc ? "regionN" : buf;
}

static void hint(const struct step *step, int rc)
{
	const char *file = strrchr(step->file, '/') + 1;

	if (!strcmp(file, "commit") && rc == -ENXIO)
		say_hint("The kernel cannot empty the CPU's caches here. In a virtual machine it does not try, unless it has CONFIG_CXL_REGION_INVALIDATION_TEST; cxl-vm --kernel lab has it.");
	else if (rc == -EACCES || rc == -EPERM)
		say_hint("This needs root, or the right to write to /sys: try as root");
	else if (!strcmp(file, "uuid") && rc == -EBUSY)
		say_hint("Another region has this UUID: cxl list -R shows them.");
	else
		say_hint("The kernel may say more: dmesg; and with: echo \"module cxl_core +p\" > /sys/kernel/debug/dynamic_debug/control");
}

static void undo(struct region_steps *steps, int rc)
{
	struct steps *list = &steps->list;

	steps_report(list, NULL, rc);
	steps_undo(list, steps, rc);
	say_hint("undone   %s", list->undone[0] ? list->undone : "nothing was to undo");
	(void)steps_report_kept(list);
	if (rc != -EINTR && !list->no_memory)
		hint(&list->all[list->failed], rc);
}

int region_apply(struct session *session, struct region_steps *steps, bool human)
{
	struct signals signals;
	int status = CLI_OK, rc;

	steps->list.detail = session->detail;
	signals_hold(&signals);
	rc = steps_run(&steps->list, steps);
	if (rc) {
		undo(steps, rc);
		status = CLI_FAILED;
	} else {
		/* It was made, even if it cannot be printed. */
		if (show_region(steps->made, human))
			status = CLI_FAILED;
		say_status("created 1 region: %s", cxl_region_get_devname(steps->made));
	}
	signals_release(&signals);
	return status;
}
