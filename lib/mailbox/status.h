/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names for messages. */
#pragma once

#include <stdint.h>

#include "lib/base/cleanup.h"

/* Name of a mailbox return code (CXL 3.1 table 8-34). */
const char *mailbox_status_name(unsigned int status);

/* Name of a command of the kernel's list, e.g. "Get Label Storage Area". */
const char *mailbox_command_name(uint32_t id);
