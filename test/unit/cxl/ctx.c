// SPDX-License-Identifier: GPL-2.0-or-later
/* The library context (lib/cxl/context.c) and its messages (lib/base/log.h). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include "lib/cxl/internal.h"
#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

static struct cxl_ctx *ctx;

static int setup(void **state)
{
	ctx = machine_begin(state);
	return 0;
}

static int teardown(void **state)
{
	unsetenv("CXL_LOG");
	return machine_end(state, ctx);
}

static void test_null(void **state)
{
	(void)state;
	assert_int_equal(cxl_new(NULL), -EINVAL);
	assert_null(cxl_ref(NULL));
	cxl_unref(NULL);
	cxl_set_userdata(NULL, ctx);
	cxl_set_private_data(NULL, ctx);
	assert_null(cxl_get_userdata(NULL));
	assert_null(cxl_get_private_data(NULL));
	assert_int_equal(cxl_set_root(NULL, tree_root()), -EINVAL);
	assert_false(cxl_debugfs_exists(NULL));
}

static void test_pointers(void **state)
{
	int a, b;

	(void)state;
	assert_null(cxl_get_userdata(ctx));
	assert_null(cxl_get_private_data(ctx));
	cxl_set_userdata(ctx, &a);
	cxl_set_private_data(ctx, &b);
	assert_ptr_equal(cxl_get_userdata(ctx), &a);
	assert_ptr_equal(cxl_get_private_data(ctx), &b);
	cxl_set_userdata(ctx, NULL);
	assert_null(cxl_get_userdata(ctx));
	assert_ptr_equal(cxl_get_private_data(ctx), &b);
}

static void test_references(void **state)
{
	(void)state;
	machine_memdev(0, 512, 0);
	assert_ptr_equal(cxl_ref(ctx), ctx);
	assert_non_null(cxl_memdev_get_first(ctx));
	cxl_unref(ctx);
	assert_string_equal(cxl_memdev_get_devname(cxl_memdev_get_first(ctx)), "mem0");
}

static void test_set_root(void **state)
{
	(void)state;
	assert_int_equal(cxl_set_root(ctx, tree_path("missing")), -ENOENT);
	tree_write("file", "");
	assert_int_equal(cxl_set_root(ctx, tree_path("file")), -ENOTDIR);
	tree_folder("empty");
	assert_int_equal(cxl_set_root(ctx, tree_path("empty")), -ENODATA);
	/* After failures, the root is unchanged. */
	machine_memdev(3, 512, 0);
	assert_int_equal(cxl_memdev_get_id(cxl_memdev_get_first(ctx)), 3);
}

/* The root can change until the first question. */
static void test_set_root_again(void **state)
{
	static const char *const running[] = { NULL, "", "/" };

	(void)state;
	machine_memdev(3, 512, 0);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(cxl_set_root(ctx, running[i]), 0);
		assert_int_equal(cxl_set_root(ctx, tree_root()), 0);
	}
	assert_int_equal(cxl_memdev_get_id(cxl_memdev_get_first(ctx)), 3);
}

static void busy_after(void (*ask)(void))
{
	assert_int_equal(cxl_set_root(ctx, tree_root()), 0);
	ask();
	assert_int_equal(cxl_set_root(ctx, tree_root()), -EBUSY);
	assert_int_equal(cxl_set_root(ctx, NULL), -EBUSY);
	machine_close(ctx);
	ctx = machine_open();
}

static void ask_memdevs(void)
{
	assert_null(cxl_memdev_get_first(ctx));
}

static void ask_buses(void)
{
	assert_null(cxl_bus_get_first(ctx));
}

static void ask_debugfs(void)
{
	assert_false(cxl_debugfs_exists(ctx));
}

static void test_set_root_busy(void **state)
{
	(void)state;
	busy_after(ask_memdevs);
	busy_after(ask_buses);
	busy_after(ask_debugfs);
}

static void test_log_env(void **state)
{
	static const struct {
		const char *text;
		int priority;
	} cases[] = {
		{ "debug", LOG_DEBUG }, { "info", LOG_INFO }, { "notice", LOG_NOTICE },
		{ "err", LOG_ERR }, { "0", 0 }, { "6", 6 },
	};
	struct cxl_ctx *new;

	(void)state;
	assert_int_equal(cxl_get_log_priority(ctx), LOG_ERR);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		setenv("CXL_LOG", cases[i].text, 1);
		assert_int_equal(cxl_new(&new), 0);
		assert_int_equal(cxl_get_log_priority(new), cases[i].priority);
		cxl_unref(new);
	}
}

static void test_log_env_wrong(void **state)
{
	struct cxl_ctx *new;
	int rc;

	(void)state;
	setenv("CXL_LOG", "loud", 1);
	capture_begin();
	rc = cxl_new(&new);
	capture_end();
	assert_int_equal(rc, 0);
	assert_int_equal(cxl_get_log_priority(new), LOG_ERR);
	assert_non_null(strstr(captured_err(), "CXL_LOG=loud"));
	assert_string_equal(captured_out(), "");
	cxl_unref(new);
}

