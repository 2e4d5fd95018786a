// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Prints the keys of "cxl list" or "daxctl list" (the argument: the tool) from the row tables, for
 * check-schema: lines "nested|flat TYPE KEY FORMAT", in the order of the tables.
 */
#include <stdio.h>
#include <string.h>

#include "cxl/device/poison-record.h"
#include "cxl/show/show.h"
#include "lib/tool/dax/show.h"
#include "lib/tool/view/fact.h"

static const char *const formats[] = {
	[SHOW_size] = "size",
	[SHOW_hex] = "hex",
	[SHOW_dec] = "dec",
	[SHOW_grain] = "dec",
	[SHOW_text] = "text",
	[SHOW_flag] = "flag",
	[SHOW_rows] = "object",
	[SHOW_texts] = "texts",
	[SHOW_state] = "state",
	[SHOW_list] = "list",
};

static void print_row(const char *listing, const char *type, const char *key,
		      const struct show_row *row)
{
	printf("%s %s %s %s\n", listing, type, key, formats[row->format]);
}

/* Objects within objects have the same keys in both listings. */
static void print_inner(const char *listing, const struct show_type *type)
{
	for (size_t i = 0; i < type->nr; i++)
		print_row(listing, type->name, type->rows[i].key, &type->rows[i]);
}

static void print_nested(const struct show_type *type, bool full)
{
	for (size_t i = 0; i < type->nr; i++)
		if (row_is_nested(&type->rows[i], full))
			print_row("nested", type->name, type->rows[i].key, &type->rows[i]);
	for (size_t i = 0; i < type->nr; i++)
		if (type->rows[i].in == SHOW_IN_LAST)
			print_row("nested", type->name, type->rows[i].key, &type->rows[i]);
}

static void print_type(const struct show_type *type, bool full)
{
	const struct show_row *row;

	print_nested(type, full);
	for (row = type->rows; row < type->rows + type->nr; row++)
		if (row_is_flat(row) && row->format != SHOW_state)
			print_row("flat", type->name, fact_key(type, row), row);
	for (row = type->rows; row < type->rows + type->nr; row++)
		if (row->format == SHOW_rows) {
			print_inner("nested", row->inner);
			print_inner("flat", row->inner);
		}
}

int main(int argc, char **argv)
{
	static const struct show_type *const of_cxl[] = {
		&bus_type, &port_type, &endpoint_type, &memdev_type, &decoder_type, &region_type,
		&dport_type, &target_type, &mapping_type,
	};

	if (argc == 2 && !strcmp(argv[1], "daxctl")) {
		print_type(&dax_region_type, true);
		print_type(&dax_dev_type, true);
		print_type(&dax_mapping_type, true);
		return 0;
	}
	for (size_t i = 0; i < ARRAY_SIZE(of_cxl); i++)
		print_type(of_cxl[i], true);
	/* Below a region, without the path. */
	print_type(&dax_region_type, false);
	print_type(&dax_dev_type, true);
	print_inner("nested", &media_record_type);
	print_inner("flat", &media_record_type);
	return 0;
}
