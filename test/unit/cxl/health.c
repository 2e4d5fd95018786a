// SPDX-License-Identifier: GPL-2.0-or-later
/* Get Health Info (lib/cxl/command/health.c): offsets and values are those of the specification. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/bits.h"
#include "lib/base/cleanup.h"
#include "test/double/reply.h"
#include "test/harness/test.h"

#define SIZE	0x12

#define FIELD(name, needs) { #name, cxl_cmd_health_info_get_##name, needs }

static const struct reply_field fields[] = {
	FIELD(maintenance_needed, 1),
	FIELD(performance_degraded, 1),
	FIELD(hw_replacement_needed, 1),
	/* In the order of the values of the media status: */
	FIELD(media_normal, 2),
	FIELD(media_not_ready, 2),
	FIELD(media_persistence_lost, 2),
	FIELD(media_data_lost, 2),
	FIELD(media_powerloss_persistence_loss, 2),
	FIELD(media_shutdown_persistence_loss, 2),
	FIELD(media_persistence_loss_imminent, 2),
	FIELD(media_powerloss_data_loss, 2),
	FIELD(media_shutdown_data_loss, 2),
	FIELD(media_data_loss_imminent, 2),
	/* For each field of the additional status, in the order of its values: */
	FIELD(ext_life_used_normal, 3),
	FIELD(ext_life_used_warning, 3),
	FIELD(ext_life_used_critical, 3),
	FIELD(ext_temperature_normal, 3),
	FIELD(ext_temperature_warning, 3),
	FIELD(ext_temperature_critical, 3),
	FIELD(ext_corrected_volatile_normal, 3),
	FIELD(ext_corrected_volatile_warning, 3),
	FIELD(ext_corrected_persistent_normal, 3),
	FIELD(ext_corrected_persistent_warning, 3),
	FIELD(life_used, 4),
	FIELD(temperature, 6),
	FIELD(dirty_shutdowns, 10),
	FIELD(volatile_errors, 14),
	FIELD(pmem_errors, 18),
};

#define STATUS	(&fields[0])
#define MEDIA	(&fields[3])
#define EXT	(&fields[13])

static unsigned char reply[SIZE];

static int setup(void **state)
{
	memset(reply, 0, sizeof(reply));
	return reply_begin(state, cxl_cmd_new_get_health_info);
}

static void submit(void)
{
	reply_submit(reply, sizeof(reply));
}

static void test_status(void **state)
{
	(void)state;
	for (int bits = 0; bits < 256; bits++) {
		reply[0] = bits;
		submit();
		for (int i = 0; i < 3; i++)
			assert_int_equal(STATUS[i].get(reply_cmd), bits >> i & 1);
	}
}

static void test_media(void **state)
{
	(void)state;
	for (int status = 0; status < 256; status++) {
		reply[1] = status;
		submit();
		for (int i = 0; i < 10; i++)
			assert_int_equal(MEDIA[i].get(reply_cmd), i == status);
	}
}

static void test_additional(void **state)
{
	(void)state;
	for (int status = 0; status < 256; status++) {
		reply[2] = status;
		submit();
		for (int i = 0; i < 3; i++) {
			assert_int_equal(EXT[i].get(reply_cmd), (status & 3) == i);
			assert_int_equal(EXT[3 + i].get(reply_cmd), (status >> 2 & 3) == i);
		}
		for (int i = 0; i < 2; i++) {
			assert_int_equal(EXT[6 + i].get(reply_cmd), (status >> 4 & 1) == i);
			assert_int_equal(EXT[8 + i].get(reply_cmd), (status >> 5 & 1) == i);
		}
	}
}

static void test_life_used(void **state)
{
	(void)state;
	for (int percent = 0; percent < 256; percent++) {
		reply[3] = percent;
		submit();
		assert_int_equal(cxl_cmd_health_info_get_life_used(reply_cmd),
				 percent == 0xff ? -EOPNOTSUPP : percent);
	}
}

static void test_temperature(void **state)
{
	static const int celsius[] = { 0, 1, 85, 255, 256, 32767, -32768, -40, -2 };
	int raw;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(celsius); i++) {
		put_le(reply + 4, 2, celsius[i]);
		submit();
		/* Unsigned, as documented; a cast restores the sign. */
		raw = cxl_cmd_health_info_get_temperature(reply_cmd);
		assert_int_equal(raw, celsius[i] & 0xffff);
		assert_int_equal((int16_t)raw, celsius[i]);
	}
	put_le(reply + 4, 2, 0xffff);
	submit();
	assert_int_equal(cxl_cmd_health_info_get_temperature(reply_cmd), -EOPNOTSUPP);
}

