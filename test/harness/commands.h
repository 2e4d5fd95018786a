/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The mailbox commands that the fault platform's kernel offers in most tests. */
#pragma once

#include "test/double/platform-fault.h"

static inline void commands_usual(void)
{
	static const struct cxl_command_info usual[] = {
		{ .id = CXL_MEM_COMMAND_ID_IDENTIFY, .size_out = 0x43 },
		{ .id = CXL_MEM_COMMAND_ID_RAW, .size_in = ~0U, .size_out = ~0U },
		{ .id = CXL_MEM_COMMAND_ID_GET_LSA, .size_in = 8, .size_out = ~0U },
		{ .id = CXL_MEM_COMMAND_ID_SET_LSA, .size_in = ~0U },
	};

	fault.commands = usual;
	fault.nr_commands = sizeof(usual) / sizeof(usual[0]);
}
