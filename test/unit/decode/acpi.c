// SPDX-License-Identifier: GPL-2.0-or-later
/* lib/decode/acpi.h, cdat.h: tables written byte by byte, valid and damaged. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/bits.h"
#include "lib/decode/acpi.h"
#include "lib/decode/cdat.h"
#include "test/harness/test.h"

struct table {
	unsigned char bytes[512];
	size_t len;
};

static void put(struct table *table, size_t width, unsigned long long value)
{
	put_le(table->bytes + table->len, width, value);
	table->len += width;
}

static void pad(struct table *table, size_t len)
{
	table->len += len;
}

/* Sets the length at @offset and the checksum at @sum. */
static void finish(struct table *table, size_t offset, size_t sum)
{
	unsigned char total = 0;

	put_le(table->bytes + offset, 4, table->len);
	table->bytes[sum] = 0;
	for (size_t i = 0; i < table->len; i++)
		total += table->bytes[i];
	table->bytes[sum] = -total;
}

static void begin(struct table *table, const char *signature, size_t header)
{
	memset(table, 0, sizeof(*table));
	memcpy(table->bytes, signature, strlen(signature));
	table->len = header;
}

/* Two windows, one of three ways, between a host bridge and the maps for XOR. */
static void make_cedt(struct table *table)
{
	begin(table, "CEDT", ACPI_HEADER);
	put(table, 2, CEDT_CHBS), put(table, 2, 32), put(table, 4, 7), put(table, 4, 1);
	pad(table, 4), put(table, 8, 0xfe000000), put(table, 8, 0x10000);
	put(table, 2, CEDT_CFMWS), put(table, 2, 40), pad(table, 4);
	put(table, 8, 0x100000000), put(table, 8, 0x40000000), put(table, 4, 0);
	put(table, 4, 0), put(table, 2, 0x0c), put(table, 2, 3), put(table, 4, 7);
	put(table, 2, CEDT_CFMWS), put(table, 2, 48), pad(table, 4);
	put(table, 8, 0x200000000), put(table, 8, 0xc0000000), put(table, 4, 8 | 1 << 8);
	put(table, 4, 4), put(table, 2, 0x06), put(table, 2, 1);
	put(table, 4, 7), put(table, 4, 9), put(table, 4, 5);
	put(table, 2, CEDT_CXIMS), put(table, 2, 24), pad(table, 2), put(table, 2, 2 << 8 | 4);
	put(table, 8, 0x2020900), put(table, 8, 0x1010200);
	finish(table, 4, 9);
}

static void test_cedt(void **state)
{
	struct decode_structure structure;
	struct decode_walk walk;
	struct cedt_cfmws window;
	struct cedt_cxims maps;
	struct cedt_chbs bridge;
	struct table table;
	size_t size = 0;

	(void)state;
	make_cedt(&table);
	assert_int_equal(decode_acpi(table.bytes, sizeof(table.bytes), "CEDT", &size), 0);
	assert_int_equal(size, table.len);
	walk = decode_walk_begin(&cedt_layout, table.bytes, size);

	assert_int_equal(decode_walk_next(&walk, &structure), 1);
	assert_true(decode_chbs(&structure, &bridge));
	assert_false(decode_cfmws(&structure, &window));
	assert_int_equal(bridge.uid, 7);
	assert_int_equal(bridge.version, 1);
	assert_int_equal(bridge.base, 0xfe000000);
	assert_int_equal(bridge.length, 0x10000);

	assert_int_equal(decode_walk_next(&walk, &structure), 1);
	assert_true(decode_cfmws(&structure, &window));
	assert_int_equal(window.base, 0x100000000);
	assert_int_equal(window.size, 0x40000000);
	assert_int_equal(cfmws_ways(&window), 1);
	assert_int_equal(cfmws_granularity(&window), 256);
	assert_int_equal(window.restrictions, 0x0c);
	assert_int_equal(window.qtg_id, 3);
	assert_int_equal(cfmws_target(&structure, 0), 7);
	assert_int_equal(cfmws_target(&structure, 1), -1);

	assert_int_equal(decode_walk_next(&walk, &structure), 1);
	assert_true(decode_cfmws(&structure, &window));
	assert_int_equal(cfmws_ways(&window), 3);
	assert_int_equal(window.arithmetic, 1);
	assert_int_equal(cfmws_granularity(&window), 4096);
	assert_int_equal(cfmws_target(&structure, 2), 5);

	assert_int_equal(decode_walk_next(&walk, &structure), 1);
	assert_true(decode_cxims(&structure, &maps));
	assert_int_equal(maps.nr_maps, 2);
	assert_int_equal(cxims_xormap(&structure, 0), 0x2020900);
	assert_int_equal(cxims_xormap(&structure, 1), 0x1010200);
	assert_int_equal(cxims_xormap(&structure, 2), 0);
	assert_int_equal(decode_walk_next(&walk, &structure), 0);
}

