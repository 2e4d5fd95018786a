// SPDX-License-Identifier: GPL-2.0-or-later
/* Listings as tables: every object read, a line of cells each. */
#include <errno.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/array.h"
#include "lib/tool/io/say.h"
#include "lib/tool/io/text.h"
#include "lib/tool/view/sheet.h"

#define UNKNOWN	"?"	/* it could not be read */

struct book {
	const struct tables *tables;
	const struct reasons *reasons;
	struct sheet *sheets;	/* one for each type of the tables */
	char why[384];		/* the first reason of an UNKNOWN */
	const char *bare;	/* the first type with objects, but without a chosen column */
};

/* A line to be: an object, and the name of what it is listed below. */
struct line {
	const struct node *node;
	const char *above;
	bool below_top;		/* what it is listed below has no parent */
	size_t at;		/* in the listing */
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

static char *text_of_object(const struct show_type *type, void *object, const char **colour)
{
	char text[256] = "yes";

	if (type->brief && type->brief(object, text, sizeof(text)))
		*colour = "red";
	return strdup(text);
}

/* Of a value that is there, of a row or of none; to be freed. */
static char *text_of(const struct show_row *row, enum show_format format,
		     const struct value *value, const char **colour)
{
	char text[TEXT_SIZE_MAX + 16], *escaped;
	size_t len;

	switch (format) {
	case SHOW_size:
		return strdup(text_size(value->u64, text));
	case SHOW_grain:
		return strdup(text_size(value->num, text));
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
		/* Devices pad what they are called: "v1 ". */
		while (escaped && (len = strlen(escaped)) > 1 && escaped[len - 1] == ' ')
			escaped[len - 1] = '\0';
		return escaped;
	case SHOW_texts:
		return text_of_texts(value->texts);
	case SHOW_rows:
		return text_of_object(row->inner, value->object, colour);
	case SHOW_list:
		*colour = value->nr ? "red" : *colour;
		snprintf(text, sizeof(text), "%zu", value->nr);
		return strdup(text);
	}
	return NULL;
}

/* False: out of memory. */
static bool fill_name(struct cell *cell, const char *name)
{
	const struct value value = { .text = name };

	cell->text = name ? text_of(NULL, SHOW_text, &value, &cell->colour) : strdup(NONE);
	return cell->text;
}

static bool fill_inner(struct book *book, struct cell *cell, const struct show_row *inner,
		       void *object)
{
	struct value value;

	cell->text = row_get(inner, object, book->reasons->env, &value) ?
			     text_of(inner, inner->format, &value, &cell->colour) : strdup(NONE);
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
		return fill_inner(book, cell, column->inner, fact->value.object);
	if (column->head) {
		cell->colour = fact->value.flag ? NULL : "yellow";
		cell->text = strdup(fact->value.flag ? "enabled" : "disabled");
	} else {
		cell->text = text_of(fact->row, fact->format, &fact->value, &cell->colour);
	}
	return cell->text;
}

/* Columns of one object within the object, side by side, ask for it once. */
static bool fill_line(struct book *book, const struct sheet *sheet, const struct node *node,
		      const char *above, struct cell *cells)
{
	const struct show_type *type = sheet->type;
	const struct show_row *read = NULL;
	struct fact fact = { .state = FACT_NONE };
	const char *name;
	bool filled = true;

	for (size_t i = 0; i < sheet->nr_columns && filled; i++) {
		const struct column *column = &sheet->columns[i];

		if (column->head == HEAD_NAME || column->head == HEAD_PARENT) {
			name = column->head == HEAD_NAME ? type->label(node->object) :
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
		if (book->tables->types[i] == type)
			return &book->sheets[i];
	return NULL;
}

static int add_line(struct book *book, const struct line *line)
{
	const struct node *node = line->node;
	struct sheet *sheet = sheet_of(book, node->type);
	struct cell *cells;

	if (sheet && !sheet->nr_columns && !book->bare)
		book->bare = node->type->name;
	if (!sheet || !sheet->nr_columns)
		return 0;
	if (array_grow_by(&sheet->cells, sheet->nr_lines, sheet->nr_columns * sizeof(*cells)))
		return -ENOMEM;
	cells = sheet->cells + sheet->nr_lines * sheet->nr_columns;
	memset(cells, 0, sheet->nr_columns * sizeof(*cells));
	if (!fill_line(book, sheet, node, line->above, cells)) {
		free_cells(cells, sheet->nr_columns);
		return -ENOMEM;
	}
	/* After reading: what was read of a thing that vanished meanwhile is half. */
	if (node->type->present && !node->type->present(node->object))
		free_cells(cells, sheet->nr_columns);
	else
		sheet->nr_lines++;
	return 0;
}

static size_t count_nodes(const struct group *groups, size_t nr)
{
	size_t total = 0;

	for (size_t i = 0; i < nr; i++)
		for (size_t j = 0; j < groups[i].nr; j++)
			total += 1 + count_nodes(groups[i].nodes[j].groups,
						 groups[i].nodes[j].nr_groups);
	return total;
}

/* Every object, and what is below it: as deep as the tree of nodes is. */
static void collect(const struct group *groups, size_t nr, const struct node *parent,
		    struct line *lines, size_t *used)
{
	const struct show_type *type = parent ? parent->type : NULL;
	const char *above = parent ? type->label(parent->object) : NULL;

	for (size_t i = 0; i < nr; i++)
		for (size_t j = 0; j < groups[i].nr; j++) {
			const struct node *node = &groups[i].nodes[j];

			lines[*used] = (struct line){ node, above, type && !type->parent, *used };
			*used += 1;
			collect(node->groups, node->nr_groups, node, lines, used);
		}
}

/* What has no parent of its own is in the order of what it is listed below. */
static bool has_own_order(const struct line *line)
{
	return line->node->type->parent || !line->above;
}

static const char *sort_key(const struct line *line)
{
	return has_own_order(line) ? line->node->type->label(line->node->object) :
				     line->above;
}

static int compare_lines(const void *a, const void *b)
{
	const struct line *first = a, *second = b;
	const struct show_type *type = first->node->type, *other = second->node->type;
	int order = strverscmp(sort_key(first), sort_key(second));

	/* Each type has a table of its own: any order will do. */
	if (type != other)
		return (uintptr_t)type > (uintptr_t)other ? 1 : -1;
	if (!has_own_order(first) && first->below_top != second->below_top)
		return first->below_top ? -1 : 1;
	return order ?: first->at > second->at ? 1 : -1;
}

/* In natural order, not in that of the topology: decoder2.0 before decoder10.0. */
static int add_lines(struct book *book, const struct group *groups, size_t nr)
{
	size_t total = count_nodes(groups, nr), used = 0;
	struct line *lines = calloc(total + 1, sizeof(*lines));
	int rc = lines ? 0 : -ENOMEM;

	if (lines) {
		collect(groups, nr, NULL, lines, &used);
		qsort(lines, used, sizeof(*lines), compare_lines);
	}
	for (size_t i = 0; i < used && rc == 0; i++)
		rc = add_line(book, &lines[i]);
	free(lines);
	return rc;
}

static int print_book(const struct book *book)
{
	bool first = true;
	int rc = 0;

	for (size_t i = 0; i < book->tables->nr && rc == 0; i++) {
		if (!book->sheets[i].nr_lines)
			continue;
		rc = sheet_print(&book->sheets[i], first);
		first = false;
	}
	if (first && book->bare)
		say_error("nothing to show: a %s has no column of --columns (--columns help lists them)",
			  book->bare);
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
		book.sheets[i].type = tables->types[i];
		rc = table_columns(tables, tables->types[i], &book.sheets[i].columns,
				   &book.sheets[i].nr_columns);
	}
	rc = rc ?: add_lines(&book, groups, nr);
	rc = rc ?: print_book(&book);
	if (rc)
		say_error("out of memory: the list is not complete");
	else if (book.why[0])
		say_error("\"" UNKNOWN "\" could not be read: %s", book.why);
	close_book(&book);
	return rc;
}
