// SPDX-License-Identifier: GPL-2.0-or-later
/* Commands about the drivers of memdevs, ports and buses; the arguments of all verbs. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "test/harness/dry-run.h"
#include "test/harness/verb-line.h"

static void test_memdev(void **state)
{
	(void)state;
	assert_int_equal(verb_run_line(&command_disable_memdev, "mem0 mem1 mem0"), CLI_OK);
	assert_says("disabled 2 mems\n");
	assert_string_equal(captured_out(), "");
	assert_written(0, "mem0/driver/unbind", "mem0\n");
	assert_written(1, "mem1/driver/unbind", "mem1\n");
	assert_int_equal(fault_count(FAULT_WRITE), 2);
	assert_int_equal(verb_run_line(&command_enable_memdev, "all"), CLI_OK);
	assert_says("enabled 2 mems\n");
	assert_int_equal(fault_count(FAULT_WRITE), 4);
}

/* One fails: the other is done, and the status is a failure. */
static void test_one_fails(void **state)
{
	(void)state;
	fault.fail_at = 1;
	fault.error = EIO;
	assert_int_equal(verb_run_line(&command_disable_memdev, "all"), CLI_FAILED);
	assert_says("mem0: cannot disable it: the kernel refused to write \"mem0\" to "
		    "mem0/driver/unbind: Input/output error\n");
	assert_says("disabled 1 mem, failed for 1 of 2\n");
	assert_written(1, "mem1/driver/unbind", "mem1\n");
}

/* mem0 fails with a reason (another program was faster), mem1 fails without one. */
static int bind_oddly(const char *path, const char *data, size_t len)
{
	if (strncmp(data, "mem0", 4))
		return 0;
	topology_obey(path, data, len);
	return EBUSY;
}

/* The message about one is not the reason for the other. */
static void test_reasons(void **state)
{
	(void)state;
	assert_int_equal(verb_run_line(&command_disable_memdev, "all"), CLI_OK);
	fault.written = bind_oddly;
	assert_int_equal(verb_run_line(&command_enable_memdev, "all"), CLI_FAILED);
	assert_says("mem1: cannot enable it: No such device or address\n");
	assert_says("enabled 1 mem, failed for 1 of 2\n");
	assert_null(strstr(captured_err(), "mem0"));
}

static void use_decoder(void)
{
	topology_attr("decoder2.0/size", "0x10000000\n");
	topology_attr("decoder2.0/dpa_size", "0x10000000\n");
	topology_attr("endpoint2/decoders_committed", "1\n");
}

static void test_in_use(void **state)
{
	(void)state;
	use_decoder();
	assert_int_equal(verb_run_line(&command_disable_memdev, "mem0"), CLI_FAILED);
	assert_says("mem0: in use, not disabled: 1 decoder is committed\n");
	assert_says("decoder2.0 is committed: 256 MiB, of no region");
	assert_int_equal(verb_run_line(&command_disable_port, "-e endpoint2"), CLI_FAILED);
	assert_says("endpoint2: in use, not disabled: 1 enabled memdev needs it\n");
	assert_int_equal(verb_run_line(&command_free_dpa, "mem0"), CLI_FAILED);
	assert_says("decoder2.0: it is committed\n");
	assert_int_equal(fault_total(), 0);
	/* The number alone, as for an unknown decoder. */
	topology_attr("decoder2.0/size", "0x0\n");
	assert_int_equal(verb_run_line(&command_disable_memdev, "mem0"), CLI_FAILED);
	assert_int_equal(verb_run_line(&command_disable_memdev, "-f mem0"), CLI_OK);
	assert_says("mem0: disabled although it is in use: 1 decoder is committed\n");
	assert_int_equal(fault_total(), 1);
}

static void test_words(void **state)
{
	static const struct command *const commands[] = {
		&command_disable_memdev, &command_enable_memdev, &command_disable_port,
		&command_enable_port, &command_disable_bus, &command_reserve_dpa,
		&command_free_dpa, &command_set_partition,
	};
	char text[96];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		assert_int_equal(verb_run_line(commands[i], ""), CLI_USAGE);
		assert_says("Name one or more");
		assert_int_equal(verb_run_line(commands[i], "all,nonsense"), CLI_USAGE);
		assert_says("matches \"nonsense\"; there");
		assert_int_equal(verb_run_line(commands[i], "--no-such-option all"), CLI_USAGE);
		snprintf(text, sizeof(text), "--sysroot %s all", tree_root());
		assert_int_equal(verb_run_line(commands[i], text), CLI_FAILED);
		assert_says("is a recorded machine");
		assert_string_equal(captured_out(), "");
	}
	assert_int_equal(fault_total(), 0);
}