static void test_reserved_encodings(void **state)
{
	struct cedt_cfmws window = { .encoded_ways = 5, .encoded_granularity = 7 };

	(void)state;
	assert_int_equal(cfmws_ways(&window), 0);
	assert_int_equal(cfmws_granularity(&window), 0);
	window.encoded_ways = 10;
	assert_int_equal(cfmws_ways(&window), 12);
	window.encoded_ways = 11;
	assert_int_equal(cfmws_ways(&window), 0);
}

static void test_damaged(void **state)
{
	struct decode_structure structure;
	struct decode_walk walk;
	struct table table;
	size_t size = 99;

	(void)state;
	make_cedt(&table);
	assert_int_equal(decode_acpi(table.bytes, 35, "CEDT", &size), -EMSGSIZE);
	assert_int_equal(decode_acpi(table.bytes, table.len - 1, "CEDT", &size), -EMSGSIZE);
	assert_int_equal(decode_acpi(table.bytes, table.len, "SRAT", &size), -EBADMSG);
	table.bytes[50]++;
	assert_int_equal(decode_acpi(table.bytes, table.len, "CEDT", &size), -EILSEQ);
	put_le(table.bytes + 4, 4, 35);
	assert_int_equal(decode_acpi(table.bytes, table.len, "CEDT", &size), -EBADMSG);
	assert_int_equal(size, 99);

	/* A length of 0, and one beyond the end: one error, then the end. */
	for (unsigned int claimed = 0; claimed <= 300; claimed += 300) {
		make_cedt(&table);
		put_le(table.bytes + ACPI_HEADER + 2, 2, claimed);
		walk = decode_walk_begin(&cedt_layout, table.bytes, table.len);
		assert_int_equal(decode_walk_next(&walk, &structure), -EBADMSG);
		assert_int_equal(decode_walk_next(&walk, &structure), 0);
	}
}

static void test_srat(void **state)
{
	struct decode_structure structure;
	struct srat_memory memory;
	struct decode_walk walk;
	struct table table;
	size_t size;

	(void)state;
	begin(&table, "SRAT", 48);
	put(&table, 1, SRAT_CPU), put(&table, 1, 16), pad(&table, 14);
	put(&table, 1, SRAT_MEMORY), put(&table, 1, 40), put(&table, 4, 2), pad(&table, 2);
	put(&table, 8, 0x850000000), put(&table, 8, 0x2000000000), pad(&table, 4);
	put(&table, 4, SRAT_ENABLED | SRAT_HOT_PLUGGABLE), pad(&table, 8);
	finish(&table, 4, 9);
	assert_int_equal(decode_acpi(table.bytes, table.len, "SRAT", &size), 0);
	walk = decode_walk_begin(&srat_layout, table.bytes, size);
	assert_int_equal(decode_walk_next(&walk, &structure), 1);
	assert_false(decode_srat_memory(&structure, &memory));
	assert_int_equal(decode_walk_next(&walk, &structure), 1);
	assert_true(decode_srat_memory(&structure, &memory));
	assert_int_equal(memory.domain, 2);
	assert_int_equal(memory.base, 0x850000000);
	assert_int_equal(memory.length, 0x2000000000);
	assert_int_equal(memory.flags, 3);
	assert_int_equal(decode_walk_next(&walk, &structure), 0);
}

