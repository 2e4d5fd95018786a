// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl list -o tree: the picture as lines, cut and coloured on a terminal only. */
#include <errno.h>
#include <langinfo.h>
#include <libsmartcols.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cxl/picture/picture.h"
#include "lib/tool/io/output.h"

/* Where the locale has no UTF-8, other bytes than those of ASCII as \xNN. */
static void append(char *line, size_t len, const char *text, bool utf8)
{
	size_t used = strlen(line);

	for (; *text && used + 5 < len; text++)
		used += snprintf(line + used, len - used,
				 utf8 || !(*text & 0x80) ? "%c" : "\\x%02x",
				 (unsigned char)*text);
}

static int add_line(struct libscols_table *table, struct libscols_line *above,
		    const struct picture *picture, const struct picture_node *node,
		    struct libscols_line **line)
{
	bool utf8 = !strcmp(nl_langinfo(CODESET), "UTF-8");
	struct picture_text text;
	char whole[sizeof(text) * 4] = "";
	int rc;

	picture_describe(picture, node, &text);
	for (size_t i = 0; i < text.nr; i++) {
		if (i)
			append(whole, sizeof(whole), "  ", utf8);
		append(whole, sizeof(whole), text.pieces[i], utf8);
	}
	if (text.dport[0]) {
		append(whole, sizeof(whole), "  ", utf8);
		append(whole, sizeof(whole), text.dport, utf8);
	}
	*line = scols_table_new_line(table, above);
	if (!*line)
		return -ENOMEM;
	rc = scols_line_set_data(*line, 0, whole);
	if (rc == 0 && text.attention)
		rc = scols_line_set_color(*line, "yellow");
	return rc;
}

static int add_below(struct libscols_table *table, struct libscols_line *above,
		     const struct picture *picture, const struct picture_node *node)
{
	struct libscols_line *line;
	int rc = 0;

	for (size_t i = 0; i < node->nr && rc == 0; i++) {
		rc = add_line(table, above, picture, node->below[i], &line);
		if (rc == 0)
			rc = add_below(table, line, picture, node->below[i]);
	}
	return rc;
}

static int print(const struct picture *picture, struct libscols_table *table)
{
	bool terminal = isatty(STDOUT_FILENO);
	int rc = 0;

	scols_table_enable_noheadings(table, true);
	/* The text is safe already; escaped once more, it is not what was meant. */
	scols_table_enable_noencoding(table, true);
	scols_table_enable_colors(table, output_has_colours());
	if (!scols_table_new_column(table, "NAME", 0,
				    SCOLS_FL_TREE | (terminal ? SCOLS_FL_TRUNC : 0)))
		return -ENOMEM;
	rc = add_below(table, NULL, picture, &picture->top);
	return rc ? rc : scols_print_table(table);
}

int list_tree(struct session *session, const struct walk *walk)
{
	struct libscols_table *table;
	struct picture picture;
	int rc;

	setlocale(LC_CTYPE, "");
	rc = picture_make(&picture, session, walk);
	table = scols_new_table();
	if (rc == 0)
		rc = table ? print(&picture, table) : -ENOMEM;
	if (rc)
		say_error("cannot draw the tree: %s", strerror(-rc));
	scols_unref_table(table);
	picture_free(&picture);
	return rc;
}
