// SPDX-License-Identifier: GPL-2.0-or-later
/* Columns of tables, by name. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/tool/io/say.h"
#include "lib/tool/view/columns.h"

static const char *const heads[] = { "name", "parent", "enabled" };

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

static const struct show_row *find_inner(const struct show_type *type, const char *key,
					 const struct name *name)
{
	const struct show_part *part;

	for (part = type->parts; part && part->key; part++)
		if (!strcmp(part->key, key))
			for (size_t i = 0; i < part->rows->nr; i++)
				if (is_name(name, part->rows->rows[i].key))
					return &part->rows->rows[i];
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

		if (row->format == SHOW_state || !is_name(&first, fact_key(type, row)))
			continue;
		column->row = row;
		column->inner = dot ? find_inner(type, row->key, &second) : NULL;
		return !dot || column->inner;
	}
	return false;
}

static bool find_column(const struct show_type *type, const struct name *name,
			struct column *column)
{
	*column = (struct column){ 0 };
	for (size_t i = 0; i < ARRAY_SIZE(heads); i++)
		if (is_name(name, heads[i])) {
			column->head = heads[i];
			return true;
		}
	/* As the nested listing calls the name, and the title of its column. */
	if (is_name(name, type->name)) {
		column->head = heads[0];
		return true;
	}
	return find_row(type, name, column);
}

/* As the usual columns have it, wherever the column is chosen; else the name in capitals. */
static void set_title(const struct table_type *type, const struct name *name,
		      struct column *column)
{
	const struct table_column *usual;

	for (usual = type->columns; usual->key; usual++)
		if (is_name(name, usual->key) && usual->title) {
			snprintf(column->title, sizeof(column->title), "%s", usual->title);
			return;
		}
	snprintf(column->title, sizeof(column->title), "%.*s", (int)name->len, name->text);
	if (column->head && !strcmp(column->head, "name"))
		snprintf(column->title, sizeof(column->title), "%s", type->type->name);
	for (char *at = column->title; *at; at++)
		*at = toupper(*at);
}

static size_t count_usual(const struct table_column *columns)
{
	size_t nr = 0;

	while (columns[nr].key)
		nr++;
	return nr;
}

int table_columns(const struct tables *tables, const struct table_type *type,
		  struct column **columns, size_t *nr)
{
	const char *rest = tables->chosen;
	size_t room = rest ? strlen(rest) + 1 : count_usual(type->columns) + 1;
	struct name name;

	*nr = 0;
	*columns = calloc(room, sizeof(**columns));
	if (!*columns)
		return -ENOMEM;
	while (rest && next_name(&rest, &name))
		if (find_column(type->type, &name, &(*columns)[*nr]))
			set_title(type, &name, &(*columns)[(*nr)++]);
	for (size_t i = 0; !rest && type->columns[i].key; i++) {
		name = (struct name){ type->columns[i].key, strlen(type->columns[i].key) };
		if (!find_column(type->type, &name, &(*columns)[*nr]))
			continue;
		(*columns)[*nr].spare = type->columns[i].spare;
		set_title(type, &name, &(*columns)[(*nr)++]);
	}
	return 0;
}

static bool is_known(const struct tables *tables, const struct name *name)
{
	struct column column;

	for (size_t i = 0; i < tables->nr; i++)
		if (find_column(tables->types[i].type, name, &column))
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

static void print_parts(const struct show_type *type, FILE *out)
{
	const struct show_part *part;

	for (part = type->parts; part && part->key; part++) {
		fprintf(out, "  %s.", part->key);
		for (size_t i = 0; i < part->rows->nr; i++)
			fprintf(out, " %s", part->rows->rows[i].key);
		fputc('\n', out);
	}
}

void tables_print_columns(const struct tables *tables, FILE *out)
{
	for (size_t i = 0; i < tables->nr; i++) {
		const struct show_type *type = tables->types[i].type;

		fprintf(out, "%s:", type->name);
		for (size_t j = 0; j < ARRAY_SIZE(heads); j++)
			fprintf(out, " %s", heads[j]);
		for (size_t j = 0; j < type->nr; j++)
			if (type->rows[j].format != SHOW_state)
				fprintf(out, " %s", fact_key(type, &type->rows[j]));
		fputc('\n', out);
		print_parts(type, out);
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
		if (find_column(tables->types[i].type, &name, &column))
			return;
	emit(text, tables->types[at].type->name);
}

void tables_complete(const struct tables *tables, void (*emit)(const char *name, const char *what))
{
	for (size_t i = 0; i < tables->nr; i++) {
		const struct show_type *type = tables->types[i].type;
		const struct show_part *part;

		for (size_t j = 0; j < ARRAY_SIZE(heads); j++)
			complete_key(tables, i, "", heads[j], emit);
		for (size_t j = 0; j < type->nr; j++)
			if (type->rows[j].format != SHOW_state)
				complete_key(tables, i, "", fact_key(type, &type->rows[j]), emit);
		for (part = type->parts; part && part->key; part++)
			for (size_t j = 0; j < part->rows->nr; j++)
				complete_key(tables, i, part->key, part->rows->rows[j].key, emit);
	}
}
