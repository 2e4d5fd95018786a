// SPDX-License-Identifier: GPL-2.0-or-later
/* Listings as tables on stdout, by libsmartcols. */
#include <errno.h>
#include <libsmartcols.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "complain.h"
#include "output.h"
#include "table.h"
#include "text.h"

#define NONE	"-"	/* the device or the kernel has no such thing */
#define UNKNOWN	"?"	/* it could not be read */
#define GAP	"  "

struct cell {
	char *text;	/* NULL: there is no such key unless it is asked for */
	const char *colour;	/* on a terminal; NULL: none */
};

/* What becomes a table. */
struct sheet {
	const struct table_type *type;
	struct column *columns;
	size_t nr_columns;
	struct cell *cells;	/* line by line */
	size_t nr_lines, room;
};

struct book {
	const struct tables *tables;
	const struct reasons *reasons;
	struct sheet *sheets;	/* one for each type of the tables */
	char why[384];		/* the first reason of an UNKNOWN */
};

static char *text_of_texts(const char *const *texts)
{
	char *joined;
	size_t len = sizeof(NONE);

	for (size_t i = 0; texts[i]; i++)
		len += strlen(texts[i]) + 1;
	joined = calloc(1, len);
	for (size_t i = 0; joined && texts[i]; i++)
		snprintf(joined + strlen(joined), len - strlen(joined), "%s%s", i ? " " : "",
			 texts[i]);
	if (joined && !joined[0])
		snprintf(joined, len, NONE);
	return joined;
}

static char *text_of_object(const struct value *value, const char **colour)
{
	char text[256] = "yes";

	if (value->rows->brief && value->rows->brief(value->object, text, sizeof(text)))
		*colour = "red";
	return strdup(text);
}

/* Of a value that is there; to be freed. */
static char *text_of(enum show_format format, const struct value *value, const char **colour)
{
	char text[TEXT_SIZE_MAX + 16], *escaped;
	size_t len;

	switch (format) {
	case SHOW_size:
		return strdup(text_size(value->u64, text));
	case SHOW_hex:
		snprintf(text, sizeof(text), "0x%llx", value->u64);
		return strdup(text);
	case SHOW_dec:
		snprintf(text, sizeof(text), "%lld", value->num);
		return strdup(text);
	case SHOW_flag:
	case SHOW_state:
		return strdup(value->flag ? "yes" : "no");
	case SHOW_text:
		len = 4 * strlen(value->text) + sizeof(NONE);
		escaped = malloc(len);
		if (escaped)
			text_escape(value->text[0] ? value->text : NONE, escaped, len);
		return escaped;
	case SHOW_texts:
		return text_of_texts(value->texts);
	case SHOW_rows:
		return text_of_object(value, colour);
	}
	return NULL;
}

/* False: out of memory. */
static bool fill_name(struct cell *cell, const char *name)
{
	const struct value value = { .text = name };

	cell->text = name ? text_of(SHOW_text, &value, &cell->colour) : strdup(NONE);
	return cell->text;
}

static bool fill_inner(struct cell *cell, const struct show_row *inner, void *object)
{
	struct value value = { 0 };

	cell->text = inner->get(object, &value) ? text_of(inner->format, &value, &cell->colour) :
						  strdup(NONE);
	return cell->text;
}

static bool fill(struct book *book, const struct column *column, const struct fact *fact,
		 struct cell *cell)
{
	if (fact->why && !book->why[0])
		snprintf(book->why, sizeof(book->why), "%s", fact->why);
	switch (fact->state) {
	case FACT_UNASKED:
		return true;
	case FACT_NONE:
		cell->text = strdup(NONE);
		return cell->text;
	case FACT_UNKNOWN:
		cell->text = strdup(UNKNOWN);
		return cell->text;
	case FACT_THERE:
		break;
	}
	if (column->inner)
		return fill_inner(cell, column->inner, fact->value.object);
	if (column->head) {
		cell->colour = fact->value.flag ? NULL : "yellow";
		cell->text = strdup(fact->value.flag ? "enabled" : "disabled");
	} else {
		cell->text = text_of(fact->format, &fact->value, &cell->colour);
	}
	return cell->text;
}

/* Columns of one object within the object, side by side, ask for it once. */
static bool fill_line(struct book *book, const struct sheet *sheet, const struct node *node,
		      const char *above, struct cell *cells)
{
	const struct show_type *type = sheet->type->type;
	const struct show_row *read = NULL;
	struct fact fact = { .state = FACT_NONE };
	const char *name;
	bool filled = true;

	for (size_t i = 0; i < sheet->nr_columns && filled; i++) {
		const struct column *column = &sheet->columns[i];

		if (column->head && column->head[0] != 'e') {
			name = column->head[0] == 'n' ? type->label(node->object) :
							fact_parent(type, node->object, above);
			filled = fill_name(&cells[i], name);
			continue;
		}
		if (!column->row || column->row != read) {
			fact_done(&fact);
			read = column->row;
			if (column->row)
				fact_read(&fact, column->row, node->object, book->reasons);
			else
				fact_enabled(&fact, type, node->object, book->reasons);
		}
		filled = fill(book, column, &fact, &cells[i]);
	}
	fact_done(&fact);
	return filled;
}

