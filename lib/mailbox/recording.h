/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What the mailboxes of a machine answered, kept in the copy of that machine: a
 * folder a memdev, /cxl-utils/mailbox/mem0, with
 *
 *   commands      the kernel's list, a line each: id, flags, size in, size out
 *   4000          by opcode, the output of the device, as it came
 *   4201.status   where there is no output: what the device returned (return code,
 *                 above 0), or the errno of the kernel (below 0)
 *   4102          of Get LSA, the label area from its start
 *
 * Only commands that read are recorded. transport.c answers with it where the root
 * is a copy.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/root.h"

#define RECORDING_COMMANDS	"commands"
#define RECORDING_STATUS	".status"
#define RECORDING_NAME_SIZE	16

/* The file of a command: its opcode, and nothing or RECORDING_STATUS. */
void recording_name(char name[RECORDING_NAME_SIZE], unsigned int opcode, const char *suffix)
	_nonnull_;

/* A command that reads: its number in the kernel's list, and its opcode. */
struct recorded_command {
	uint32_t id;
	uint16_t opcode;
};

/* Those without input, of which a copy has the answers; and Get LSA. */
#define RECORDED_COMMANDS_MAX 8
extern const struct recorded_command recorded_commands[RECORDED_COMMANDS_MAX];
#define RECORDED_LSA 0x4102

/* Far more commands than the list of any kernel has. */
#define RECORDED_QUERY_MAX 4096

/* The answers of memdev @name: a descriptor; -EROFS when there are none. */
int recording_open(const struct root *root, const char *name) _must_check_ _nonnull_;

/*
 * The ioctls of a memdev as the driver would answer them: 0 or a negative errno; -EROFS when
 * that was not recorded.
 */
struct cxl_mem_query_commands;
struct cxl_send_command;
int recording_query(int fd, struct cxl_mem_query_commands *query) _must_check_ _nonnull_;
int recording_send(int fd, struct cxl_send_command *send) _must_check_ _nonnull_;
