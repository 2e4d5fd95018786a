// SPDX-License-Identifier: GPL-2.0-or-later
/* Commands of cxl that change something, run as a user types them: see verb-line.h. */
#include "cxl/session.h"
#include "test/harness/verb-line.h"

/*
 * Replaces the tool's function through the linker's --wrap: the synthetic machine, with its log
 * kept.
 */
int __real_session_open_machine(struct session *session, const char *log_env,
				const struct machine *machine, bool debug);
int __wrap_session_open_machine(struct session *session, const char *log_env,
				const struct machine *machine, bool debug);

int __wrap_session_open_machine(struct session *session, const char *log_env,
				const struct machine *machine, bool debug)
{
	const struct machine made_up = { .sysroot = tree_root() };
	int status = __real_session_open_machine(session, log_env,
						 machine_name(machine) ? machine : &made_up, debug);

	/* This kernel has no pending probes. */
	if (status == CLI_OK)
		cxl_set_wait(session->ctx, false);
	return status;
}

int verb_setup(void **state)
{
	fault_begin();
	if (tree_setup(state))
		return -1;
	topology_make();
	machine_attr("mem0", "ram/size", "0x20000000\n");
	machine_attr("mem0", "pmem/size", "0x40000000\n");
	tree_write(DEVICES "decoder2.0/mode", "pmem\n");
	fault.written = topology_obey;
	return 0;
}

int verb_teardown(void **state)
{
	int rc = tree_teardown(state);

	fault_end();
	return rc;
}

int verb_run_line(const struct command *command, const char *line)
{
	return tool_run_line("cxl", command, line);
}