static void free_cells(struct cell *cells, size_t nr)
{
	for (size_t i = 0; i < nr; i++) {
		free(cells[i].text);
		cells[i] = (struct cell){ 0 };
	}
}

static struct sheet *sheet_of(struct book *book, const struct show_type *type)
{
	for (size_t i = 0; i < book->tables->nr; i++)
		if (book->tables->types[i].type == type)
			return &book->sheets[i];
	return NULL;
}

static int add_line(struct book *book, const struct node *node, const char *above)
{
	struct sheet *sheet = sheet_of(book, node->rows->type);
	struct cell *grown, *cells;

	if (!sheet || !sheet->nr_columns)
		return 0;
	if (sheet->nr_lines == sheet->room) {
		size_t room = sheet->room ? 2 * sheet->room : 16;

		grown = reallocarray(sheet->cells, room, sheet->nr_columns * sizeof(*grown));
		if (!grown)
			return -ENOMEM;
		sheet->cells = grown;
		sheet->room = room;
	}
	cells = sheet->cells + sheet->nr_lines * sheet->nr_columns;
	memset(cells, 0, sheet->nr_columns * sizeof(*cells));
	if (!fill_line(book, sheet, node, above, cells)) {
		free_cells(cells, sheet->nr_columns);
		return -ENOMEM;
	}
	/* After reading: what was read of a thing that vanished meanwhile is half. */
	if (node->rows->present && !node->rows->present(node->object))
		free_cells(cells, sheet->nr_columns);
	else
		sheet->nr_lines++;
	return 0;
}

/* Every object, and what is below it: as deep as the tree of nodes is. */
static int add_groups(struct book *book, const struct group *groups, size_t nr, const char *above)
{
	int rc = 0;

	for (size_t i = 0; i < nr; i++)
		for (size_t j = 0; j < groups[i].nr && rc == 0; j++) {
			const struct node *node = &groups[i].nodes[j];

			rc = add_line(book, node, above) ?:
			     add_groups(book, node->groups, node->nr_groups,
					node->rows->type->label(node->object));
		}
	return rc;
}

/* ---- on the page ---- */

static bool is_right(const struct column *column)
{
	const struct show_row *row = column->inner ? column->inner : column->row;

	return row && (row->format == SHOW_size || row->format == SHOW_dec);
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
			    (terminal && i > 0 ? SCOLS_FL_TRUNC : 0);

		if (shown[i] && !scols_table_new_column(table, sheet->columns[i].title, 0, flags))
			rc = -ENOMEM;
	}
	for (size_t i = 0; i < sheet->nr_lines && rc == 0; i++)
		rc = add_cells(table, sheet, i, shown);
	return rc;
}

static int print_sheet(const struct sheet *sheet, bool first)
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

static int print_book(const struct book *book)
{
	bool first = true;
	int rc = 0;

	for (size_t i = 0; i < book->tables->nr && rc == 0; i++) {
		if (!book->sheets[i].nr_lines)
			continue;
		rc = print_sheet(&book->sheets[i], first);
		first = false;
	}
	return rc;
}

static void close_book(struct book *book)
{
	for (size_t i = 0; book->sheets && i < book->tables->nr; i++) {
		free_cells(book->sheets[i].cells,
			   book->sheets[i].nr_lines * book->sheets[i].nr_columns);
		free(book->sheets[i].cells);
		free(book->sheets[i].columns);
	}
	free(book->sheets);
}

int emit_tables(const struct group *groups, size_t nr, const struct tables *tables,
		const struct reasons *reasons)
{
	struct book book = { .tables = tables, .reasons = reasons };
	int rc;

	/* For the width of characters. */
	setlocale(LC_CTYPE, "");
	book.sheets = calloc(tables->nr, sizeof(*book.sheets));
	rc = book.sheets ? 0 : -ENOMEM;
	for (size_t i = 0; i < tables->nr && rc == 0; i++) {
		book.sheets[i].type = &tables->types[i];
		rc = table_columns(tables, &tables->types[i], &book.sheets[i].columns,
				   &book.sheets[i].nr_columns);
	}
	rc = rc ?: add_groups(&book, groups, nr, NULL);
	rc = rc ?: print_book(&book);
	if (rc)
		complain("out of memory: the list is not complete");
	else if (book.why[0])
		complain("\"" UNKNOWN "\" could not be read: %s", book.why);
	close_book(&book);
	return rc;
}