/* The default: "libcxl: function: message" on stderr, up to the priority only. */
static void test_log_default(void **state)
{
	struct cxl_ctx *new;

	(void)state;
	assert_int_equal(cxl_new(&new), 0);
	capture_begin();
	errno = ENOTTY;
	log_err(&new->log, "%s is %d", "answer", 42);
	log_at(&new->log, LOG_NOTICE, "quiet");
	log_debug(&new->log, "quieter");
	capture_end();
	assert_string_equal(captured_err(), "libcxl: test_log_default: answer is 42\n");
	cxl_set_log_priority(new, LOG_NOTICE);
	assert_int_equal(cxl_get_log_priority(new), LOG_NOTICE);
	capture_begin();
	log_at(&new->log, LOG_NOTICE, "one");
	log_info(&new->log, "two");
	capture_end();
	assert_string_equal(captured_err(), "libcxl: test_log_default: one\n");
	cxl_unref(new);
}

/* A callback that changes errno does not affect the caller. */
static struct cxl_ctx *seen_ctx;
static int seen_priority;

__attribute__((format(printf, 6, 0)))
static void break_errno(struct cxl_ctx *of, int priority, const char *file, int line,
			const char *fn, const char *format, va_list args)
{
	(void)file;
	(void)line;
	(void)fn;
	(void)format;
	(void)args;
	seen_ctx = of;
	seen_priority = priority;
	errno = EDOM;
}

static void test_log_callback(void **state)
{
	(void)state;
	cxl_set_log_fn(ctx, break_errno);
	errno = EPERM;
	log_err(&ctx->log, "x");
	assert_int_equal(errno, EPERM);
	assert_ptr_equal(seen_ctx, ctx);
	assert_int_equal(seen_priority, LOG_ERR);
}

#define MEM0 "sys/bus/cxl/devices/mem0"

static void check_error(int rc, const char *what)
{
	const char *name = "unchanged";

	assert_int_equal(cxl_get_read_error(ctx, NULL), rc);
	assert_int_equal(cxl_get_read_error(ctx, &name), rc);
	if (what)
		assert_string_equal(name, what);
	else
		assert_null(name);
}

/* Absent and unreadable attributes have one value, but different reasons. */
static void test_read_error(void **state)
{
	struct cxl_memdev *memdev;

	(void)state;
	tree_write(MEM0 "/serial", "0x10\n");
	tree_write(MEM0 "/pmem/size", "garbage\n");
	tree_link(MEM0 "/numa_node", "numa_node");
	assert_int_equal(cxl_set_root(ctx, tree_root()), 0);
	memdev = cxl_memdev_get_by_name(ctx, "mem0");
	assert_non_null(memdev);
	check_error(0, NULL);
	assert_int_equal(cxl_memdev_get_serial(memdev), 0x10);
	check_error(0, NULL);
	assert_int_equal(cxl_memdev_get_ram_size(memdev), 0);
	check_error(-ENOENT, "ram/size");
	assert_int_equal(cxl_memdev_get_numa_node(memdev), -1);
	check_error(-ELOOP, "numa_node");	/* worse than missing */
	assert_int_equal(cxl_memdev_get_pmem_size(memdev), 0);
	check_error(-ELOOP, "numa_node");	/* the first one */
	cxl_clear_read_error(ctx);
	check_error(0, NULL);
	/* Not read again, but reported again. */
	assert_int_equal(cxl_memdev_get_pmem_size(memdev), 0);
	check_error(-EINVAL, "pmem/size");
	assert_int_equal(cxl_memdev_get_serial(memdev), 0x10);
	check_error(-EINVAL, "pmem/size");
}

static void check_debugfs(int rc)
{
	cxl_clear_read_error(ctx);
	assert_int_equal(cxl_debugfs_exists(ctx), rc == 0);
	check_error(rc, rc ? "debugfs" : NULL);
	cxl_clear_read_error(ctx);
	assert_int_equal(cxl_debugfs_exists(ctx), rc == 0);
	check_error(rc, rc ? "debugfs" : NULL);
	machine_close(ctx);
	ctx = machine_open();
}

static void test_debugfs_error(void **state)
{
	(void)state;
	tree_folder("sys");
	assert_int_equal(cxl_set_root(ctx, tree_root()), 0);
	check_debugfs(-ENODEV);		/* not mounted */
	tree_write("proc/mounts", "none /sys/kernel/debug debugfs rw 0 0\n");
	assert_int_equal(cxl_set_root(ctx, tree_root()), 0);
	check_debugfs(-ENODEV);		/* not in the snapshot */
	tree_folder("sys/kernel/debug");
	assert_int_equal(cxl_set_root(ctx, tree_root()), 0);
	check_debugfs(-ENOENT);		/* the kernel has no CXL there */
	tree_link("sys/kernel/debug/cxl", "cxl");
	assert_int_equal(cxl_set_root(ctx, tree_root()), 0);
	check_debugfs(-ELOOP);
	tree_remove("sys/kernel/debug/cxl");
	tree_folder("sys/kernel/debug/cxl");
	assert_int_equal(cxl_set_root(ctx, tree_root()), 0);
	check_debugfs(0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_null),
		TEST(test_pointers),
		TEST(test_references),
		TEST(test_set_root),
		TEST(test_set_root_again),
		TEST(test_set_root_busy),
		TEST(test_log_env),
		TEST(test_log_env_wrong),
		TEST(test_log_default),
		TEST(test_log_callback),
		TEST(test_read_error),
		TEST(test_debugfs_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
