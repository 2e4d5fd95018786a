// SPDX-License-Identifier: GPL-2.0-or-later
/* Writes to regions and decoders (lib/cxl/region-setup.c, decoder-write.c). */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "test/double/machine.h"
#include "test/double/platform-fault.h"
#include "test/double/topology.h"
#include "test/harness/test.h"

static struct cxl_ctx *ctx;
static struct cxl_decoder *window, *first, *second;

static int setup(void **state)
{
	ctx = machine_begin(state);
	topology_make();
	window = cxl_decoder_get_by_name(ctx, "decoder0.0");
	first = cxl_decoder_get_by_name(ctx, "decoder2.0");
	second = cxl_decoder_get_by_name(ctx, "decoder3.0");
	fault_begin();
	fault.written = topology_obey;
	return !window || !first || !second;
}

static int teardown(void **state)
{
	return machine_end(state, ctx);
}

static unsigned char uuid[16] = {
	0x9f, 0x0c, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xaa, 0xbb, 0xcc, 0xdd,
};

/* Every function that writes one attribute: the text and the path. */
static int set_granularity(struct cxl_region *region)
{
	return cxl_region_set_interleave_granularity(region, 4096);
}

static int set_ways(struct cxl_region *region)
{
	return cxl_region_set_interleave_ways(region, 12);
}

static int set_uuid(struct cxl_region *region)
{
	return cxl_region_set_uuid(region, uuid);
}

static int set_size(struct cxl_region *region)
{
	return cxl_region_set_size(region, 512ULL << 20);
}

static int set_target(struct cxl_region *region)
{
	return cxl_region_set_target(region, 1, first);
}

static int clear_target(struct cxl_region *region)
{
	return cxl_region_clear_target(region, 1);
}

static int set_mode(struct cxl_region *region)
{
	(void)region;
	return cxl_decoder_set_mode(first, CXL_DECODER_MODE_RAM);
}

static int set_dpa(struct cxl_region *region)
{
	(void)region;
	return cxl_decoder_set_dpa_size(first, 256ULL << 20);
}

static int free_dpa(struct cxl_region *region)
{
	(void)region;
	return cxl_decoder_set_dpa_size(first, 0);
}

static const struct {
	int (*call)(struct cxl_region *region);
	const char *file, *text;
	size_t len;
} writes[] = {
	{ set_granularity, "region0/interleave_granularity", "4096\n", 5 },
	{ set_ways, "region0/interleave_ways", "12\n", 3 },
	{ set_uuid, "region0/uuid", "9f0c0001-0203-0405-0607-0809aabbccdd", 37 },
	{ set_size, "region0/size", "0x20000000\n", 11 },
	{ set_target, "region0/target1", "decoder2.0\n", 11 },
	{ clear_target, "region0/target1", "\n", 1 },
	{ cxl_region_decode_commit, "region0/commit", "1\n", 2 },
	{ cxl_region_decode_reset, "region0/commit", "0\n", 2 },
	{ cxl_region_delete, "decoder0.0/delete_region", "region0\n", 8 },
	{ set_mode, "decoder2.0/mode", "ram\n", 4 },
	{ set_dpa, "decoder2.0/dpa_size", "0x10000000\n", 11 },
	{ free_dpa, "decoder2.0/dpa_size", "0\n", 2 },
};

static void test_bytes(void **state)
{
	struct cxl_region *region = cxl_decoder_create_ram_region(window);

	(void)state;
	assert_non_null(region);
	assert_written(0, "decoder0.0/create_ram_region", "region0\n");
	for (size_t i = 0; i < ARRAY_SIZE(writes); i++) {
		size_t before = fault_count(FAULT_WRITE);

		assert_int_equal(writes[i].call(region), 0);
		assert_int_equal(fault_count(FAULT_WRITE), before + 1);
		assert_written_bytes(before, writes[i].file, writes[i].text, writes[i].len);
	}
}

/* The errno is returned, the log names the refused write, and values are as before. */
static void test_refused(void **state)
{
	static const int errors[] = { EINVAL, EBUSY, ENXIO, EIO };
	struct cxl_region *region = cxl_decoder_create_pmem_region(window);
	char value[64], expected[256];

	(void)state;
	topology_attr("region0/interleave_ways", "2\n");
	for (size_t i = 0; i < ARRAY_SIZE(writes); i++) {
		for (size_t j = 0; j < ARRAY_SIZE(errors); j++) {
			fault.fail_at = fault_total() + 1;
			fault.error = errors[j];
			assert_int_equal(writes[i].call(region), -errors[j]);
			snprintf(value, sizeof(value), "%s", writes[i].text);
			value[strcspn(value, "\n")] = '\0';
			snprintf(expected, sizeof(expected),
				 "the kernel refused to write \"%s\" to %s: %s", value,
				 writes[i].file, strerror(errors[j]));
			assert_string_equal(logged(), expected);
			assert_true(cxl_region_get_size(region) == 0);
			assert_int_equal(cxl_region_get_interleave_ways(region), 2);
			assert_int_equal(cxl_region_decode_is_committed(region), 0);
			assert_true(cxl_decoder_get_dpa_size(first) == 0);
			assert_int_equal(cxl_decoder_get_mode(first), CXL_DECODER_MODE_NONE);
			assert_ptr_equal(cxl_region_get_first(window), region);
		}
	}
}

