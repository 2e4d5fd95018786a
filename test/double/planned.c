// SPDX-License-Identifier: GPL-2.0-or-later
/* Functions shared by the tests of plans: see planned.h. */
#include <stdio.h>
#include <string.h>

#include "test/double/fabric.h"
#include "test/double/machine.h"
#include "test/double/planned.h"
#include "test/double/platform-fault.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

struct cxl_ctx *planned_ctx;
struct plan_machine planned_machine;
struct plan planned;
struct plan_refusal planned_refusal;

/*
 * Two host bridges with a switch each; below port 3: mem0, mem2, below port 4: mem1,
 * mem3; mem4 is directly below bridge 2. Windows: 0 of bridge 1, 1 over both.
 */
int planned_setup(void **state)
{
	int rc = tree_setup(state);

	fault_begin();
	fabric_begin();
	fabric_port(1, 0, 2);
	fabric_port(2, 0, 2);
	fabric_port(3, 1, 2);
	fabric_port(4, 2, 2);
	for (int i = 0; i < 4; i++)
		fabric_memdev(i, i % 2 ? 4 : 3, GIB, GIB);
	fabric_memdev(4, 2, 0, 2 * GIB);
	fabric_window(0, 4 * GIB, 4 * GIB, 1, 256, "1");
	fabric_window(1, 8 * GIB, 4 * GIB, 2, 4096, "1,2");
	return rc;
}

void planned_look(void)
{
	planned_ctx = machine_open();
	assert_int_equal(plan_machine_read(&planned_machine, planned_ctx), 0);
}

int planned_teardown(void **state)
{
	plan_machine_free(&planned_machine);
	machine_close(planned_ctx);
	planned_ctx = NULL;
	fault_end();
	return tree_teardown(state);
}

struct plan_member *planned_members[PLAN_WAYS_MAX];

/* A request by memdev numbers, "0 1 2 3"; "": all, in any order. */
struct plan_request planned_named(const char *numbers)
{
	struct plan_request request = { .members = planned_machine.members,
					.nr_members = planned_machine.nr_members };

	if (!*numbers)
		return request;
	request = (struct plan_request){ .members = planned_members, .ordered = true };
	for (; *numbers; numbers++)
		if (*numbers != ' ')
			planned_members[request.nr_members++] =
				planned_machine.members[*numbers - '0'];
	return request;
}

bool planned_make(struct plan_request request)
{
	return plan_make(&planned_machine, &request, &planned, &planned_refusal);
}

struct plan_request planned_of_type(struct plan_request request, enum plan_type type)
{
	request.typed = true;
	request.type = type;
	return request;
}

void planned_assert(const char *window, unsigned int ways, unsigned int grain,
			unsigned long long start, unsigned long long size, const char *numbers)
{
	char got[3 * PLAN_WAYS_MAX] = "";

	assert_string_equal(cxl_decoder_get_devname(planned.window->decoder), window);
	assert_int_equal(planned.ways, ways);
	assert_int_equal(planned.grain, grain);
	assert_int_equal(planned.start, start);
	assert_int_equal(planned.size, size);
	for (unsigned int i = 0; i < planned.ways; i++)
		snprintf(got + strlen(got), sizeof(got) - strlen(got), "%s%d", i ? " " : "",
			 cxl_memdev_get_id(planned.members[i]->memdev));
	assert_string_equal(got, numbers);
}

void planned_refused(struct plan_request request, const char *rule)
{
	assert_false(planned_make(request));
	assert_non_null(planned_refusal.rule);
	assert_string_equal(planned_refusal.rule, rule);
	assert_true(planned_refusal.must[0] && planned_refusal.found[0] && planned_refusal.what[0]);
}

/* A request that only one window can fail, with the rule of that window. */
void planned_refused_in(int window, struct plan_request request, const char *rule)
{
	for (size_t i = 0; i < planned_machine.nr_windows; i++)
		planned_machine.windows[i].excluded = (int)i != window;
	planned_refused(request, rule);
	for (size_t i = 0; i < planned_machine.nr_windows; i++)
		planned_machine.windows[i].excluded = false;
}