static void test_counters(void **state)
{
	static const unsigned int counts[] = {
		0, 1, 0x12345678, INT_MAX, INT_MAX + 1U, UINT_MAX - 21, UINT_MAX,
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(counts); i++) {
		unsigned int other = ~counts[i], third = counts[i] ^ 0xff;

		put_le(reply + 6, 4, counts[i]);
		put_le(reply + 10, 4, other);
		put_le(reply + 14, 4, third);
		submit();
		assert_true(cxl_cmd_health_info_count_dirty_shutdowns(reply_cmd) == counts[i]);
		assert_true(cxl_cmd_health_info_count_volatile_errors(reply_cmd) == other);
		assert_true(cxl_cmd_health_info_count_pmem_errors(reply_cmd) == third);
		/* Every value that fits in an int. */
		assert_true(cxl_cmd_health_info_get_dirty_shutdowns(reply_cmd) == (int)counts[i]);
		assert_true(cxl_cmd_health_info_get_volatile_errors(reply_cmd) == (int)other);
		assert_true(cxl_cmd_health_info_get_pmem_errors(reply_cmd) == (int)third);
	}
}

/* Every bit of the reply belongs to one field at most: a wrong offset would show. */
static void test_all_ones(void **state)
{
	(void)state;
	memset(reply, 0xff, sizeof(reply));
	reply[0] = 0;
	submit();
	for (int i = 0; i < 3; i++)
		assert_int_equal(STATUS[i].get(reply_cmd), 0);
	memset(reply, 0, sizeof(reply));
	reply[0] = 0xff;
	submit();
	assert_int_equal(cxl_cmd_health_info_get_media_normal(reply_cmd), 1);
	assert_int_equal(cxl_cmd_health_info_get_life_used(reply_cmd), 0);
}

static void test_errors(void **state)
{
	(void)state;
	reply_assert_errors(fields, ARRAY_SIZE(fields));
	assert_true(cxl_cmd_health_info_count_dirty_shutdowns(reply_cmd) == -EBUSY);
	assert_true(cxl_cmd_health_info_count_volatile_errors(NULL) == -EINVAL);
	assert_true(cxl_cmd_health_info_count_pmem_errors(NULL) == -EINVAL);
}

static void test_short_reply(void **state)
{
	(void)state;
	reply_assert_short(fields, ARRAY_SIZE(fields), SIZE);
	reply_submit(reply, 9);
	assert_true(cxl_cmd_health_info_count_dirty_shutdowns(reply_cmd) == -ENODATA);
	reply_submit(reply, 10);
	assert_true(cxl_cmd_health_info_count_dirty_shutdowns(reply_cmd) == 0);
}

/* The device returns more than fits: the bytes of the specification are kept. */
static void test_long_reply(void **state)
{
	unsigned char more[SIZE + 8];

	(void)state;
	memset(more, 0xff, sizeof(more));
	put_le(more + 14, 4, 7);
	reply_submit(more, sizeof(more));
	assert_true(cxl_cmd_health_info_count_pmem_errors(reply_cmd) == 7);
	assert_int_equal(cxl_cmd_get_out_size(reply_cmd), SIZE);
}

/* cxl_cmd_run(): a device's return code is an error as well, and reported by name. */
static void test_run(void **state)
{
	(void)state;
	fault_reply(7, NULL, 0);
	assert_int_equal(cxl_cmd_run(reply_cmd), -ENXIO);
	assert_int_equal(cxl_cmd_get_mbox_status(reply_cmd), 7);
	assert_non_null(strstr(logged(), "media disabled"));
	fault_reply_errno(ENOTTY);
	assert_int_equal(cxl_cmd_run(reply_cmd), -ENOTTY);
	fault_reply(0, reply, sizeof(reply));
	assert_int_equal(cxl_cmd_run(reply_cmd), 0);
}

static void test_no_such_command(void **state)
{
	(void)state;
	reply_end(state);
	reply_begin(state, cxl_cmd_new_identify);
	fault.nr_commands = 1;
	machine_close(reply_ctx);
	cxl_cmd_unref(reply_cmd);
	reply_ctx = machine_open();
	reply_memdev = cxl_memdev_get_first(reply_ctx);
	reply_cmd = cxl_cmd_new_get_health_info(reply_memdev);
	assert_null(reply_cmd);
	assert_int_equal(errno, EOPNOTSUPP);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, reply_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_status),
		TEST(test_media),
		TEST(test_additional),
		TEST(test_life_used),
		TEST(test_temperature),
		TEST(test_counters),
		TEST(test_all_ones),
		TEST(test_errors),
		TEST(test_short_reply),
		TEST(test_long_reply),
		TEST(test_run),
		TEST(test_no_such_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
