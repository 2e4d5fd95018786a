// SPDX-License-Identifier: GPL-2.0-or-later
/* Rules and devices (daxctl/config/match.h). */
#include <string.h>

#include "daxctl/config/match.h"
#include "lib/tool/io/say.h"
#include "test/harness/capture.h"
#include "test/harness/test.h"

#define UUID_A	"48d8e42c-a2f0-4312-9e70-a837faafe862"
#define UUID_B	"00000000-a2f0-4312-9e70-a837faafe862"
#define NO_UUID	"00000000-0000-0000-0000-000000000000"

static struct config config;

/* Two memdevs of a volatile region. */
static struct config_subject ram = {
	.name = "dax1.0", .in_region = true, .region = 1, .serials = { 0x20, 0x21 },
	.nr_serials = 2, .node = 2,
};

/* A namespace in no known region. */
static struct config_subject pmem = {
	.name = "dax0.0", .node = -1, .nr_nvdimm_uuids = 2,
	.nvdimm_uuids = { { 1, 2 }, { 0x48, 0xd8, 0xe4, 0x2c, 0xa2, 0xf0, 0x43, 0x12, 0x9e, 0x70,
				      0xa8, 0x37, 0xfa, 0xaf, 0xe8, 0x62 } },
};

static bool matches(const struct config_subject *subject, const char *keys)
{
	char text[512] = "[reconfigure-device one]\n";
	bool result;

	config_free(&config);
	memcpy(text + strlen(text), keys, strlen(keys) + 1);
	assert_int_equal(config_parse(&config, "f", text, strlen(text)), CLI_OK);
	result = config_rule_matches(config.rules[0], subject);
	config_free(&config);
	return result;
}

static void test_serials(void **state)
{
	struct config_subject other = ram;

	(void)state;
	assert_true(matches(&ram, "memdev.serial = 0x20 0x21"));
	assert_true(matches(&ram, "memdev.serial = 33,32"));
	assert_false(matches(&ram, "memdev.serial = 0x20"));
	assert_false(matches(&ram, "memdev.serial = 0x20 0x22"));
	assert_false(matches(&ram, "memdev.serial = 0x20 0x21 0x22"));
	assert_false(matches(&pmem, "memdev.serial = 0"));
	/*
	 * Devices without serial numbers all report 0: two of them do not match a rule that names
	 * two.
	 */
	other.serials[0] = other.serials[1] = 0;
	assert_false(matches(&other, "memdev.serial = 0 1"));
	/* Not all are known. */
	other = ram;
	other.nr_serials = 0;
	assert_false(matches(&other, "memdev.serial = 0x20 0x21"));
}

static void test_regions(void **state)
{
	struct config_subject other = ram;

	(void)state;
	assert_true(matches(&ram, "region.name = region1"));
	assert_false(matches(&ram, "region.name = region11"));
	assert_false(matches(&pmem, "region.name = region0"));
	assert_false(matches(&ram, "region.uuid = " NO_UUID));
	assert_false(matches(&ram, "region.uuid = " UUID_A));
	memcpy(other.region_uuid, pmem.nvdimm_uuids[1], 16);
	assert_true(matches(&other, "region.uuid = " UUID_A));
	assert_false(matches(&other, "region.uuid = " UUID_B));
	assert_false(matches(&other, "nvdimm.uuid = " UUID_A));
	other.in_region = false;
	assert_false(matches(&other, "region.uuid = " UUID_A));
}

static void test_others(void **state)
{
	(void)state;
	assert_true(matches(&pmem, "nvdimm.uuid = " UUID_A));
	assert_false(matches(&pmem, "nvdimm.uuid = " UUID_B));
	assert_false(matches(&ram, "nvdimm.uuid = " NO_UUID));
	assert_true(matches(&ram, "numa.node = 2"));
	assert_false(matches(&ram, "numa.node = 1"));
	assert_false(matches(&pmem, "numa.node = 0"));
}

static void test_and(void **state)
{
	(void)state;
	assert_true(matches(&ram, "numa.node = 2\nregion.name = region1\nmemdev.serial = 0x21 0x20"));
	assert_false(matches(&ram, "numa.node = 2\nregion.name = region2\nmemdev.serial = 0x21 0x20"));
	assert_false(matches(&ram, "numa.node = 1\nregion.name = region1\nmemdev.serial = 0x21 0x20"));
}

static int find(const struct config_subject *subject, const struct config_rule **rule)
{
	int status;

	capture_begin();
	status = config_find(&config, subject, rule);
	capture_end();
	return status;
}

static void test_find(void **state)
{
	static const char first[] = "[reconfigure-device one]\nnuma.node = 2\n"
				    "[reconfigure-device two]\nnuma.node = 3\n";
	static const char second[] = "#\n[reconfigure-device three]\nregion.name = region1\n";
	const struct config_rule *rule;
	struct config_subject other = ram;

	(void)state;
	assert_int_equal(config_parse(&config, "a", first, strlen(first)), CLI_OK);
	assert_int_equal(find(&ram, &rule), CLI_OK);
	assert_string_equal(rule->name, "one");
	assert_int_equal(find(&pmem, &rule), CLI_OK);
	assert_null(rule);
	assert_int_equal(config_parse(&config, "b", second, strlen(second)), CLI_OK);
	assert_int_equal(find(&ram, &rule), CLI_FAILED);
	assert_non_null(strstr(captured_err(), "dax1.0: two sections are for it: a:1 and b:2"));
	other.region = 2;
	assert_int_equal(find(&other, &rule), CLI_OK);
	assert_string_equal(rule->name, "one");
	config_free(&config);
}

static void test_text(void **state)
{
	static const struct config_subject nothing = { .name = "dax2.0", .node = -1 };
	char buf[CONFIG_SUBJECT_MAX];
	struct config_subject full = ram;

	(void)state;
	assert_string_equal(config_subject_text(&ram, buf),
			    "region.name region1, memdev.serial 0x20 0x21, numa.node 2");
	assert_string_equal(config_subject_text(&nothing, buf), "nothing is known of it");
	assert_string_equal(config_subject_text(&pmem, buf),
			    "nvdimm.uuid 01020000-0000-0000-0000-000000000000, "
			    "nvdimm.uuid " UUID_A);
	/* The longest name fits. */
	full.nr_serials = CONFIG_SERIALS_MAX;
	memset(full.serials, 0xff, sizeof(full.serials));
	memset(full.region_uuid, 0xff, sizeof(full.region_uuid));
	memcpy(full.nvdimm_uuids, pmem.nvdimm_uuids, sizeof(full.nvdimm_uuids));
	full.nr_nvdimm_uuids = 2;
	full.region = full.node = 0x7fffffff;
	assert_non_null(strstr(config_subject_text(&full, buf), ", numa.node 2147483647"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_serials),
		cmocka_unit_test(test_regions),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_and),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
