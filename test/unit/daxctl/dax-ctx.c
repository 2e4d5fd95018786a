// SPDX-License-Identifier: GPL-2.0-or-later
/* The context of libdaxctl (lib/daxctl/context.c). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include "test/double/dax-machine.h"
#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

static struct daxctl_ctx *ctx;

static int setup(void **state)
{
	ctx = dax_begin(state);
	return 0;
}

static int teardown(void **state)
{
	unsetenv("DAXCTL_LOG");
	return dax_end(state, ctx);
}

static void test_null(void **state)
{
	(void)state;
	assert_int_equal(daxctl_new(NULL), -EINVAL);
	assert_null(daxctl_ref(NULL));
	daxctl_unref(NULL);
	daxctl_set_userdata(NULL, ctx);
	assert_null(daxctl_get_userdata(NULL));
	assert_int_equal(daxctl_set_root(NULL, tree_root()), -EINVAL);
	assert_null(daxctl_get_config_path(NULL));
	daxctl_region_ref(NULL);
	daxctl_region_unref(NULL);
	daxctl_blocks_free(NULL);
}

static void test_references(void **state)
{
	int data;

	(void)state;
	assert_null(daxctl_get_userdata(ctx));
	daxctl_set_userdata(ctx, &data);
	assert_ptr_equal(daxctl_ref(ctx), ctx);
	daxctl_unref(ctx);
	/* The other reference still holds it. */
	assert_ptr_equal(daxctl_get_userdata(ctx), &data);
}

static void test_config_path(void **state)
{
	char path[] = "/etc/other";

	(void)state;
	assert_string_equal(daxctl_get_config_path(ctx), "/etc/daxctl.conf.d");
	assert_int_equal(daxctl_set_config_path(ctx, NULL), -EINVAL);
	assert_int_equal(daxctl_set_config_path(NULL, path), -EINVAL);
	assert_int_equal(daxctl_set_config_path(ctx, path), 0);
	path[1] = 'x';
	assert_string_equal(daxctl_get_config_path(ctx), "/etc/other");
}

static void test_set_root(void **state)
{
	(void)state;
	assert_int_equal(daxctl_set_root(ctx, tree_path("missing")), -ENOENT);
	tree_folder("empty");
	assert_int_equal(daxctl_set_root(ctx, tree_path("empty")), -ENODATA);
	/* A failed call leaves the root as it was. */
	dax_dev(DAX_REGION(0), "dax0.0", 0x100000000, 0x10000000);
	assert_non_null(daxctl_region_get_first(ctx));
	assert_int_equal(daxctl_set_root(ctx, tree_root()), -EBUSY);
}

/* A list that was read and is empty counts as read. */
static void test_set_root_late(void **state)
{
	(void)state;
	assert_null(daxctl_region_get_first(ctx));
	assert_int_equal(errno, 0);
	assert_int_equal(daxctl_set_root(ctx, tree_root()), -EBUSY);
}

static void test_log_priority(void **state)
{
	struct daxctl_ctx *other;

	(void)state;
	assert_int_equal(daxctl_get_log_priority(ctx), LOG_ERR);
	daxctl_set_log_priority(ctx, LOG_INFO);
	assert_int_equal(daxctl_get_log_priority(ctx), LOG_INFO);
	setenv("DAXCTL_LOG", "debug", 1);
	assert_int_equal(daxctl_new(&other), 0);
	assert_int_equal(daxctl_get_log_priority(other), LOG_DEBUG);
	daxctl_unref(other);
}

/* The callback that the user set, with the same context. */
static struct daxctl_ctx *seen;

static void keep_ctx(struct daxctl_ctx *from, int priority, const char *file, int line,
		     const char *fn, const char *format, va_list args)
{
	(void)file;
	(void)line;
	(void)fn;
	(void)format;
	(void)args;
	if (priority == LOG_INFO)
		seen = from;
}

static void test_log_fn(void **state)
{
	(void)state;
	seen = NULL;
	daxctl_set_log_fn(ctx, keep_ctx);
	assert_null(daxctl_get_auto_online_policy(ctx));
	assert_null(seen);
	daxctl_set_log_priority(ctx, LOG_INFO);
	assert_null(daxctl_get_auto_online_policy(ctx));
	assert_ptr_equal(seen, ctx);
}

static void test_policy(void **state)
{
	(void)state;
	tree_write("sys/devices/system/memory/auto_online_blocks", "offline\n");
	assert_string_equal(daxctl_get_auto_online_policy(ctx), "offline");
	tree_write("sys/devices/system/memory/auto_online_blocks", "online_movable\n");
	assert_string_equal(daxctl_get_auto_online_policy(ctx), "online_movable");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_null),
		TEST(test_references),
		TEST(test_config_path),
		TEST(test_set_root),
		TEST(test_set_root_late),
		TEST(test_log_priority),
		TEST(test_log_fn),
		TEST(test_policy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
