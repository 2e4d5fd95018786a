// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What "cxl list" or "daxctl list" (the argument: the tool) can say, as its row tables have it: "nested|flat TYPE KEY FORMAT" a line, in the
 * order of the tables, for check-schema.
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

static void print_rows(const char *listing, const char *type, const struct show_rows *rows)
{
	for (size_t i = 0; i < rows->nr; i++)
		print_row(listing, type, rows->rows[i].key, &rows->rows[i]);
}

static void print_type(const struct show_type *type)
{
	for (size_t i = 0; i < type->nr; i++)
		if (type->rows[i].format != SHOW_state)
			print_row("flat", type->name, fact_key(type, &type->rows[i]),
				  &type->rows[i]);
	for (const struct show_part *part = type->parts; part && part->key; part++) {
		print_rows("nested", part->key, part->rows);
		print_rows("flat", part->key, part->rows);
	}
}

static void print_all(const struct show_rows *const *all, size_t nr)
{
	for (size_t i = 0; i < nr; i++) {
		print_rows("nested", all[i]->type->name, all[i]);
		if (all[i]->last)
			print_rows("nested", all[i]->type->name, all[i]->last);
		print_type(all[i]->type);
	}
}

int main(int argc, char **argv)
{
	static const struct show_rows *const of_cxl[] = {
		&bus_rows_targets, &port_rows_targets, &endpoint_rows, &memdev_rows, &decoder_rows,
		&region_rows, &dport_rows, &target_rows, &mapping_rows,
		&dax_region_rows, &dax_dev_rows,
	};
	static const struct show_rows *const of_daxctl[] = {
		&dax_region_rows_path, &dax_dev_rows, &dax_mapping_rows,
	};

	if (argc == 2 && !strcmp(argv[1], "daxctl")) {
		print_all(of_daxctl, ARRAY_SIZE(of_daxctl));
		return 0;
	}
	print_all(of_cxl, ARRAY_SIZE(of_cxl));
	print_rows("nested", "media_error", &media_record_rows);
	print_rows("flat", "media_error", &media_record_rows);
	return 0;
}
