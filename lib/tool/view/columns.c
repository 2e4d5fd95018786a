// SPDX-License-Identifier: GPL-2.0-or-later
/* Columns of tables, by name. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/tool/io/say.h"
#include "lib/tool/view/columns.h"

static const char *const heads[] = {
	[HEAD_NAME] = "name", [HEAD_PARENT] = "parent", [HEAD_ENABLED] = "enabled",
};

#define for_each_head(i)	for (size_t i = HEAD_NAME; i < ARRAY_SIZE(heads); i++)

/* A name in a text of several, as strsep() would find it but without a copy. */
struct name {
	const char *text;
	size_t len;
};

#define SEPARATORS ", \t\n"

static bool next_name(const char **rest, struct name *name)
{
	*rest += strspn(*rest, SEPARATORS);
	*name = (struct name){ *rest, strcspn(*rest, SEPARATORS) };
	*rest += name->len;
	return name->len;
}

static bool is_name(const struct name *name, const char *key)
{
	return strlen(key) == name->len && !strncasecmp(name->text, key, name->len);
}

/* Is there a column of its own for the row? */
static bool is_column(const struct show_row *row)
{
	return row_is_flat(row) && row->format != SHOW_state;
}

static const struct show_row *find_inner(const struct show_row *row, const struct name *name)
{
	for (size_t i = 0; row->format == SHOW_rows && i < row->inner->nr; i++)
		if (is_name(name, row->inner->rows[i].key))
			return &row->inner->rows[i];
	return NULL;
}

static bool find_row(const struct show_type *type, const struct name *name,
		     struct column *column)
{
	const char *dot = memchr(name->text, '.', name->len);
	struct name first = { name->text, dot ? (size_t)(dot - name->text) : name->len };
	struct name second = { dot ? dot + 1 : NULL, dot ? name->len - first.len - 1 : 0 };

	for (size_t i = 0; i < type->nr; i++) {
		const struct show_row *row = &type->rows[i];

		if (!is_column(row) || !is_name(&first, fact_key(type, row)))
			continue;
		column->row = row;
		column->inner = dot ? find_inner(row, &second) : NULL;
		column->usual = column->inner ? &column->inner->column : &row->column;
		return !dot || column->inner;
	}
	return false;
}

static struct column head_column(const struct show_type *type, enum column_head head)
{
	static const struct show_column none;
	struct column column = { .head = head, .usual = &none };

	if (head == HEAD_NAME)
		column.usual = &type->name_column;
	if (head == HEAD_PARENT)
		column.usual = &type->parent_column;
	for (size_t i = 0; head == HEAD_ENABLED && i < type->nr; i++)
		if (type->rows[i].format == SHOW_state)
			column.usual = &type->rows[i].column;
	return column;
}

static bool find_column(const struct show_type *type, const struct name *name,
			struct column *column)
{
	*column = (struct column){ 0 };
	for_each_head(i)
		if (is_name(name, heads[i])) {
			*column = head_column(type, i);
			return true;
		}
	/* As the nested listing calls the name, and the title of its column. */
	if (is_name(name, type->name)) {
		*column = head_column(type, HEAD_NAME);
		return true;
	}
	return find_row(type, name, column);
}

/* As the usual columns have it, wherever the column is chosen; else the name in capitals. */
static void set_title(const struct show_type *type, const struct name *name,
		      struct column *column)
{
	if (column->usual->title) {
		snprintf(column->title, sizeof(column->title), "%s", column->usual->title);
		return;
	}
	snprintf(column->title, sizeof(column->title), "%.*s", (int)name->len, name->text);
	if (column->head == HEAD_NAME)
		snprintf(column->title, sizeof(column->title), "%s", type->name);
	for (char *at = column->title; *at; at++)
		*at = toupper(*at);
}

static int chosen_columns(const char *rest, const struct show_type *type,
			  struct column **columns, size_t *nr)
{
	struct name name;

	*columns = calloc(strlen(rest) + 1, sizeof(**columns));
	if (!*columns)
		return -ENOMEM;
	while (next_name(&rest, &name))
		if (find_column(type, &name, &(*columns)[*nr]))
			set_title(type, &name, &(*columns)[(*nr)++]);
	return 0;
}

/* Behind those whose place is the same or further left. */
static void insert_usual(const struct show_type *type, struct column *columns, size_t *nr,
			 struct column column, const char *key)
{
	const struct name name = { key, strlen(key) };
	size_t at = *nr;

	if (!column.usual->place)
		return;
	column.spare = column.usual->spare;
	set_title(type, &name, &column);
	for (; at > 0 && columns[at - 1].usual->place > column.usual->place; at--)
		columns[at] = columns[at - 1];
	columns[at] = column;
	(*nr)++;
}

static size_t count_columns(const struct show_type *type)
{
	size_t nr = ARRAY_SIZE(heads) + type->nr;

	for (size_t i = 0; i < type->nr; i++)
		nr += type->rows[i].format == SHOW_rows ? type->rows[i].inner->nr : 0;
	return nr;
}

