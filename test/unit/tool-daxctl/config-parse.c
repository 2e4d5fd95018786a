// SPDX-License-Identifier: GPL-2.0-or-later
/* Files of the configuration (daxctl/config/rules.h): their content, errors, the directory. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "daxctl/config/rules.h"
#include "lib/tool/io/say.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"
#include "test/harness/tree.h"

#define SECTION	"[reconfigure-device one]\n"
#define UUID	"48d8e42c-a2f0-4312-9e70-a837faafe862"

static struct config config;

static int parse(const char *text)
{
	int status;

	config_free(&config);
	capture_begin();
	status = config_parse(&config, "f.conf", text, strlen(text));
	capture_end();
	return status;
}

static const struct config_rule *one_rule(const char *text)
{
	if (parse(text) != CLI_OK)
		fail_msg("%s", captured_err());
	assert_int_equal(config.nr, 1);
	return config.rules[0];
}

static void check_wrong(const char *text, const char *said)
{
	assert_int_equal(parse(text), CLI_FAILED);
	if (!strstr(captured_err(), said))
		fail_msg("\"%s\" is not in: %s", said, captured_err());
	assert_string_equal(captured_out(), "");
}

static int teardown(void **state)
{
	(void)state;
	config_free(&config);
	return 0;
}

static void test_historic(void **state)
{
	const struct config_rule *rule;

	(void)state;
	rule = one_rule("# all keys there were\n\n[reconfigure-device unique_identifier_foo]\n"
			"nvdimm.uuid = 48D8E42C-a2f0-4312-9e70-a837faafe862\n"
			"mode = system-ram\nonline = false\nmovable = no\n");
	assert_string_equal(rule->name, "unique_identifier_foo");
	assert_string_equal(rule->file, "f.conf");
	assert_int_equal(rule->line, 3);
	assert_int_equal(rule->nvdimm_uuid[0], 0x48);
	assert_int_equal(rule->nvdimm_uuid[15], 0x62);
	assert_int_equal(rule->mode, DAXCTL_DEV_MODE_RAM);
	assert_false(rule->online);
	assert_false(rule->movable);
}

static void test_defaults(void **state)
{
	const struct config_rule *rule = one_rule(SECTION "numa.node=0");

	(void)state;
	assert_int_equal(rule->mode, DAXCTL_DEV_MODE_RAM);
	assert_true(rule->online);
	assert_true(rule->movable);
	assert_int_equal(rule->lines[CONFIG_NODE], 2);
	assert_int_equal(rule->lines[CONFIG_MODE], 0);
}

static void test_keys(void **state)
{
	const struct config_rule *rule;

	(void)state;
	rule = one_rule("[RECONFIGURE-DEVICE]\nRegion.UUID = " UUID "\nregion.name = region12\n"
			"memdev.serial = 0x20, 33\t4294967296\nnuma.node = 3\nmode = SYSTEM-RAM\n"
			"zone = Normal\n");
	assert_string_equal(rule->name, "");
	assert_int_equal(rule->region_uuid[0], 0x48);
	assert_int_equal(rule->region, 12);
	assert_int_equal(rule->nr_serials, 3);
	assert_int_equal(rule->serials[0], 0x20);
	assert_int_equal(rule->serials[1], 33);
	assert_int_equal(rule->serials[2], 4294967296);
	assert_int_equal(rule->node, 3);
	assert_false(rule->movable);
	assert_int_equal(one_rule(SECTION "numa.node = 1\nmode = devdax\n")->mode,
			 DAXCTL_DEV_MODE_DEVDAX);
	assert_int_equal(one_rule(SECTION "numa.node = 1\nmode = famfs\n")->mode,
			 DAXCTL_DEV_MODE_FAMFS);
	assert_true(one_rule(SECTION "numa.node = 1\nonline = 1\n")->online);
	assert_int_equal(parse(""), CLI_OK);
	assert_int_equal(config.nr, 0);
}

static void test_values(void **state)
{
	static const char *const wrong[][2] = {
		{ "nvdimm.uuid = 48d8e42c", "f.conf:2: nvdimm.uuid = \"48d8e42c\" is no UUID" },
		{ "region.uuid = " UUID "0", "is no UUID" },
		{ "region.name = region", "is no name of a region" },
		{ "region.name = region01", "is no name of a region" },
		{ "region.name = mem0", "is no name of a region" },
		{ "memdev.serial = 0x20,mem0", "no serial number" },
		{ "memdev.serial = 18446744073709551616", "no serial number" },
		{ "memdev.serial = 32 0x20", "twice" },
		{ "memdev.serial = 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "16" },
		{ "memdev.serial = ,", "no serial number" },
		{ "numa.node = -1", "no NUMA node" },
		{ "numa.node = 1x", "no NUMA node" },
		{ "mode = ram", "devdax, system-ram or famfs" },
		{ "online = maybe", "neither yes nor no" },
		{ "movable = true false", "neither yes nor no" },
		{ "zone = dma", "movable or normal" },
		{ "mode =", "has no value" },
		{ "mode = \x9b", "\\x9b" },
		/* Lines that libiniparser reads differently. */
		{ "mode = devdax;x", "\"devdax;x\" is no mode" },
		{ "mode = devdax#", "\"devdax#\" is no mode" },
		{ "mode = \"devdax\\\"", "\"devdax\\\" is no mode" },
		{ "mode = devdax\\", "\"devdax\\\" is no mode" },
		{ "mode = ram\nmode = devdax", "f.conf:2: mode = \"ram\" is no mode" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
		char text[256];

		snprintf(text, sizeof(text), SECTION "%s\n", wrong[i][0]);
		check_wrong(text, wrong[i][1]);
	}
}

