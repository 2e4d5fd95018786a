// SPDX-License-Identifier: GPL-2.0-or-later
/* daxctl reconfigure-device --check-config (daxctl/config/apply.h): complete, or unchanged. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "daxctl/config/apply.h"
#include "lib/cxl/libcxl.h"
#include "test/double/dax-machine.h"
#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define START	(48 * DAX_BLOCK)
#define DEV	"sys/bus/dax/devices/dax0.0/"
#define BLOCK	"sys/devices/system/memory/memory"

/* Replaces the functions of tool and library through the linker's --wrap: the synthetic machine. */
int __real_session_open(struct session *session, const struct machine *machine, bool debug);
int __wrap_session_open(struct session *session, const struct machine *machine, bool debug);
int __real_cxl_new(struct cxl_ctx **ctx);
int __wrap_cxl_new(struct cxl_ctx **ctx);

int __wrap_session_open(struct session *session, const struct machine *machine, bool debug)
{
	const struct machine tree = { .sysroot = tree_root() };
	int status = __real_session_open(session, machine->sysroot ? machine : &tree, debug);
	char folder[256];

	snprintf(folder, sizeof(folder), "%s", tree_path("etc"));
	if (status == CLI_OK)
		daxctl_set_config_path(session->ctx, folder);
	return status;
}

int __wrap_cxl_new(struct cxl_ctx **ctx)
{
	int rc = __real_cxl_new(ctx);

	return rc ? rc : cxl_set_root(*ctx, tree_root());
}

/* System memory that went online by itself, in two blocks. */
static int setup(void **state)
{
	fault_begin();
	if (tree_setup(state))
		return -1;
	tree_folder("sys/bus/cxl/devices");
	dax_driver("device_dax");
	dax_dev(DAX_REGION(0), "dax0.0", START, 2 * DAX_BLOCK);
	dax_bind("dax0.0", "kmem");
	dax_blocks();
	dax_block(48, "online", "Movable");
	dax_block(49, "online", "Movable");
	fault.written = dax_obey;
	return 0;
}

static int teardown(void **state)
{
	int rc = tree_teardown(state);

	fault_end();
	return rc;
}

static void rule(const char *keys)
{
	char text[256];

	snprintf(text, sizeof(text), "[reconfigure-device one]\nnuma.node = 1\n%s", keys);
	tree_write("etc/a.conf", text);
}

static int run(bool force, bool dry_run)
{
	const struct dev_options dev = { 0 };
	const struct configured_options options = {
		.dev = &dev, .force = force, .dry_run = dry_run,
	};
	char all[] = "all", *words[] = { all, NULL };
	int status;

	say_as("daxctl", "reconfigure-device");
	capture_begin();
	status = configured_run(&options, 1, words);
	capture_end();
	return status;
}

static void assert_said(const char *text)
{
	if (!strstr(captured_err(), text))
		fail_msg("\"%s\" is not in:\n%s", text, captured_err());
}

static void assert_text(const char *path, const char *wanted)
{
	char text[64] = "";
	FILE *file = fopen(tree_path(path), "re");

	assert_non_null(file);
	assert_true(fgets(text, sizeof(text), file));
	fclose(file);
	if (strncmp(text, wanted, strlen(wanted)))
		fail_msg("%s is %s, not %s\n%s", path, text, wanted, captured_err());
}

static void assert_blocks(const char *state, const char *zone)
{
	assert_text(BLOCK "48/state", state);
	assert_text(BLOCK "49/state", state);
	assert_text(BLOCK "48/valid_zones", zone);
	assert_text(BLOCK "49/valid_zones", zone);
}

static bool is_bound_to(const char *driver)
{
	char target[256];
	ssize_t len = readlink(tree_path(DEV "driver"), target, sizeof(target) - 1);

	target[len < 0 ? 0 : len] = '\0';
	return len > 0 && !strcmp(strrchr(target, '/') + 1, driver);
}

static void test_mode(void **state)
{
	(void)state;
	rule("mode = devdax\n");
	assert_int_equal(run(false, true), CLI_OK);
	assert_non_null(strstr(captured_out(), "a.conf:1: [reconfigure-device one] is for it: "
			       "devdax; now system-ram, 2 of 2 blocks online in zone movable\n"));
	assert_int_equal(run(false, false), CLI_FAILED);
	assert_said("2 of its memory blocks are online");
	assert_int_equal(fault_total(), 0);
	assert_int_equal(run(true, false), CLI_OK);
	assert_said("reconfigured 1 device\n");
	assert_non_null(strstr(captured_out(), "\"mode\":\"devdax\""));
	/* Again: there is nothing to do. */
	fault_end();
	fault_begin();
	assert_int_equal(run(true, false), CLI_OK);
	assert_said("it is so already: devdax\n");
	assert_said("reconfigured 0 devices\n");
	assert_int_equal(fault_total(), 0);
}

static void test_online(void **state)
{
	(void)state;
	rule("online = no\n");
	assert_int_equal(run(false, false), CLI_FAILED);
	assert_said("dax0.0: its memory is online; ");
	assert_said("a.conf:1 says it is not\n");
	assert_int_equal(fault_total(), 0);
	assert_int_equal(run(true, false), CLI_OK);
	assert_blocks("offline", "Normal Movable");
}

static void test_zone(void **state)
{
	(void)state;
	rule("movable = false\n");
	assert_int_equal(run(false, false), CLI_FAILED);
	assert_said("a.conf:1 says zone normal\n");
	assert_int_equal(run(true, false), CLI_OK);
	assert_blocks("online", "Normal\n");
	/* Some are online in the right zone: the others follow, without force. */
	dax_block(48, "offline", "Normal Movable");
	assert_int_equal(run(false, false), CLI_OK);
	assert_blocks("online", "Normal\n");
}

/* Each operation fails once: everything is as before, unless the operation was optional. */
static void test_each_fails(void **state)
{
	static const char *const rules[] = { "movable = no\n", "online = no\n", "mode = devdax\n" };

	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		size_t nr = 0, nr_failed = 0;

		do {
			assert_int_equal(teardown(state), 0);
			assert_int_equal(setup(state), 0);
			rule(rules[i]);
			fault.fail_at = (int)++nr;
			fault.error = EBUSY;
			if (run(true, false) == CLI_OK)
				continue;
			nr_failed++;
			assert_blocks("online", "Movable\n");
			assert_true(is_bound_to("kmem"));
		} while (nr < fault_total());
		assert_in_range(nr_failed, 2, 20);
	}
}

static void test_conflict(void **state)
{
	(void)state;
	rule("mode = devdax\n");
	tree_write("etc/b.conf", "\n[reconfigure-device two]\nnuma.node = 1\n");
	assert_int_equal(run(true, false), CLI_FAILED);
	assert_said("dax0.0: two sections are for it: ");
	assert_said("b.conf:2");
	assert_said("Nothing was changed\n");
	assert_int_equal(fault_total(), 0);
	assert_string_equal(captured_out(), "");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_mode), TEST(test_online), TEST(test_zone), TEST(test_each_fails),
		TEST(test_conflict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