static int usual_columns(const struct show_type *type, struct column **columns, size_t *nr)
{
	const struct show_row *row, *inner;

	*columns = calloc(count_columns(type), sizeof(**columns));
	if (!*columns)
		return -ENOMEM;
	for_each_head(i)
		insert_usual(type, *columns, nr, head_column(type, i), heads[i]);
	for (row = type->rows; row < type->rows + type->nr; row++) {
		if (!is_column(row))
			continue;
		insert_usual(type, *columns, nr,
			     (struct column){ .row = row, .usual = &row->column },
			     fact_key(type, row));
		if (row->format != SHOW_rows)
			continue;
		for (inner = row->inner->rows; inner < row->inner->rows + row->inner->nr; inner++)
			insert_usual(type, *columns, nr,
				     (struct column){ .row = row, .inner = inner,
						      .usual = &inner->column }, inner->key);
	}
	return 0;
}

int table_columns(const struct tables *tables, const struct show_type *type,
		  struct column **columns, size_t *nr)
{
	*nr = 0;
	return tables->chosen ? chosen_columns(tables->chosen, type, columns, nr) :
				usual_columns(type, columns, nr);
}

static bool is_known(const struct tables *tables, const struct name *name)
{
	struct column column;

	for (size_t i = 0; i < tables->nr; i++)
		if (find_column(tables->types[i], name, &column))
			return true;
	return false;
}

bool tables_check(const struct tables *tables)
{
	const char *rest = tables->chosen;
	struct name name;
	char text[64];
	size_t nr = 0;

	for (; next_name(&rest, &name); nr++) {
		if (is_known(tables, &name))
			continue;
		snprintf(text, sizeof(text), "%.*s", (int)name.len, name.text);
		say_error("there is no column \"%s\"; there are:", quoted(text));
		tables_print_columns(tables, stderr);
		return false;
	}
	if (nr == 0)
		say_error("--columns names no column (--columns help lists them)");
	return nr;
}

int tables_choose(const struct tables *tables, bool is_table, bool *done)
{
	*done = tables->chosen && !strcmp(tables->chosen, "help");
	if (*done)
		tables_print_columns(tables, stdout);
	if (*done || !tables->chosen)
		return CLI_OK;
	if (!is_table) {
		say_error("--columns is for tables: it needs -o table");
		return CLI_USAGE;
	}
	return tables_check(tables) ? CLI_OK : CLI_USAGE;
}

bool tables_mention(const struct tables *tables, const char *key)
{
	const char *rest = tables->chosen;
	size_t len = strlen(key);
	struct name name;

	while (rest && next_name(&rest, &name))
		if (name.len >= len && !strncasecmp(name.text, key, len) &&
		    (name.len == len || name.text[len] == '.'))
			return true;
	return false;
}

static void print_inner(const struct show_type *type, FILE *out)
{
	const struct show_row *row;

	for (row = type->rows; row < type->rows + type->nr; row++) {
		if (row->format != SHOW_rows)
			continue;
		fprintf(out, "  %s.", row->key);
		for (size_t i = 0; i < row->inner->nr; i++)
			fprintf(out, " %s", row->inner->rows[i].key);
		fputc('\n', out);
	}
}

void tables_print_columns(const struct tables *tables, FILE *out)
{
	for (size_t i = 0; i < tables->nr; i++) {
		const struct show_type *type = tables->types[i];

		fprintf(out, "%s:", type->name);
		for_each_head(j)
			fprintf(out, " %s", heads[j]);
		for (size_t j = 0; j < type->nr; j++)
			if (is_column(&type->rows[j]))
				fprintf(out, " %s", fact_key(type, &type->rows[j]));
		fputc('\n', out);
		print_inner(type, out);
	}
}

/* Of the type at that place, unless one before has it too. */
static void complete_key(const struct tables *tables, size_t at, const char *part, const char *key,
			 void (*emit)(const char *name, const char *what))
{
	struct column column;
	char text[128];
	struct name name = { text, 0 };

	snprintf(text, sizeof(text), "%s%s%s", part, part[0] ? "." : "", key);
	name.len = strlen(text);
	for (size_t i = 0; i < at; i++)
		if (find_column(tables->types[i], &name, &column))
			return;
	emit(text, tables->types[at]->name);
}

static void complete_inner(const struct tables *tables, size_t at, const struct show_row *row,
			   void (*emit)(const char *name, const char *what))
{
	for (size_t i = 0; row->format == SHOW_rows && i < row->inner->nr; i++)
		complete_key(tables, at, row->key, row->inner->rows[i].key, emit);
}

void tables_complete(const struct tables *tables, void (*emit)(const char *name, const char *what))
{
	for (size_t i = 0; i < tables->nr; i++) {
		const struct show_type *type = tables->types[i];

		for_each_head(j)
			complete_key(tables, i, "", heads[j], emit);
		for (size_t j = 0; j < type->nr; j++)
			if (is_column(&type->rows[j]))
				complete_key(tables, i, "", fact_key(type, &type->rows[j]), emit);
		for (size_t j = 0; j < type->nr; j++)
			complete_inner(tables, i, &type->rows[j], emit);
	}
}