static void test_port(void **state)
{
	(void)state;
	assert_int_equal(verb_run_line(&command_disable_port, "port1"), CLI_OK);
	assert_written(0, "port1/driver/unbind", "port1\n");
	assert_says("port1: to enable it again: cxl enable-port -m port1\n");
	assert_int_equal(verb_run_line(&command_disable_port, "root0"), CLI_USAGE);
	assert_int_equal(verb_run_line(&command_disable_port, "endpoint2"), CLI_USAGE);
	assert_int_equal(verb_run_line(&command_enable_port, "1"), CLI_OK);
	assert_written(1, "cxl_port/bind", "port1\n");
	assert_int_equal(verb_run_line(&command_disable_port, "-e -f mem1"), CLI_OK);
	assert_written(2, "endpoint3/driver/unbind", "endpoint3\n");
	assert_says("endpoint3: to enable it again: cxl enable-memdev mem1\n");
	assert_int_equal(fault_count(FAULT_WRITE), 3);
}

/* The memdevs below a port are those whose host is below its host. */
static void test_port_memdevs(void **state)
{
	(void)state;
	tree_link("sys/devices/platform/ACPI0017:00/root0/port1/uport",
		  "/sys/devices/pci0000:34");
	assert_int_equal(verb_run_line(&command_disable_port, "pci0000:34"), CLI_FAILED);
	assert_says("port1: in use, not disabled: 2 enabled memdevs need it\n");
	assert_says("mem1, host 0000:36:00.0, 0 decoders committed\n");
	assert_int_equal(verb_run_line(&command_disable_port, "-f all"), CLI_OK);
	assert_int_equal(verb_run_line(&command_disable_memdev, "all"), CLI_OK);
	assert_int_equal(verb_run_line(&command_enable_port, "-m port1"), CLI_OK);
	assert_int_equal(fault_count(FAULT_WRITE), 6);
	assert_written(5, "cxl_mem/bind", "mem1\n");
	/* A memdev that cannot be enabled is a failure. */
	assert_int_equal(verb_run_line(&command_disable_memdev, "mem0"), CLI_OK);
	fault.fail_at = fault_total() + 1;
	fault.error = ENXIO;
	assert_int_equal(verb_run_line(&command_enable_port, "-m port1"), CLI_FAILED);
	assert_says("mem0: cannot enable it");
}

static void test_bus(void **state)
{
	(void)state;
	assert_int_equal(verb_run_line(&command_disable_bus, "root0"), CLI_FAILED);
	assert_says("root0: in use, not disabled: 2 enabled memdevs are below it\n");
	assert_int_equal(fault_total(), 0);
	assert_int_equal(verb_run_line(&command_disable_bus, "-f root0"), CLI_FAILED);
	assert_written(0, "ACPI0017:00/driver/unbind", "ACPI0017:00\n");
	assert_says("disabled 0 buses, failed for 1 of 1\n");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, verb_setup, verb_teardown)

static void test_dry_run_memdev(void **state)
{
	(void)state;
	assert_int_equal(assert_dry_run("cxl", &command_disable_memdev, "mem0 mem1"), 2);
}

static void test_dry_run_port(void **state)
{
	(void)state;
	assert_int_equal(assert_dry_run("cxl", &command_disable_port, "-f 1"), 1);
}

static void test_dry_run_bus(void **state)
{
	(void)state;
	assert_int_equal(assert_dry_run("cxl", &command_disable_bus, "-f root0"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_memdev),
		TEST(test_one_fails),
		TEST(test_reasons),
		TEST(test_in_use),
		TEST(test_words),
		TEST(test_port),
		TEST(test_port_memdevs),
		TEST(test_bus),
		TEST(test_dry_run_memdev), TEST(test_dry_run_port), TEST(test_dry_run_bus),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