/* Latency from two initiators to three targets, and a cache. */
static void make_hmat(struct table *table)
{
	static const unsigned int entries[] = { 10, 20, 30, 40, 0xffff, 60 };

	begin(table, "HMAT", 40);
	put(table, 4, HMAT_LATENCY_BANDWIDTH), put(table, 4, 32 + 8 + 12 + 12);
	put(table, 4, 0), put(table, 4, 2), put(table, 4, 3), pad(table, 4), put(table, 8, 100);
	put(table, 4, 0), put(table, 4, 1), put(table, 4, 0), put(table, 4, 1), put(table, 4, 5);
	for (size_t i = 0; i < 6; i++)
		put(table, 2, entries[i]);
	put(table, 4, HMAT_CACHE), put(table, 4, 32), put(table, 8, 5), put(table, 8, 1 << 30);
	put(table, 4, 0), put(table, 4, 1);
	finish(table, 4, 9);
}

static void test_hmat(void **state)
{
	struct decode_structure structure;
	struct hmat_cache cache;
	struct decode_walk walk;
	struct table table;

	(void)state;
	make_hmat(&table);
	walk = decode_walk_begin(&hmat_layout, table.bytes, table.len);
	assert_int_equal(decode_walk_next(&walk, &structure), 1);
	assert_int_equal(hmat_value(&structure, 0, 5), 3000);
	assert_int_equal(hmat_value(&structure, 1, 0), 4000);
	assert_int_equal(hmat_value(&structure, 1, 1), 0);	/* no such path */
	assert_int_equal(hmat_value(&structure, 2, 0), 0);
	assert_int_equal(hmat_value(&structure, 0, 4), 0);
	assert_int_equal(decode_walk_next(&walk, &structure), 1);
	assert_int_equal(hmat_value(&structure, 0, 5), 0);
	assert_true(decode_hmat_cache(&structure, &cache));
	assert_int_equal(cache.domain, 5);
	assert_int_equal(cache.size, 1 << 30);
	assert_int_equal(cache.address_mode, 1);

	/* More targets than the structure has bytes for. */
	put_le(table.bytes + 40 + 16, 4, 0xffffffff);
	walk = decode_walk_begin(&hmat_layout, table.bytes, table.len);
	assert_int_equal(decode_walk_next(&walk, &structure), 1);
	assert_int_equal(hmat_value(&structure, 0, 5), 0);
}

static void test_cdat(void **state)
{
	struct decode_structure structure;
	struct cdat_dslbis latency;
	struct cdat_dsmas memory;
	struct decode_walk walk;
	struct table table;
	size_t size;

	(void)state;
	begin(&table, "", CDAT_HEADER);
	put(&table, 2, CDAT_DSMAS), put(&table, 2, 24), put(&table, 1, 1), put(&table, 3, 4);
	put(&table, 8, 0), put(&table, 8, 0x10000000);
	put(&table, 2, CDAT_DSLBIS), put(&table, 2, 24), put(&table, 4, 1 | 3 << 16);
	put(&table, 8, 1024), put(&table, 8, 15);
	finish(&table, 0, 5);
	assert_int_equal(decode_cdat(table.bytes, table.len, &size), 0);
	assert_int_equal(decode_cdat(table.bytes, 15, &size), -EMSGSIZE);
	walk = decode_walk_begin(&cdat_layout, table.bytes, size);
	assert_int_equal(decode_walk_next(&walk, &structure), 1);
	assert_true(decode_dsmas(&structure, &memory));
	assert_int_equal(memory.handle, 1);
	assert_int_equal(memory.flags, 4);
	assert_int_equal(memory.length, 0x10000000);
	assert_int_equal(decode_walk_next(&walk, &structure), 1);
	assert_true(decode_dslbis(&structure, &latency));
	assert_int_equal(latency.data_type, 3);
	assert_int_equal(latency.base_unit, 1024);
	assert_int_equal(latency.entry, 15);
	assert_int_equal(decode_walk_next(&walk, &structure), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cedt),
		cmocka_unit_test(test_reserved_encodings),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_srat),
		cmocka_unit_test(test_hmat),
		cmocka_unit_test(test_cdat),
	};

	return cmocka_run_group_tests_name("decode/acpi", tests, NULL, NULL);
}
