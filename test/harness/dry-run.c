// SPDX-License-Identifier: GPL-2.0-or-later
/* --dry-run compared with what is written: see dry-run.h. */
#include <stdio.h>
#include <string.h>

#include "test/harness/dry-run.h"
#include "test/harness/tool-line.h"

/* "writes mem0/driver/unbind mem0": the file and the value; false: another line. */
static bool parse(char *line, char **file, char **value)
{
	if (strncmp(line, "writes   ", 9) && strncmp(line, "         ", 9))
		return false;
	*file = line + 9;
	*value = strchr(*file, ' ');
	assert_non_null(*value);
	*(*value)++ = '\0';
	*value += strspn(*value, " ");
	return true;
}

size_t assert_dry_run(const char *tool, const struct command *command, const char *line)
{
	char dry[256], out[4096], *text, *save, *file, *value;
	size_t nr = 0;

	snprintf(dry, sizeof(dry), "--dry-run %s", line);
	assert_int_equal(tool_run_line(tool, command, dry), CLI_OK);
	assert_int_equal(fault_count(FAULT_WRITE), 0);
	assert_prints("nothing was changed\n");
	snprintf(out, sizeof(out), "%s", captured_out());
	/* The writes count, whatever the result. */
	(void)tool_run_line(tool, command, line);
	for (text = strtok_r(out, "\n", &save); text; text = strtok_r(NULL, "\n", &save)) {
		const struct fault_op *op;
		size_t len;

		if (!parse(text, &file, &value))
			continue;
		op = fault_op(FAULT_WRITE, nr++);
		len = op->len && ((char *)op->data)[op->len - 1] == '\n' ? op->len - 1 : op->len;
		assert_true(strlen(op->path) > strlen(file));
		assert_string_equal(op->path + strlen(op->path) - strlen(file), file);
		assert_int_equal(len, strlen(value));
		assert_memory_equal(op->data, value, len);
	}
	assert_int_equal(fault_count(FAULT_WRITE), nr);
	return nr;
}
