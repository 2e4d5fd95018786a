// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/tool/snapshot/snapshot.h: recording with mailboxes that reply, and that fail. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/tool/snapshot/snapshot.h"
#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

/* Identify, Get FW Info, Get LSA, Set LSA, Get Health Info, Get Alert Configuration. */
static const struct cxl_command_info commands[] = {
	{ 1, 1, 0, 4 }, { 4, 1, 0, 3 }, { 6, 1, 8, UINT32_MAX }, { 10, 1, UINT32_MAX, 0 },
	{ 7, 1, 0, 18 }, { 11, 0, 0, 16 },
};

static struct snapshot_report report;
static int archive, write_error;

static int keep(void *data, const void *bytes, size_t len)
{
	(void)data;
	if (write_error)
		return -write_error;
	assert_int_equal(write(archive, bytes, len), len);
	return 0;
}

static int setup(void **state)
{
	fault_begin();
	fault.commands = commands;
	fault.nr_commands = ARRAY_SIZE(commands);
	write_error = 0;
	archive = memfd_create("archive", MFD_CLOEXEC);
	if (archive < 0 || tree_setup(state))
		return -1;
	machine_memdev(0, 24, 40);
	return 0;
}

static int teardown(void **state)
{
	free(report.unreadable);
	report.unreadable = NULL;
	close(archive);
	fault_end();
	return tree_teardown(state);
}

static int record(bool labels)
{
	const struct snapshot_options options = {
		.root = tree_root(), .folder = "m", .suffix = ".tar.xz", .labels = labels,
		.write = keep,
	};

	free(report.unreadable);
	assert_int_equal(ftruncate(archive, 0), 0);
	assert_int_equal(lseek(archive, 0, SEEK_SET), 0);
	return snapshot_record(&options, &report);
}

