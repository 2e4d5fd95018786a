// SPDX-License-Identifier: GPL-2.0-or-later
/* Commands of cxl that change something, run as a user types them: see verb-line.h. */
#include <stdlib.h>
#include <string.h>

#include "../../../cxl/session.h"
#include "verb-line.h"

/* In place of the tool's, by the linker's --wrap: the made-up machine, with its log kept. */
int __real_session_open(struct session *session, const char *log_env, const char *sysroot,
			bool debug);
int __wrap_session_open(struct session *session, const char *log_env, const char *sysroot,
			bool debug);

int __wrap_session_open(struct session *session, const char *log_env, const char *sysroot,
			bool debug)
{
	int status = __real_session_open(session, log_env, sysroot ? sysroot : tree_root(), debug);

	/* The kernel has nothing to finish here. */
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
	_cleanup_free_ char *copy = strdup(line);
	_cleanup_free_ void *params = calloc(1, command->params_size + 1);
	char *words[16], *rest;
	int nr = 1, first = 0, status = CLI_USAGE;

	words[0] = (char *)command->name;
	for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		words[nr++] = word;
	words[nr] = NULL;
	complain_as("cxl", command->name);
	capture_begin();
	if (options_parse(command->options, params, nr, words, &first) == OPTIONS_OK)
		status = command->run(params, nr - first, words + first);
	capture_end();
	return status;
}

void assert_says(const char *text)
{
	if (!strstr(captured_err(), text))
		fail_msg("does not say \"%s\" but \"%s\"", text, captured_err());
}

void assert_prints(const char *text)
{
	if (!strstr(captured_out(), text))
		fail_msg("does not print \"%s\" but \"%s\"", text, captured_out());
}

void assert_written(size_t nr, const char *file, const char *text)
{
	const struct fault_op *op = fault_op(FAULT_WRITE, nr);

	assert_string_equal(op->path + strlen(op->path) - strlen(file), file);
	assert_int_equal(op->len, strlen(text));
	assert_memory_equal(op->data, text, op->len);
}
