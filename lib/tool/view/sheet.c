// SPDX-License-Identifier: GPL-2.0-or-later
/* A table on stdout, by libsmartcols: which columns fit, how wide, in which colours. */
#include <errno.h>
#include <libsmartcols.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/tool/io/output.h"
#include "lib/tool/view/sheet.h"

#define GAP	"  "

static bool is_right(const struct column *column)
{
	const struct show_row *row = column->inner ? column->inner : column->row;

	return row && (row->format == SHOW_size || row->format == SHOW_dec ||
		       row->format == SHOW_grain);
}

/* A text may be cut; what is cut off a number is another number, and of a name another name. */
static bool may_be_cut(const struct column *column)
{
	const struct show_row *row = column->inner ? column->inner : column->row;

	return row && (row->format == SHOW_text || row->format == SHOW_texts ||
		       row->format == SHOW_rows);
}

/* In characters; 0 for a column that nothing was asked of. */
static size_t width_of(const struct sheet *sheet, size_t at)
{
	size_t widest = 0, width;
	bool asked = false;

	for (size_t i = 0; i < sheet->nr_lines; i++) {
		const char *text = sheet->cells[i * sheet->nr_columns + at].text;

		if (!text)
			continue;
		asked = true;
		for (width = 0; *text; text++)
			width += (*text & 0xc0) != 0x80;
		widest = width > widest ? width : widest;
	}
	width = strlen(sheet->columns[at].title);
	return !asked ? 0 : width > widest ? width : widest;
}

/* Which columns to show: without spare ones, from the last on, where @room is too small. */
static void choose_columns(const struct sheet *sheet, size_t room, bool *shown)
{
	size_t used = 0;

	for (size_t i = 0; i < sheet->nr_columns; i++) {
		shown[i] = width_of(sheet, i);
		used += shown[i] ? width_of(sheet, i) + strlen(GAP) : 0;
	}
	for (size_t i = sheet->nr_columns; i-- > 0 && used > room + strlen(GAP);) {
		if (!shown[i] || !sheet->columns[i].spare)
			continue;
		used -= width_of(sheet, i) + strlen(GAP);
		shown[i] = false;
	}
}

static int add_cells(struct libscols_table *table, const struct sheet *sheet, size_t nr,
		     const bool *shown)
{
	struct libscols_line *line = scols_table_new_line(table, NULL);
	size_t column = 0;
	int rc = line ? 0 : -ENOMEM;

	for (size_t i = 0; i < sheet->nr_columns && rc == 0; i++) {
		const struct cell *cell = &sheet->cells[nr * sheet->nr_columns + i];

		if (!shown[i])
			continue;
		rc = scols_line_set_data(line, column, cell->text ? cell->text : NONE);
		if (rc == 0 && cell->colour)
			rc = scols_cell_set_color(scols_line_get_cell(line, column), cell->colour);
		column++;
	}
	return rc;
}

static int fill_table(struct libscols_table *table, const struct sheet *sheet, bool *shown)
{
	bool terminal = isatty(STDOUT_FILENO);
	int rc = scols_table_set_column_separator(table, GAP);

	choose_columns(sheet, terminal ? scols_table_get_termwidth(table) : SIZE_MAX / 2, shown);
	scols_table_enable_colors(table, output_has_colours());
	/* Cells are fit for a terminal already. */
	scols_table_enable_noencoding(table, 1);
	for (size_t i = 0; i < sheet->nr_columns && rc == 0; i++) {
		int flags = (is_right(&sheet->columns[i]) ? SCOLS_FL_RIGHT : 0) |
			    (terminal && may_be_cut(&sheet->columns[i]) ? SCOLS_FL_TRUNC : 0);

		if (shown[i] && !scols_table_new_column(table, sheet->columns[i].title, 0, flags))
			rc = -ENOMEM;
	}
	for (size_t i = 0; i < sheet->nr_lines && rc == 0; i++)
		rc = add_cells(table, sheet, i, shown);
	return rc;
}

int sheet_print(const struct sheet *sheet, bool first)
{
	bool *shown = calloc(sheet->nr_columns, sizeof(*shown));
	struct libscols_table *table = shown ? scols_new_table() : NULL;
	int rc = table ? fill_table(table, sheet, shown) : -ENOMEM;

	/* Nothing of what was chosen was asked for? Then there is nothing to tell. */
	if (rc == 0 && scols_table_get_ncols(table)) {
		fputs(first ? "" : "\n", stdout);
		rc = scols_print_table(table);
	}
	scols_unref_table(table);
	free(shown);
	return rc < 0 ? -ENOMEM : 0;
}