static void test_structure(void **state)
{
	static const char *const wrong[][2] = {
		{ "mode = devdax\n", "f.conf:1: the key stands before any section" },
		{ "\n[monitor]\n", "f.conf:2: unknown section [monitor]" },
		{ "[]\n", "unknown section" },
		{ SECTION "modee = devdax\n", "f.conf:2: unknown key \"modee\"" },
		{ SECTION "mode = devdax\n",
		  "f.conf:1: the section does not say for which device" },
		{ SECTION "numa.node = 1\nNUMA.node = 1\n",
		  "f.conf:3: the key numa.node stands in line 2" },
		{ SECTION "numa.node = 1\n" SECTION,
		  "f.conf:3: the section [reconfigure-device one] stands in f.conf:1" },
		{ SECTION "[reconfigure-device two]\n", "f.conf:1: the section does not say" },
		{ SECTION "numa.node = 1\nzone = normal\nmovable = no\n",
		  "f.conf:3: zone says the same as movable in line 4" },
		{ SECTION "numa.node = 1\nonline = no\nmode = devdax\n",
		  "f.conf:3: online is for mode = system-ram; line 4" },
		{ SECTION "numa.node = 1\nzone = normal\nmode = famfs\n", "f.conf:3: zone is for" },
		{ SECTION "numa.node = 1\r\n", "f.conf:2: the line ends in CR LF" },
		{ SECTION "what\n", "f.conf:2: it is neither" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
		check_wrong(wrong[i][0], wrong[i][1]);
}

static void test_megabyte(void **state)
{
	size_t len = 1 << 20;
	char *text = malloc(len + 1);

	(void)state;
	memset(text, 'x', len);
	text[len] = '\0';
	check_wrong(text, "f.conf:1: the line has 1048576 bytes");
	free(text);
}

/* Lines that are too long for libiniparser. */
static void test_long(void **state)
{
	char text[4000];

	(void)state;
	snprintf(text, sizeof(text), SECTION "numa.node = 3 # %2000s \\\nmode = devdax", "x");
	assert_int_equal(one_rule(text)->node, 3);
	assert_int_equal(config.rules[0]->mode, DAXCTL_DEV_MODE_DEVDAX);
	snprintf(text, sizeof(text), SECTION "memdev.serial = %900d 0x21\n", 32);
	assert_int_equal(one_rule(text)->nr_serials, 2);
	snprintf(text, sizeof(text), SECTION "memdev.serial = 0x20%2000s0x21\n", "");
	check_wrong(text, "is too long");
}

/* More pairs than a section has keys: none of them is lost. */
static void test_many(void **state)
{
	size_t len;
	char *text;
	FILE *file = open_memstream(&text, &len);

	(void)state;
	for (int i = 0; i < 300; i++)
		fprintf(file, "[reconfigure-device %c%d]\nnuma.node = %d\nonline = no\n",
			i % 2 ? 'a' : 'A', i / 2, i);
	fclose(file);
	assert_int_equal(parse(text), CLI_OK);
	free(text);
	assert_int_equal(config.nr, 300);
	for (int i = 0; i < 300; i++) {
		assert_int_equal(config.rules[i]->node, i);
		assert_false(config.rules[i]->online);
	}
}

static int load(void)
{
	int status;

	config_free(&config);
	capture_begin();
	status = config_load(&config, tree_path("etc"));
	capture_end();
	return status;
}

static void check_not_loaded(const char *said)
{
	assert_int_equal(load(), CLI_FAILED);
	if (!strstr(captured_err(), said))
		fail_msg("\"%s\" is not in: %s", said, captured_err());
}

static void test_folder(void **state)
{
	(void)state;
	assert_int_equal(load(), CLI_OK);
	assert_int_equal(config.nr, 0);
	tree_write("etc/b.conf", "[reconfigure-device b]\nnuma.node = 1\n");
	tree_write("etc/a.conf", "\n[reconfigure-device a]\nnuma.node = 1\n"
		   "[reconfigure-device c]\nnuma.node = 2");
	tree_write("etc/.conf", "nothing");
	tree_write("etc/.hidden.conf", "nothing");
	tree_write("etc/a.conf.bak", "nothing");
	tree_folder("etc/directory");
	if (load() != CLI_OK)
		fail_msg("%s", captured_err());
	assert_int_equal(config.nr, 3);
	assert_string_equal(config.rules[0]->name, "a");
	assert_string_equal(config.rules[1]->name, "c");
	assert_int_equal(config.rules[1]->line, 4);
	assert_string_equal(config.rules[2]->name, "b");
	assert_non_null(strstr(config.rules[2]->file, "etc/b.conf"));
	/* Two files have errors: both are reported. */
	tree_write("etc/a.conf", "a");
	tree_write("etc/c.conf", "[reconfigure-device b]\n");
	check_not_loaded("a.conf:1: it is neither");
	assert_non_null(strstr(captured_err(), "c.conf:1: the section [reconfigure-device b] stands in "));
	assert_non_null(strstr(captured_err(), "b.conf:1, too"));
}

static void test_no_files(void **state)
{
	(void)state;
	tree_folder("etc/x.conf");
	check_not_loaded("x.conf: it is a folder");
	assert_int_equal(rmdir(tree_path("etc/x.conf")), 0);
	tree_fifo("etc/x.conf");
	check_not_loaded("x.conf: it is no regular file");
	tree_remove("etc/x.conf");
	tree_link("etc/x.conf", "nowhere");
	check_not_loaded("x.conf: No such file");
	tree_remove("etc/x.conf");
	tree_link("etc/x.conf", "x.conf");
	check_not_loaded("x.conf: Too many levels");
	tree_remove("etc/x.conf");
	tree_link("etc/\x1b.conf", "/dev/zero");
	check_not_loaded("\\x1b.conf: it is no regular file");
	tree_remove("etc/\x1b.conf");
	assert_int_equal(rmdir(tree_path("etc")), 0);
	tree_write("etc", "");
	check_not_loaded("etc: Not a directory");
}

static void test_large(void **state)
{
	size_t len = (1 << 20) + 1;
	char *text = malloc(len);

	(void)state;
	memset(text, '\n', len);
	tree_bytes("etc/x.conf", text, len - 1);
	assert_int_equal(load(), CLI_OK);
	tree_bytes("etc/x.conf", text, len);
	check_not_loaded("larger than 1 MiB");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_historic, teardown),
		cmocka_unit_test_teardown(test_defaults, teardown),
		cmocka_unit_test_teardown(test_keys, teardown),
		cmocka_unit_test_teardown(test_values, teardown),
		cmocka_unit_test_teardown(test_structure, teardown),
		cmocka_unit_test_teardown(test_megabyte, teardown),
		cmocka_unit_test_teardown(test_long, teardown),
		cmocka_unit_test_teardown(test_many, teardown),
		cmocka_unit_test_setup_teardown(test_folder, tree_setup, tree_teardown),
		cmocka_unit_test_setup_teardown(test_no_files, tree_setup, tree_teardown),
		cmocka_unit_test_setup_teardown(test_large, tree_setup, tree_teardown),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	config_free(&config);
	return failed;
}
