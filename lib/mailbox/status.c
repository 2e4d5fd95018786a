// SPDX-License-Identifier: LGPL-2.1-or-later
/* Names of the mailbox return codes (CXL 3.1 table 8-34) and of the commands. */
#include <linux/cxl_mem.h>

#include "lib/mailbox/status.h"

static const char *const names[] = {
	[0] = "success",
	[1] = "background command started",
	[2] = "invalid input",
	[3] = "unsupported",
	[4] = "internal error",
	[5] = "retry required",
	[6] = "busy",
	[7] = "media disabled",
	[8] = "firmware transfer in progress",
	[9] = "firmware transfer out of order",
	[10] = "firmware verification failed",
	[11] = "invalid firmware slot",
	[12] = "firmware activation failed, rolled back",
	[13] = "firmware activation needs a reset",
	[14] = "invalid handle",
	[15] = "invalid physical address",
	[16] = "poison injection limit reached",
	[17] = "permanent media failure",
	[18] = "aborted",
	[19] = "invalid security state",
	[20] = "incorrect passphrase",
	[21] = "unsupported on this mailbox",
	[22] = "invalid payload length",
	[23] = "invalid log",
	[24] = "interrupted",
	[25] = "unsupported feature version",
	[26] = "unsupported feature selection",
	[27] = "feature transfer in progress",
	[28] = "feature transfer out of order",
	[29] = "resources exhausted",
	[30] = "invalid extent list",
};

const char *mailbox_status_name(unsigned int status)
{
	return status < ARRAY_SIZE(names) ? names[status] : "unknown return code";
}

const char *mailbox_command_name(uint32_t id)
{
	/* The kernel's own names, as of the header this was built with. */
	return id < ARRAY_SIZE(cxl_command_names) ? cxl_command_names[id].name : "a newer command";
}