static void test_values_after(void **state)
{
	struct cxl_region *region = cxl_decoder_create_ram_region(window);
	unsigned char read[16];

	(void)state;
	assert_true(cxl_region_get_interleave_ways(region) == UINT_MAX);
	assert_int_equal(cxl_region_set_interleave_ways(region, 1), 0);
	assert_int_equal(cxl_region_get_interleave_ways(region), 1);
	assert_int_equal(cxl_region_set_interleave_granularity(region, 512), 0);
	assert_int_equal(cxl_region_get_interleave_granularity(region), 512);
	assert_true(cxl_region_get_size(region) == 0);
	assert_int_equal(cxl_region_set_size(region, 256 << 20), 0);
	assert_true(cxl_region_get_size(region) == 256 << 20);
	assert_true(cxl_decoder_get_dpa_size(first) == 0);
	assert_int_equal(cxl_decoder_set_mode(first, CXL_DECODER_MODE_PMEM), 0);
	assert_int_equal(cxl_decoder_get_mode(first), CXL_DECODER_MODE_PMEM);
	assert_int_equal(cxl_decoder_set_dpa_size(first, 256 << 20), 0);
	assert_true(cxl_decoder_get_dpa_size(first) == 256 << 20);
	topology_attr("region0/uuid", "9f0c0001-0203-0405-0607-0809aabbccdd\n");
	assert_int_equal(cxl_region_set_target(region, 0, first), 0);
	cxl_region_get_uuid(region, read);
	assert_memory_equal(read, uuid, 16);
	assert_ptr_equal(cxl_mapping_get_decoder(cxl_mapping_get_first(region)), first);
}

/* Values that the kernel changes on the way to the root are read again. */
static void test_commit(void **state)
{
	struct cxl_region *region = cxl_decoder_create_ram_region(window);
	struct cxl_decoder *above = cxl_decoder_get_by_name(ctx, "decoder1.0");
	struct cxl_port *port = cxl_decoder_get_port(above);

	(void)state;
	assert_int_equal(cxl_region_set_interleave_ways(region, 1), 0);
	assert_int_equal(cxl_region_set_target(region, 0, first), 0);
	assert_int_equal(cxl_region_decode_is_committed(region), 0);
	assert_int_equal(cxl_port_decoders_committed(port), 0);
	assert_true(cxl_decoder_get_size(above) == 0 && cxl_decoder_get_size(first) == 0);
	assert_int_equal(cxl_region_decode_commit(region), 0);
	topology_attr("port1/decoders_committed", "1\n");
	topology_attr("decoder1.0/size", "0x10000000\n");
	topology_attr("decoder2.0/size", "0x10000000\n");
	topology_attr("decoder2.0/region", "region0\n");
	assert_int_equal(cxl_region_decode_is_committed(region), 1);
	assert_int_equal(cxl_port_decoders_committed(port), 1);
	assert_true(cxl_decoder_get_size(above) == 256 << 20);
	assert_true(cxl_decoder_get_size(first) == 256 << 20);
	assert_ptr_equal(cxl_decoder_get_region(first), region);
	/* Nothing changed for detached targets, so nothing was read again. */
	assert_true(cxl_decoder_get_size(second) == 0);
	assert_int_equal(cxl_region_decode_reset(region), 0);
	topology_attr("decoder2.0/size", "0x0\n");
	assert_int_equal(cxl_region_decode_is_committed(region), 0);
	assert_true(cxl_decoder_get_size(first) == 0);
}

/* A loop over mappings can detach them. */
static void test_loop(void **state)
{
	struct cxl_region *region = cxl_decoder_create_ram_region(window);
	struct cxl_memdev_mapping *mapping;
	int seen = 0;

	(void)state;
	assert_int_equal(cxl_region_set_interleave_ways(region, 2), 0);
	assert_int_equal(cxl_region_set_target(region, 0, first), 0);
	assert_int_equal(cxl_region_set_target(region, 1, second), 0);
	cxl_mapping_foreach(region, mapping) {
		assert_int_equal(cxl_region_clear_target(region,
							 cxl_mapping_get_position(mapping)), 0);
		seen++;
	}
	assert_int_equal(seen, 2);
	assert_null(cxl_mapping_get_first(region));
}

static void test_bad_arguments(void **state)
{
	struct cxl_region *region = cxl_decoder_create_ram_region(window);
	size_t before = fault_count(FAULT_WRITE);

	(void)state;
	assert_int_equal(cxl_region_set_size(region, 0), -EINVAL);
	assert_int_equal(cxl_region_set_target(region, 0, NULL), -ENXIO);
	assert_int_equal(cxl_region_set_target(region, -1, first), -EINVAL);
	assert_int_equal(cxl_region_clear_target(region, -1), -EINVAL);
	assert_int_equal(cxl_region_clear_all_targets(region), -ENXIO);
	assert_int_equal(cxl_decoder_set_mode(window, CXL_DECODER_MODE_RAM), -EINVAL);
	assert_int_equal(cxl_decoder_set_mode(first, CXL_DECODER_MODE_MIXED), -EINVAL);
	assert_int_equal(cxl_decoder_set_dpa_size(window, 0), -EINVAL);
	assert_int_equal(fault_count(FAULT_WRITE), before);
}

static void test_copy(void **state)
{
	struct cxl_region *region = cxl_decoder_create_ram_region(window);

	(void)state;
	fault_begin();
	fault.other_machine = true;
	for (size_t i = 0; i < ARRAY_SIZE(writes); i++)
		assert_int_equal(writes[i].call(region), -EROFS);
	assert_null(cxl_decoder_create_ram_region(window));
	assert_int_equal(errno, EROFS);
	assert_int_equal(cxl_region_enable(region), -EROFS);
	assert_int_equal(fault_total(), 0);
	assert_ptr_equal(cxl_region_get_first(window), region);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_bytes),
		TEST(test_refused),
		TEST(test_values_after),
		TEST(test_commit),
		TEST(test_loop),
		TEST(test_bad_arguments),
		TEST(test_copy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