/* Unpacks the recorded archive to "unpacked". */
static void unpack(void)
{
	char why[256] = "", name[256];
	int folder;

	tree_folder("unpacked");
	folder = open(tree_path("unpacked"), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_int_equal(lseek(archive, 0, SEEK_SET), 0);
	assert_int_equal(snapshot_unpack(archive, folder, &snapshot_limits, why, sizeof(why)), 0);
	assert_string_equal(why, "");
	assert_int_equal(snapshot_find_root(folder, name, sizeof(name)), 0);
	assert_string_equal(name, "m");
	close(folder);
}

static void assert_file(const char *name, const void *bytes, size_t len)
{
	char path[256], got[4096];
	FILE *file;

	snprintf(path, sizeof(path), "unpacked/m/cxl-utils/mailbox/mem0/%s", name);
	file = fopen(tree_path(path), "r");
	if (!bytes) {
		assert_null(file);
		return;
	}
	assert_non_null(file);
	assert_int_equal(fread(got, 1, sizeof(got), file), len);
	assert_memory_equal(got, bytes, len);
	fclose(file);
}

/* The commands of recording.h that the kernel supports, in the order of that table. */
static void script_answers(void)
{
	fault_reply(0, "\001\002\003\004", 4);	/* Identify */
	fault_reply(0, "abcdefgh", 8);		/* firmware: longer than its buffer */
	fault_reply(3, NULL, 0);		/* health: unsupported */
	fault_reply_errno(ENOTTY);		/* alerts */
}

static void test_answers(void **state)
{
	static const char list[] = "1 0x1 0 4\n4 0x1 0 3\n6 0x1 8 4294967295\n"
				   "10 0x1 4294967295 0\n7 0x1 0 18\n11 0 0 16\n";

	(void)state;
	script_answers();
	assert_int_equal(record(false), 0);
	assert_int_equal(report.nr_answers, 1);
	assert_int_equal(report.nr_serials, 1);
	unpack();
	assert_file("commands", list, strlen(list));
	assert_file("4000", "\001\002\003\004", 4);
	assert_file("0200", "abc", 3);
	assert_file("4200.status", "3\n", 2);
	assert_file("4200", NULL, 0);
	assert_file("4201.status", "-25\n", 4);
	assert_file("4102", NULL, 0);
	/* Only commands that read were sent. */
	for (size_t i = 0; i < fault_count(FAULT_SEND); i++)
		assert_int_not_equal(fault_op(FAULT_SEND, i)->send.id, 10);
	assert_int_equal(fault_count(FAULT_WRITE), 0);
}

static void test_labels(void **state)
{
	char labels[48];

	(void)state;
	for (size_t i = 0; i < sizeof(labels); i++)
		labels[i] = i;
	script_answers();
	/* As in libcxl, in chunks of the payload without the header of Set LSA. */
	fault_reply(0, labels, 16);
	fault_reply(0, labels + 16, 16);
	fault_reply(0, labels + 32, 8);
	assert_int_equal(record(true), 0);
	unpack();
	assert_file("4102", labels, 40);
}

/* All of the label area, or nothing. */
static void test_half_labels(void **state)
{
	char labels[24] = "";

	(void)state;
	script_answers();
	fault_reply(0, labels, 16);
	fault_reply(0, labels, 15);
	assert_int_equal(record(true), 0);
	assert_int_equal(report.nr_unreadable, 1);
	assert_non_null(strstr(report.unreadable, "mem0/4102: Input/output error"));
	unpack();
	assert_file("4102", NULL, 0);
}

/* If anything fails: there is an archive with the rest, and everything is closed. */
static void test_each_failure(void **state)
{
	size_t total;

	(void)state;
	script_answers();
	assert_int_equal(record(false), 0);
	total = fault_total();
	assert_int_equal(total, 7);
	for (size_t i = 1; i <= total; i++) {
		fault_begin();
		fault.commands = commands;
		fault.nr_commands = ARRAY_SIZE(commands);
		fault.fail_at = i;
		fault.error = EACCES;
		/* Opening and querying the list come first; a failed send uses no reply. */
		for (size_t answers = i <= 3 ? 0 : 3; answers; answers--)
			fault_reply(0, "x", 1);
		assert_int_equal(record(false), 0);
		assert_int_equal(report.nr_answers, i > 3);
		assert_int_equal(report.nr_unreadable, i <= 3);
		assert_int_equal(report.denied, i <= 3);
		fault_end();
	}
	fault_begin();
}

static void test_write_error(void **state)
{
	(void)state;
	write_error = ENOSPC;
	script_answers();
	assert_int_equal(record(false), -ENOSPC);
}

/* Files that the libraries read are recorded, and private data is not. */
static void test_rows(void **state)
{
	static const char *const rows[] = {
#define ATTR_RAW(kind, name, path) path,
#include "lib/cxl/attrs/decoder.def"
#define ATTR_RAW(kind, name, path) path,
#include "lib/cxl/attrs/memdev.def"
#define ATTR_RAW(kind, name, path) path,
#include "lib/cxl/attrs/port.def"
#define ATTR_RAW(kind, name, path) path,
#include "lib/cxl/attrs/region.def"
#define ATTR_RAW(kind, name, path) path,
#include "lib/daxctl/attrs/dev.def"
#define ATTR_RAW(kind, name, path) path,
#include "lib/daxctl/attrs/region.def"
	};
	const char *device = "sys/devices/pci0000:34/0000:34:00.0/0000:35:00.0/mem0";
	char path[256];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		machine_attr("mem0", rows[i], "1\n");
	machine_attr("mem0", "trigger", "1\n");
	assert_int_equal(record(false), 0);
	unpack();
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		snprintf(path, sizeof(path), "unpacked/m/%s/%s", device, rows[i]);
		if (access(tree_path(path), R_OK))
			fail_msg("%s is not recorded", rows[i]);
	}
	snprintf(path, sizeof(path), "unpacked/m/%s/trigger", device);
	assert_int_not_equal(access(tree_path(path), F_OK), 0);
}

static void test_no_machine(void **state)
{
	struct snapshot_options options = {
		.root = tree_path("empty"), .folder = "m", .suffix = ".tar", .write = keep,
	};

	(void)state;
	assert_int_equal(snapshot_record(&options, &report), -ENOENT);
	tree_folder("empty");
	assert_int_equal(snapshot_record(&options, &report), -ENODATA);
}

static void test_suffix(void **state)
{
	(void)state;
	assert_string_equal(snapshot_suffix("a.tar"), ".tar");
	assert_string_equal(snapshot_suffix("b.tar/a.tar.zst"), ".tar.zst");
	assert_string_equal(snapshot_suffix("a.tar.tar.gz"), ".tar.gz");
	assert_null(snapshot_suffix(".tar"));
	assert_null(snapshot_suffix("a.tar/.tar.xz"));
	assert_null(snapshot_suffix("a.tar.bz2"));
	assert_null(snapshot_suffix(""));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_answers),
		TEST(test_labels),
		TEST(test_half_labels),
		TEST(test_each_failure),
		TEST(test_write_error),
		TEST(test_rows),
		TEST(test_no_machine),
		TEST(test_suffix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
